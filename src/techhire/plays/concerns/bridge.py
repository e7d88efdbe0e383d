"""The code of a report, turned into what is kept of it."""

from techhire.commons.vault import fingerprint

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters of a code: none looks like another one."""


def code_print(code: str) -> str:
    """What is kept of a code, however its letters were spaced."""
    typed = "".join(letter for letter in code.upper() if letter in LETTERS)
    return fingerprint(typed, purpose="report-code")
