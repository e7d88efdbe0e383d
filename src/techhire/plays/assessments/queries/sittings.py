"""The tests a person can take, and the question in front of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from techhire.commons.permits import Actor, require
from techhire.plays.assessments.bridge.banks import warm_banks
from techhire.plays.assessments.bridge.questions import Question, question_of
from techhire.plays.assessments.models import (
    Accommodation,
    Assessment,
    CheckIn,
    Item,
    ItemMedia,
    LiveCheck,
    Response,
    Revision,
    Sitting,
    SittingNote,
)
from techhire.plays.assessments.rules.sittings import (
    free_again_on,
    is_practice,
    may_begin_sitting,
    may_download_tests,
    may_set_accommodation,
    may_take_sitting,
    visible_assessments,
    visible_sittings,
)
from techhire.plays.assessments.rules.supervised import plannable
from techhire.plays.assessments.words import (
    OPEN_SITTINGS,
    AssessmentKind,
    BankKind,
    Breaks,
    ExtraTime,
    ItemState,
    SittingState,
    longer,
)
from techhire.plays.seekers.models import Seeker

HELD = (
    "id",
    "assessment__title",
    "state",
    "language",
    "given_by__name",
    "started_at",
    "finished_at",
    "stop_reason",
    "level",
    "level_sd",
    "voided_for",
)
ANSWERS = ("place", "answer", "seconds", "counts", "at")
REVISIONS = ("rescoring__reason", "change", "level", "level_sd", "at")
NOTES = ("kind", "times", "at")
CHECKS = ("state", "outcome", "asked_at", "answered_at")
"""What a person's own file holds of each row; never a key of a question, nor what would tell one."""


@dataclass(frozen=True)
class TestOffer:
    """A test somebody can take at home: practice, or a community's own that may be; when it is free again."""

    __test__ = False
    assessment: Assessment
    is_practice: bool
    free_on: date | None
    taken: int


@dataclass(frozen=True)
class Asked:
    """The question in front of a person: its place from 0, how many there are at most, and the time.

    ``ends_at``, ``break_seconds`` and ``item_seconds`` are the person's own; empty without a limit.
    """

    sitting: Sitting
    place: int
    at_most: int
    question: Question | None
    ends_at: datetime | None
    break_seconds: int | None
    item_seconds: int | None

    @property
    def question_ends_at(self) -> datetime | None:
        """When the question's own time is over, where it has one and was shown."""
        if self.item_seconds is None or self.sitting.shown_at is None:
            return None
        return self.sitting.shown_at + timedelta(seconds=self.item_seconds)

    @property
    def number(self) -> int:
        """Which question it is, counted from 1."""
        return self.place + 1

    @property
    def break_minutes(self) -> int:
        """Whole minutes of break left that do not count."""
        return (self.break_seconds or 0) // 60

    @property
    def on_break(self) -> bool:
        """Whether the question is covered by a break."""
        return self.sitting.paused_at is not None


@dataclass(frozen=True)
class AboutTest:
    """What somebody is told before a test: how long, what it counts as, and why it cannot begin now."""

    assessment: Assessment
    is_practice: bool
    check_in: CheckIn | None
    minutes: int | None
    at_least: int
    at_most: int
    refusal: str


def offers_for(actor: Actor, seeker: Seeker) -> list[TestOffer]:
    """Tests a person can take at home, by skill. Three queries and one for each test held back by its retake days."""
    at_home = Q(bank__kind=BankKind.PRACTICE) | Q(unsupervised=True)
    rows = visible_assessments(actor).filter(at_home, kind=AssessmentKind.ADAPTIVE)
    found = list(rows.select_related("bank__skill").order_by("bank__skill__name", "pk"))
    ready = _ready({row.bank_id for row in found})
    mine = visible_sittings(actor).filter(seeker=seeker, state=SittingState.FINISHED)
    taken = dict(mine.values_list("assessment_id").annotate(n=Count("pk")))
    return [
        TestOffer(
            row,
            is_practice(row),
            free_again_on(seeker, row) if row.pk in taken else None,
            taken.get(row.pk, 0),
        )
        for row in found
        if ready.get(row.bank_id, 0) >= row.min_items
    ]


def _ready(bank_ids: Iterable[int]) -> dict[int, int]:
    """How many active questions each bank has."""
    rows = Item.objects.filter(bank_id__in=list(bank_ids), state=ItemState.ACTIVE)
    return dict(rows.values_list("bank_id").annotate(n=Count("pk")))


def practice_for_skills(actor: Actor, skill_ids: Iterable[int]) -> dict[int, Assessment]:
    """An open practice test for each of these skills that has one. One query."""
    rows = visible_assessments(actor).filter(
        bank__kind=BankKind.PRACTICE, bank__skill_id__in=list(skill_ids), kind=AssessmentKind.ADAPTIVE
    )
    return {row.bank.skill_id: row for row in rows.select_related("bank__skill").order_by("-pk")}


def supervised_for_skills(actor: Actor, skill_ids: Iterable[int]) -> dict[int, Assessment]:
    """A test the community can give under supervision for each of these skills that has one ready. Two queries."""
    rows = list(
        plannable(actor).filter(bank__skill_id__in=list(skill_ids)).select_related("bank").order_by("-pk")
    )
    ready = _ready({row.bank_id for row in rows})
    return {row.bank.skill_id: row for row in rows if ready.get(row.bank_id, 0) >= row.min_items}


