"""Rows turned into what the credential engine takes, and back."""
