"""Skills that phrases mean although no name matches them: "keep laptops patched". A person says yes or no to each.

Phrases come from ``phrases``, the closest names from ``linking``. What comes back is a suggestion and never counts
by itself, so its confidence stays below that of any name read word by word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import context, levels, phrases, sections
from .artifacts import mend
from .extraction import Extraction, Found, Mention
from .linking import LabelIndex, build_index
from .readings import BY_DEFAULT
from .vocabulary import NameRow, Vocabulary

LEAST = 0.75
"""Closeness below which a link is rather wrong than right, judged on phrases of SkillSpan's train part."""
SHARE = 0.6
"""What of the closeness is passed on as confidence. Our judgment."""
FEWEST_WORDS = 2
"""A lone word no name matches is close to parts of many names ("design" to InDesign) and says little."""
MOST = 8
_SCHOOLING = re.compile(
    r"\b(?:degrees?|diploma|bachelor\S*|master\S*|b\.?[as]\.?|gpa|t[ií]tulo)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class NameIndex:
    """The names of a vocabulary, each once, prepared for linking. Build it once with ``of`` and share it."""

    rows: tuple[NameRow, ...]
    index: LabelIndex

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "NameIndex":
        """Take the names of a vocabulary. Half a second for 7,000 names. Raises ValueError where it has none."""
        named = {row.name.casefold(): row for row in reversed(vocabulary.rows)}
        rows = tuple(named.values())
        return cls(rows, build_index([row.name for row in rows]))

    def link(self, said: list[str]) -> list[list[tuple[int, float]]]:
        """The closest name of each phrase, as (row, closeness up to 1)."""
        return self.index.rank(said, 1)


def suggest(text: str, names: NameIndex, read: Extraction, *, most: int = MOST) -> tuple[Found, ...]:
    """Skills that phrases of ``text`` seem to mean, in the order of the text, at most ``most``.

    ``read`` is what names gave; its skills and its places are left out. Spans are characters of ``text``.
    """
    named = [(mention.start, mention.end) for found in read.skills for mention in found.mentions]
    proposed = phrases.propose(text, named, names.link, least=LEAST)
    known = {found.skill_id for found in read.skills}
    best: dict[str, tuple[float, phrases.Phrase, NameRow]] = {}
    for phrase, row, score in _sensible(proposed, names):
        if row.skill_id not in known and score > best.get(row.skill_id, (0.0,))[0]:
            best[row.skill_id] = (score, phrase, row)
    chosen = sorted(best.values(), key=lambda one: -one[0])[:most]
    return tuple(_found(text, read.language, *one) for one in sorted(chosen, key=lambda one: one[1].start))


def _sensible(
    proposed: list[phrases.Proposal], names: NameIndex
) -> Iterator[tuple[phrases.Phrase, NameRow, float]]:
    for one in proposed:
        long_enough = len(one.phrase.text.split()) >= FEWEST_WORDS
        if long_enough and not _SCHOOLING.search(one.phrase.text):
            number, score = one.labels[0]
            yield one.phrase, names.rows[number], score


def _found(text: str, tongue: str, score: float, phrase: phrases.Phrase, row: NameRow) -> Found:
    mended = mend(text)
    span = (phrase.start, phrase.end)
    reading = context.read_mentions(mended, [span], sections.sentences(mended), tongue)[0]
    sure = round(min(score, 1.0) * SHARE, 2)
    return Found(
        skill_id=row.skill_id,
        name=row.canonical or row.name,
        kind=row.kind,
        start=phrase.start,
        end=phrase.end,
        text=phrase.text,
        importance=reading.importance,
        level=reading.level or levels.DEFAULT_LEVEL,
        level_said=bool(reading.level),
        confidence=sure,
        mentions=(Mention(*span, phrase.text, reading.importance, reading.level, sure),),
        is_asked=reading.firmness > BY_DEFAULT,
    )
