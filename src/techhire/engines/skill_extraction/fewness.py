"""Whether a text is about IT work at all, told with the words that were known."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

IT_KINDS = frozenset({"tool", "language", "platform"})
MIN_IT_SKILLS = 3
MIN_IT_SHARE = 0.25


@dataclass(frozen=True)
class ItReading:
    """How much of what a text asks for is IT: distinct IT skills, their share of all known, the words, a verdict."""

    it_count: int
    known_count: int
    it_share: float
    few_it_skills: bool
    known_words: tuple[str, ...]


def read_it(named: Sequence[tuple[str, str, str]], it_skills: Set[str] | None = None) -> ItReading:
    """Return the reading for (skill id, kind, words as written) of the skills a text asks for.

    Few means fewer than three distinct IT skills, or less than a quarter of all known skills. The numbers are our
    judgment: a help-desk ad names many products, a warehouse ad at most a stock system and a spreadsheet.
    """
    it = [n for n in named if (n[0] in it_skills if it_skills is not None else n[1] in IT_KINDS)]
    share = len(it) / len(named) if named else 0.0
    few = len(it) < MIN_IT_SKILLS or share < MIN_IT_SHARE
    words = tuple(dict.fromkeys(written for _, _, written in named))
    return ItReading(len(it), len(named), round(share, 3), few, words)
