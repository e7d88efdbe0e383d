"""The people an onramp works with. Serves play 5."""
