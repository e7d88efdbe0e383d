"""Labelled mentions for the models of mentions: rows of a sentence file, seen as the product sees them.

`context_training.csv` (columns id, text, skill, expected, note; note names the writer's voice) was written for this
project by many writers; rows noted "writer 1", "writer 2" ... come from independent ones who were given nothing but the
four readings, and a third of theirs are tricky on purpose. `context_phrases.csv` (columns expected, phrase; _ stands
for the skill) holds short wordings.
"""

import csv
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from techhire.engines.skill_extraction import context, sections
from techhire.engines.skill_extraction.artifacts import mend
from techhire.engines.skill_extraction.mention_features import Sight
from techhire.engines.skill_extraction.mention_model import READINGS
from techhire.engines.skill_extraction.readings import Reading
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

HERE = Path(__file__).parent
INDEPENDENT = re.compile(r"writer \d+")
PHRASES = "phrases"
UNKNOWN = -1
SKILLS = (
    "Python", "Java", "SQL", "Linux", "Docker", "Salesforce", "Photoshop", "Tableau", "Spanish", "AutoCAD",
    "QuickBooks", "Kubernetes", "Zendesk", "JavaScript", "bookkeeping", "welding", "phlebotomy", "forklift",
)  # fmt: skip
CARRIERS = (
    "experience with _", "knowledge of _", "_ skills", "some _", "knowing _", "familiarity with _", "a background in _",
    "_ know-how", "_ experience", "exposure to _",
)  # fmt: skip
_CARRIED = re.compile(
    r"_ (?=(?:is|would|will|gets|makes|helps|gives|won't|doesn't|isn't|has|does|carries|plays)\b)"
)
Span = tuple[int, int]


@dataclass(frozen=True)
class Seen:
    """One mention: its sentence, which of the names in it, the expected reading (-1 unknown), the writer."""

    sight: Sight
    at: int
    expected: int
    writer: str

    @property
    def ruled(self) -> Reading:
        """Return what the rules read of it, its level left out."""
        importance, firmness = self.sight.ruled[self.at]
        return Reading(importance, None, firmness)

    def alone(self) -> Sight:
        """Return its sentence with its own name as the only one."""
        return self.sight._replace(spans=[self.sight.spans[self.at]], ruled=[self.sight.ruled[self.at]])


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written() -> list[dict[str, str]]:
    """Return all written sentences that may be learned from."""
    return rows_of("context_training.csv")


def phrases(seed: int) -> Iterator[dict[str, str]]:
    """Yield a sentence for each phrase: a skill for its sign, now and then a carrier, a capital and a stop."""
    rng = random.Random(seed)
    for row in rows_of("context_phrases.csv"):
        text, skill = row["phrase"], rng.choice(SKILLS)
        if row["expected"] != "boilerplate" and _CARRIED.match(text) and rng.random() < 0.4:
            text = rng.choice(CARRIERS) + text[1:]
        text = text.replace("_", skill)
        text = text[0].upper() + text[1:] if rng.random() < 0.8 else text
        text += "" if text.endswith("?") else rng.choice((".", ".", ".", ".", "", "!"))
        yield {"text": text, "skill": skill, "expected": row["expected"], "note": PHRASES}


def seen(rows: Sequence[dict[str, str]]) -> list[Seen]:
    """Return every mention of each row's own skill; rows whose skill the vocabulary does not find give none."""
    names = sorted({row["skill"].strip() for row in rows})
    vocabulary = Vocabulary.from_rows([NameRow(name.lower(), name, "tool", name) for name in names])
    found: list[Seen] = []
    for row in rows:
        hits = vocabulary.find(row["text"])
        spans = [(hit.start, hit.end) for hit in hits]
        skill = row["skill"].strip().lower()
        own = {span for span, hit in zip(spans, hits, strict=True) if hit.row.skill_id == skill}
        expected = READINGS.index(row["expected"].strip())
        found += looked_at(row["text"], spans, own, expected, row["note"])
    return found


def looked_at(
    text: str, spans: Sequence[Span], own: Iterable[Span], expected: int, writer: str
) -> Iterator[Seen]:
    """Yield the mentions of `text` at the `own` ones of its sorted spans."""
    text, chosen = mend(text), set(own)
    parts = sections.sentences(text)
    if not (parts and chosen):
        return
    at = 0
    for sight in context.look(text, spans, parts)[0]:
        for place in range(len(sight.spans)):
            if spans[at] in chosen:
                yield Seen(sight, place, expected, writer)
            at += 1
