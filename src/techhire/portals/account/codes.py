"""Codes sent by letter, and finding them again in a letter of the demo's mailbox."""

import re
import secrets

CODE = re.compile(r"\b\d{4}-\d{4}\b")


def new_code() -> str:
    """Eight digits in two groups, easy to read aloud and to type on a phone; it opens one thing once."""
    return f"{secrets.randbelow(10_000):04d}-{secrets.randbelow(10_000):04d}"
