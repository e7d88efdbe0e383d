"""Portable signed proof: issued, checked, accepted, taken back. Serves play 5."""
