"""What a sitting says about a person, in words: the level, how sure it is, and what to learn next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import floor
from typing import Any

from django.db.models import Max
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
from techhire.plays.assessments.rules.sittings import free_again_on, is_practice, may_see_sitting
from techhire.plays.assessments.words import (
    LEVEL_NAMES,
    AssessmentKind,
    HowTaken,
    ItemState,
    PullReason,
    Revised,
    SittingState,
    StopReason,
)
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
    def is_highest(self) -> bool:
        """Whether there is no level above the most likely one."""
        return self.likely == max(LEVEL_NAMES)

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
    """One question of a practice test afterwards: what was asked, answered, right, and why.

    ``is_late`` came after the time; ``counts`` is also false where the question was taken out meanwhile.
    """

    question: Question
    answer: list[str]
    key: list[str]
    is_right: bool
    rationale: str
    counts: bool
    is_late: bool


@dataclass(frozen=True)
class Correction:
    """When a result was scored again, why, which way it went, and what it said before."""

    at: datetime
    reason: PullReason
    change: Revised
    before: Reading | None


@dataclass(frozen=True)
class Result:
    """A finished sitting for the person who took it. ``reading`` is empty where too little was answered.

    ``in_time`` are the answers a result can come from, ``least`` how many it needs; ``why`` says why it counts or not;
    ``hardest`` is the highest level of the bank's questions in use.
    """

    sitting: Sitting
    reading: Reading | None
    anchor: LevelAnchor | None
    answered: int
    in_time: int
    weaker: list[str]
    how: HowTaken
    counts: bool
    is_disputed: bool
    free_on: date | None
    corrections: list[Correction]
    hardest: int

    @property
    def is_beyond(self) -> bool:
        """Whether the level is above that of every question, so that no answer showed it."""
        return self.reading is not None and 0 < self.hardest < self.reading.likely

    @property
    def is_practice(self) -> bool:
        """Whether it is of a bank anybody can read."""
        return self.how == HowTaken.PRACTICE

    @property
    def least(self) -> int:
        """How many answers a result needs."""
        return int(self.sitting.rules["min_items"])

    @property
    def why(self) -> str:
        """Why it counts, or why it does not."""
        return _why_it_counts(self) if self.counts else _why_not(self)


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
        sum(row.scored for row in rows),
        _weaker(sitting, rows) if reading else [],
        how_taken(sitting),
        _stands(sitting, EvidenceState.COUNTS),
        _stands(sitting, EvidenceState.DISPUTED),
        free_again_on(sitting.seeker, sitting.assessment),
        [
            Correction(
                row.at,
                PullReason(row.rescoring.reason),
                Revised(row.change),
                reading_at(row.level, row.level_sd),
            )
            for row in sitting.revisions.select_related("rescoring").order_by("-pk")
        ],
        _hardest(sitting),
    )


def _hardest(sitting: Sitting) -> int:
    used = Item.objects.filter(bank_id=sitting.assessment.bank_id, state=ItemState.ACTIVE)
    return used.aggregate(most=Max("level"))["most"] or 0


def how_taken(sitting: Sitting) -> HowTaken:
    """What kind of test it was. What was brought over from elsewhere was never seen by anybody here."""
    if sitting.seen_at is None:
        return HowTaken.ELSEWHERE
    if sitting.assessment.kind == AssessmentKind.CONFIRM:
        return HowTaken.LIVE
    if is_practice(sitting.assessment):
        return HowTaken.PRACTICE
    return HowTaken.HOME if sitting.given_by_id is None else HowTaken.SUPERVISED


def _why_it_counts(result: Result) -> str:
    if result.how == HowTaken.PRACTICE:
        return _("You let it count. The questions are open to everybody, so it cannot prove the skill.")
    if result.how == HowTaken.HOME:
        return _("It counts, though less than a supervised test, since nobody watched.")
    return _("It counts as a supervised test, since staff watched.")


def _why_not(result: Result) -> str:
    sitting = result.sitting
    if result.how == HowTaken.ELSEWHERE:
        return _(
            "It does not count: it was taken elsewhere and brought over only to see how good the test is."
        )
    if result.is_disputed:
        return _(
            "You said that it is wrong. It does not count until the staff or the civic lead have answered."
        )
    if result.reading is None:
        return _("It does not count: there are too few answers for a result.")
    if result.how == HowTaken.PRACTICE:
        return _("It does not count, because practice is yours alone until you say otherwise.")
    if sitting.evidence_id is not None:
        return _("It does not count any more: it was taken back.")
    if sitting.supervised is not None and sitting.supervised.confirmed_at is None:
        return _("It counts as soon as the staff have confirmed that you were there.")
    return _("It does not count yet: writing it down did not work. It is tried again by itself.")


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
    return [_looked(row.item, row, language, _is_late(sitting, row)) for row in rows]


def _is_late(sitting: Sitting, row: Response) -> bool:
    """A test that closes because its time is over keeps the answer that came too late, of the same moment."""
    return not row.scored and sitting.stop_reason == StopReason.TIME and row.at == sitting.finished_at


def _looked(item: Item, row: Response, language: str, is_late: bool) -> Looked:
    question = question_of(item, language)
    most = len(item.steps) or 1
    return Looked(
        question,
        in_words(question, row.answer),
        in_words(question, item.key),
        row.points >= most,
        rationale_of(item, language),
        row.scored or item.state == ItemState.PILOT,
        is_late,
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
