"""Tests, judged work and what they are made of. Serves play 5: validate what people can do."""