def assessment_numbered(actor: Actor, assessment_id: int) -> Assessment | None:
    """An open test of this community, or a practice test."""
    rows = visible_assessments(actor).select_related("bank__skill", "community")
    return rows.filter(pk=assessment_id).first()


def open_sitting(actor: Actor, seeker: Seeker | None = None) -> Sitting | None:
    """The one sitting that is not over; with a code, the one of that test day."""
    rows = visible_sittings(actor).filter(state__in=OPEN_SITTINGS)
    if seeker is not None:
        rows = rows.filter(seeker=seeker)
    return rows.select_related("assessment__bank__skill", "seeker", "supervised__day").first()


def last_over(actor: Actor) -> Sitting | None:
    """The sitting of the actor's own that was over last."""
    rows = visible_sittings(actor).filter(finished_at__isnull=False)
    return rows.order_by("-finished_at", "-pk").first()


def has_answer(sitting: Sitting, place: int, item_id: int) -> bool:
    """Whether this place was answered, with this question."""
    return 0 <= place < 2**15 and sitting.responses.filter(place=place, item_id=item_id).exists()


def sitting_numbered(actor: Actor, sitting_id: int) -> Sitting | None:
    """A sitting of the actor's own."""
    rows = visible_sittings(actor).select_related(
        "assessment__bank__skill", "seeker__community", "evidence", "given_by", "supervised__day"
    )
    return rows.filter(pk=sitting_id).first()


def asked_now(actor: Actor, sitting: Sitting, language: str) -> Asked:
    """What an opened sitting shows, in a language. Two or three queries."""
    require(may_take_sitting(actor, sitting))
    item = sitting.current
    media = list(ItemMedia.objects.filter(item=item).defer("data").order_by("pk")) if item else []
    return Asked(
        sitting,
        sitting.responses.count(),
        sitting.rules["max_items"] + sitting.rules["pilot_items"],
        question_of(item, language, media) if item else None,
        sitting.ends_at,
        sitting.break_seconds,
        sitting.item_seconds,
    )


def about_test(
    actor: Actor, seeker: Seeker, assessment: Assessment, check_in: CheckIn | None, now: datetime
) -> AboutTest:
    """What is said before a test begins. The time is the person's own."""
    own = accommodation_of(actor, seeker) if may_set_accommodation(actor, seeker) else None
    seconds = longer(assessment.seconds, own.extra_time if own else ExtraTime.NONE)
    return AboutTest(
        assessment,
        is_practice(assessment),
        check_in,
        None if seconds is None else -(-seconds // 60),
        assessment.min_items,
        assessment.max_items + assessment.pilot_items,
        str(may_begin_sitting(actor, seeker, assessment, check_in, now).reason),
    )


def media_shown(actor: Actor, media_id: int) -> ItemMedia | None:
    """A picture of the question in front of the actor, or of practice they have finished; nobody else gets it."""
    mine = visible_sittings(actor)
    now = mine.filter(state__in=OPEN_SITTINGS).values("current_id")
    done = mine.filter(state=SittingState.FINISHED, assessment__bank__kind=BankKind.PRACTICE)
    met = Q(item_id__in=now) | Q(item_id__in=done.values("responses__item_id"))
    return ItemMedia.objects.filter(met, pk=media_id).first()


def accommodation_of(actor: Actor, seeker: Seeker) -> Accommodation:
    """The time a person takes for tests: for them and their coach only. The usual one where nothing was said."""
    require(may_set_accommodation(actor, seeker))
    row = Accommodation.objects.filter(seeker=seeker).first()
    return row or Accommodation(seeker=seeker, extra_time=ExtraTime.NONE, breaks=Breaks.NONE)


def warm_tests() -> int:
    """Bring the banks of open tests into memory, so that nobody's first question waits for it. Returns how many."""
    return warm_banks()


def held_tests(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    """Every row about a person's tests in plain data, oldest first, for the person's own file only."""
    require(may_download_tests(actor, seeker))
    mine = Sitting.objects.filter(seeker=seeker).order_by("pk")
    own = accommodation_of(actor, seeker)
    return {
        "time_for_tests": {"extra_time": own.extra_time, "breaks": own.breaks},
        "tests": list(mine.values(*HELD)),
        "answers": list(
            Response.objects.filter(sitting__seeker=seeker).order_by("pk").values("sitting_id", *ANSWERS)
        ),
        "results_scored_again": list(
            Revision.objects.filter(sitting__seeker=seeker).order_by("pk").values("sitting_id", *REVISIONS)
        ),
        "notes_on_tests": list(
            SittingNote.objects.filter(sitting__seeker=seeker).order_by("pk").values("sitting_id", *NOTES)
        ),
        "test_days": list(
            CheckIn.objects.filter(seeker=seeker).order_by("pk").values("day__place", "day__starts_at", "how")
        ),
        "live_checks": list(
            LiveCheck.objects.filter(seeker=seeker).order_by("pk").values("organization__name", *CHECKS)
        ),
    }


def sittings_of(actor: Actor, seeker: Seeker) -> QuerySet[Sitting]:
    """A person's own sittings that are over, newest first."""
    rows = visible_sittings(actor).filter(seeker=seeker).exclude(state__in=OPEN_SITTINGS)
    related = rows.select_related("assessment__bank__skill", "given_by", "evidence", "live_check")
    return related.order_by("-made_at", "-pk")
