"""Numbers and codes that can be read aloud, typed on a phone and checked for slips of the finger."""

import re
import secrets

_DIGITS = "0123456789"
NUMBER_DIGITS = 9
CODE_DIGITS = 8


def new_number() -> str:
    """Nine digits in groups of three; the last one checks the others (Luhn, ISO/IEC 7812-1)."""
    first = secrets.choice("123456789")
    body = first + "".join(secrets.choice(_DIGITS) for _ in range(NUMBER_DIGITS - 2))
    return in_groups(body + _check_digit(body), 3)


def new_code() -> str:
    """Eight digits in groups of four."""
    return in_groups("".join(secrets.choice(_DIGITS) for _ in range(CODE_DIGITS)), 4)


def in_groups(digits: str, size: int) -> str:
    """``123456789`` as ``123-456-789``."""
    return "-".join(digits[at : at + size] for at in range(0, len(digits), size))


def typed_number(text: str) -> str | None:
    """The number as stored, however its digits were spaced; None where a digit is wrong or missing."""
    digits = _only_digits(text, NUMBER_DIGITS)
    if digits is None or _check_digit(digits[:-1]) != digits[-1]:
        return None
    return in_groups(digits, 3)


def typed_code(text: str) -> str | None:
    """The code as it was hashed, however its digits were spaced; None where it cannot be one."""
    digits = _only_digits(text, CODE_DIGITS)
    return None if digits is None else in_groups(digits, 4)


def _only_digits(text: str, count: int) -> str | None:
    digits = re.sub(r"[\s.\-]", "", text[:60])
    return digits if len(digits) == count and digits.isascii() and digits.isdecimal() else None


def _check_digit(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
