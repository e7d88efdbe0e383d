"""What a sitting says about a person, in words: the level, how sure it is, and what to learn next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import floor
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import LevelAnchor
from techhire.commons.skills.queries import anchors_for
from techhire.engines.psychometrics.items import ItemBank
from techhire.engines.psychometrics.models import expected_points
from techhire.plays.assessments.bridge.banks import engine_bank
from techhire.plays.assessments.bridge.questions import Question, question_of, rationale_of
from techhire.plays.assessments.models import Item, Response, Sitting
from techhire.plays.assessments.queries.topics import topic_name
from techhire.plays.assessments.rules.sittings import is_practice, may_see_sitting
from techhire.plays.assessments.words import LEVEL_NAMES, PullReason, Revised, SittingState
from techhire.plays.seekers.words import EvidenceState

MOST_TOPICS = 3
LEAST_ASKED = 2
CLEARLY = 0.5
"""A topic counts as weaker where so many points fewer were reached than the level of the result lets expect."""
SPREAD = 1.28
"""The level lies within this many standard deviations of the estimate in 8 of 10 cases."""


@dataclass(frozen=True)
class Reading:
    """A level with its uncertainty: most likely this one, and from ``low`` to ``high`` in 8 of 10 cases."""

    likely: int
    low: int
    high: int

    @property
    def likely_name(self) -> str:
        """The most likely level as a sentence names it."""
        return str(LEVEL_NAMES[self.likely])

    @property
    def says(self) -> str:
        """In words."""
        names = {
            "low": LEVEL_NAMES[self.low],
            "high": LEVEL_NAMES[self.high],
            "likely": LEVEL_NAMES[self.likely],
        }
        if self.low == self.high:
            return _("Very likely %(likely)s.") % names
        return _("Between %(low)s and %(high)s; most likely %(likely)s.") % names


@dataclass(frozen=True)
class Looked:
    """One question of a practice test afterwards: what was asked, answered, right, and why."""

    question: Question
    answer: list[str]
    key: list[str]
    is_right: bool
    rationale: str


@dataclass(frozen=True)
class Correction:
    """When a result was scored again, why, which way it went, and what it said before."""

    at: datetime
    reason: PullReason
    change: Revised
    before: Reading | None


@dataclass(frozen=True)
class Result:
    """A finished sitting for the person who took it. ``reading`` is empty where too little was answered."""

    sitting: Sitting
    reading: Reading | None
    anchor: LevelAnchor | None
    answered: int
    weaker: list[str]
    is_practice: bool
    counts: bool
    is_disputed: bool
    corrections: list[Correction]


def reading_of(sitting: Sitting) -> Reading | None:
    """The level of a sitting in bands of the five levels; 0 is below the first."""
    return reading_at(sitting.level, sitting.level_sd)


def reading_at(level: Decimal | None, level_sd: Decimal | None) -> Reading | None:
    """The same of a level and its deviation."""
    if level is None or level_sd is None:
        return None
    middle, width = float(level), SPREAD * float(level_sd)
    return Reading(_band(middle), _band(middle - width), _band(middle + width))


def _band(level: float) -> int:
    return min(max(floor(level + 0.5), 0), 5)


def result_of(actor: Actor, sitting: Sitting) -> Result:
    """Everything the result page says, but for the questions. A handful of queries, whatever the length."""
    require(may_see_sitting(actor, sitting))
    rows = list(Response.objects.filter(sitting=sitting).order_by("place"))
    reading = reading_of(sitting) if sitting.state == SittingState.FINISHED else None
    anchors = {row.level: row for row in anchors_for(sitting.assessment.bank.skill)} if reading else {}
    return Result(
        sitting,
        reading,
        anchors.get(reading.likely) if reading else None,
        len(rows),
        _weaker(sitting, rows) if reading else [],
        is_practice(sitting.assessment),
        _stands(sitting, EvidenceState.COUNTS),
        _stands(sitting, EvidenceState.DISPUTED),
        [
            Correction(
                row.at,
                PullReason(row.rescoring.reason),
                Revised(row.change),
                reading_at(row.level, row.level_sd),
            )
            for row in sitting.revisions.select_related("rescoring").order_by("-pk")
        ],
    )


def _stands(sitting: Sitting, state: EvidenceState) -> bool:
    return sitting.evidence is not None and sitting.evidence.state == state


def _weaker(sitting: Sitting, rows: Sequence[Response]) -> list[str]:
    """Topics in which clearly fewer points were reached than the level lets expect, the weakest first."""
    bank = engine_bank(sitting.assessment.bank)
    scored = [row for row in rows if row.scored]
    items = [bank.items[bank.position[str(row.item_id)]] for row in scored]
    if sitting.theta is None or not items:
        return []
    small = ItemBank.of(items)
    missed: dict[str, list[float]] = defaultdict(list)
    for row, item, expected in zip(scored, items, expected_points(small, sitting.theta), strict=True):
        missed[item.topic].append((float(expected) - row.points) / len(item.thresholds))
    sums = {topic: sum(some) for topic, some in missed.items() if topic and len(some) >= LEAST_ASKED}
    weak = sorted(
        (topic for topic in sums if sums[topic] >= CLEARLY), key=lambda topic: (-sums[topic], topic)
    )
    return [topic_name(topic) for topic in weak[:MOST_TOPICS]]


def questions_of(actor: Actor, sitting: Sitting, language: str) -> list[Looked]:
    """Every question of a finished practice test with its answer and why; none of a private bank, ever."""
    require(may_see_sitting(actor, sitting))
    if not is_practice(sitting.assessment) or sitting.state != SittingState.FINISHED:
        return []
    rows = Response.objects.filter(sitting=sitting).select_related("item").order_by("place")
    return [_looked(row.item, row, language) for row in rows]


def _looked(item: Item, row: Response, language: str) -> Looked:
    question = question_of(item, language)
    most = len(item.steps) or 1
    return Looked(
        question,
        in_words(question, row.answer),
        in_words(question, item.key),
        row.points >= most,
        rationale_of(item, language),
    )


def in_words(question: Question, answer: Any) -> list[str]:
    """An answer or a key as lines a person reads: choices by their text, pairs with an arrow."""
    texts = {part.id: part.text for part in (*question.parts, *question.targets)}
    if answer is None:
        return []
    if isinstance(answer, dict):
        return [f"{texts.get(one, one)} → {texts.get(other, other)}" for one, other in answer.items()]
    if isinstance(answer, list):
        return [texts.get(str(one), str(one)) for one in answer]
    if isinstance(answer, float) and answer.is_integer():
        return [str(int(answer))]
    return [texts.get(str(answer), str(answer))]
