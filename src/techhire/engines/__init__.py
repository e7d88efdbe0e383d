"""VERBS: what the core computes. Pure Python: no framework, no database, no clock, no settings, no hidden chance."""
