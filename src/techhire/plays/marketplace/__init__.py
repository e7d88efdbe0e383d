"""Postings and what they ask for. Serves play 5."""
