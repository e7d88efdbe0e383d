"""A single count of people, as an employer or the public may see it."""

from __future__ import annotations

from dataclasses import dataclass

MINIMUM = 10
"""Counts of people below this are never shown."""

BASE = 5
"""Counts that are shown are rounded to a multiple of this."""


@dataclass(frozen=True, slots=True)
class SharedCount:
    """A count fit to be shown.

    `value` is None where the count is too small to show. `at_least` and `at_most` are the smallest and
    largest true counts that would be shown the same. `words` are plain English; `code` is the message to
    translate.
    """

    value: int | None
    at_least: int
    at_most: int
    code: str
    words: str


def round_to_base(count: int, base: int = BASE) -> int:
    """Nearest multiple of `base`; halves, which only an even base has, go up."""
    return (count + base // 2) // base * base


def share_count(count: int, minimum: int = MINIMUM, base: int = BASE) -> SharedCount:
    """The count as it may be shown: "fewer than 10" below the minimum, zero included, else rounded to 5."""
    check_count(count)
    if count < minimum:
        return SharedCount(None, 0, minimum - 1, "fewer_than", f"fewer than {minimum}")
    value = max(round_to_base(count, base), minimum)
    low = max(minimum, value - base // 2)
    high = value + (base - 1) // 2
    return SharedCount(value, low, high, "about", f"about {value:,}")


def check_count(count: int) -> None:
    """Refuse what is not a count: ValueError."""
    if count != int(count) or count < 0:
        raise ValueError(f"a count of people is a whole number from 0, not {count!r}")
