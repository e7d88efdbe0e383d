"""NOUNS: what a TechHire community keeps, one Django app a noun of the playbook."""
