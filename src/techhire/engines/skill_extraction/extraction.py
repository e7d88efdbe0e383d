"""From a text to skills: which are named, where, how much they matter and at which level."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from . import context, language, levels, sections
from .artifacts import mend
from .cues import BOILERPLATE, NEGATED, PREFERRED, REQUIRED
from .fewness import ItReading, read_it
from .mention_model import Reader
from .readings import BY_DEFAULT, BY_SECTION, EXPLICIT, Reading
from .vocabulary import Hit, Vocabulary

_ORDER = {REQUIRED: 3, PREFERRED: 2, NEGATED: 1, BOILERPLATE: 0}
_FIRMNESS_CONFIDENCE = {EXPLICIT: 0.95, BY_SECTION: 0.9, BY_DEFAULT: 0.75}
_LONE_WORD_CONFIDENCE = 0.9


@dataclass(frozen=True)
class Mention:
    """One place where a skill is named: half-open span in characters of the text as given, and how it was read."""

    start: int
    end: int
    text: str
    importance: str
    level: int | None
    confidence: float


@dataclass(frozen=True)
class Found:
    """One line per skill, read from the mention that decides; `mentions` holds all of them in order.

    `importance` is required, preferred, negated or boilerplate; `level` 1 to 5 is a suggestion to confirm, and
    `level_said` tells whether the text gave it or it is the modest default. `confidence` is our judgment in [0, 1].
    `is_asked` tells whether words or a heading ask for it of the person, rather than a task merely naming it, and
    `is_doubtful` whether the deciding mention is a word that often means something else.
    """

    skill_id: str
    name: str
    kind: str
    start: int
    end: int
    text: str
    importance: str
    level: int
    level_said: bool
    confidence: float
    mentions: tuple[Mention, ...]
    is_asked: bool
    is_doubtful: bool = False

    @property
    def negated(self) -> bool:
        """Return whether the text says the skill is not wanted."""
        return self.importance == NEGATED

    @property
    def wanted(self) -> bool:
        """Return whether the text asks for the skill, firmly or not."""
        return self.importance in (REQUIRED, PREFERRED)


@dataclass(frozen=True)
class Extraction:
    """Everything read from one text: skills in order of first mention, its language, how much of it is IT."""

    skills: tuple[Found, ...]
    language: str
    it: ItReading

    @property
    def wanted(self) -> tuple[Found, ...]:
        """Return the skills the text asks for."""
        return tuple(found for found in self.skills if found.wanted)


def extract(
    text: str,
    vocabulary: Vocabulary,
    *,
    it_skills: Set[str] | None = None,
    use_context: bool = True,
    reader: Reader | None = None,
) -> Extraction:
    """Read `text` into skills of `vocabulary`.

    `it_skills` are the ids that count as IT; without it the kinds tool, language and platform do. With
    `use_context=False` every name found is required at the default level, which is the baseline of the benchmarks.
    `reader` is the larger model of mentions; see ``mention_reader.load_reader``.
    """
    hits = vocabulary.find(text)
    tongue = language.detect(text)
    readings = (
        _readings(mend(text), hits, tongue, reader)
        if use_context
        else [Reading(REQUIRED, None, 0)] * len(hits)
    )
    title_level = levels.of_title(text) if use_context else None
    skills = _merge(text, hits, readings, title_level or levels.DEFAULT_LEVEL)
    named = [(found.skill_id, found.kind, found.text) for found in skills if found.wanted]
    return Extraction(skills, tongue, read_it(named, it_skills))


def _readings(text: str, hits: Sequence[Hit], tongue: str, reader: Reader | None) -> list[Reading]:
    if not hits:
        return []
    spans = [(hit.start, hit.end) for hit in hits]
    read = context.read_mentions(text, spans, sections.sentences(text), tongue, reader)
    return [_of_itself(text[hit.start : hit.end], reading) for hit, reading in zip(hits, read, strict=True)]


def _of_itself(name: str, reading: Reading) -> Reading:
    """Return the reading with the level that the name itself says, where it says one."""
    level = levels.of_name(name)
    return replace(reading, level=level) if level else reading


def _merge(text: str, hits: Sequence[Hit], readings: Sequence[Reading], default: int) -> tuple[Found, ...]:
    groups: dict[str, list[tuple[Hit, Reading]]] = {}
    for hit, reading in zip(hits, readings, strict=True):
        groups.setdefault(hit.row.skill_id, []).append((hit, reading))
    return tuple(_line(text, group, default) for group in groups.values())


def _line(text: str, group: Sequence[tuple[Hit, Reading]], default: int) -> Found:
    hit, reading = max(_deciding(group), key=lambda pair: _weight(pair[1]))
    said = reading.level or max(
        (r.level or 0 for _, r in group if r.importance == reading.importance), default=0
    )
    return Found(
        skill_id=hit.row.skill_id,
        name=hit.row.canonical or hit.row.name,
        kind=hit.row.kind,
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        importance=reading.importance,
        level=said or default,
        level_said=bool(said),
        confidence=_confidence(text, hit, reading),
        mentions=tuple(_mention(text, h, r) for h, r in group),
        is_asked=reading.firmness > BY_DEFAULT,
        is_doubtful=hit.doubtful,
    )


def _deciding(group: Sequence[tuple[Hit, Reading]]) -> Sequence[tuple[Hit, Reading]]:
    """Return the mentions that may decide: what is welcome may well be said to be not needed elsewhere."""
    welcome = any(reading.importance == PREFERRED for _, reading in group)
    return [pair for pair in group if not (welcome and pair[1].importance == NEGATED)]


def _weight(reading: Reading) -> tuple[int, int]:
    """Return the rank of a mention: what is said outranks a section, a section the default, boilerplate is last."""
    firmness = -1 if reading.importance == BOILERPLATE else reading.firmness
    return firmness, _ORDER[reading.importance]


def _mention(text: str, hit: Hit, reading: Reading) -> Mention:
    confidence = _confidence(text, hit, reading)
    written = text[hit.start : hit.end]
    return Mention(hit.start, hit.end, written, reading.importance, reading.level, confidence)


def _confidence(text: str, hit: Hit, reading: Reading) -> float:
    """Return how sure the reading is: by the cue behind it, lower for a doubtful name or another spelling."""
    sure = _FIRMNESS_CONFIDENCE[reading.firmness]
    if hit.doubtful:
        sure *= 0.8
    elif text[hit.start : hit.end] != hit.row.name:
        sure *= _LONE_WORD_CONFIDENCE if text[hit.start : hit.end].lower() != hit.row.name.lower() else 0.98
    return round(sure, 2)
