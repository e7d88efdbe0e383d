"""Codes of a test day: eight digits in two groups, easy to read aloud and to type."""

import re
import secrets

DIGITS = 8


def new_code() -> str:
    """``1234-5678``."""
    return _in_groups("".join(secrets.choice("0123456789") for _ in range(DIGITS)))


def typed_code(text: str) -> str | None:
    """The code however its digits were spaced; None where it cannot be one."""
    digits = re.sub(r"[\s.\-]", "", text[:60])
    right = len(digits) == DIGITS and digits.isascii() and digits.isdecimal()
    return _in_groups(digits) if right else None


def _in_groups(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:]}"
