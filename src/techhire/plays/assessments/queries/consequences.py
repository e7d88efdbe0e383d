"""What other cut scores would have meant for tests taken before: shares by level, never about few people."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from techhire.plays.assessments.models import ItemBank
from techhire.plays.assessments.queries.banks import cuts_of, thetas_before

FEWEST = 20


@dataclass(frozen=True)
class Consequence:
    """A level (0: none) and its share of finished tests in percent, by the cuts that count and by new ones."""

    level: int
    before: int
    after: int


def consequences(bank: ItemBank, thetas: list[float]) -> list[Consequence]:
    """One line a level; nothing where fewer than 20 tests were finished, since single people would show."""
    abilities = thetas_before(bank)
    current = cuts_of(bank).first()
    if len(abilities) < FEWEST or current is None:
        return []
    before, after = (
        Counter(bisect_right(cuts, one) for one in abilities) for cuts in (current.thetas, thetas)
    )
    return [
        Consequence(level, _percent(before[level], len(abilities)), _percent(after[level], len(abilities)))
        for level in range(6)
    ]


def _percent(part: int, whole: int) -> int:
    """A share to the nearest 5 percent."""
    return 5 * round(20 * part / whole)
