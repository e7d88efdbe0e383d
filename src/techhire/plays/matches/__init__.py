"""Shortlists, searches by skill, decisions, near misses and what a requirement costs. Serves play 5."""
