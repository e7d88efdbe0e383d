"""Supervised test days: what is planned, who is on the list, who is under way; and the code of a borrowed computer."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.models import Assessment, CheckIn, Sitting, SittingNote, TestDay
from techhire.plays.assessments.queries.held_back import HeldTest, held_back
from techhire.plays.assessments.rules.sittings import KIOSK, held_until, opens
from techhire.plays.assessments.rules.supervised import (
    holds_test_days,
    is_day_to_come,
    joinable,
    may_see_test_day,
    plannable,
    visible_test_days,
)
from techhire.plays.assessments.words import NO_MORE, OPEN_SITTINGS, SittingState, TestDayState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import SeekerState


def is_early(day: TestDay, now: datetime) -> bool:
    """Whether check-in cannot be opened yet: the day, as the community counts days, has not come."""
    return is_day_to_come(day, now)


@dataclass(frozen=True)
class DayRow:
    """A test day with how many people are on its list and how many came."""

    day: TestDay
    people: int
    came: int

    @property
    def free(self) -> int:
        """Seats nobody has."""
        return max(0, self.day.seats - self.people)


@dataclass(frozen=True)
class Watched:
    """A sitting as whoever watches sees it: how far, until when and how much break; nothing about how it goes.

    ``ends_at`` and ``break_minutes`` are empty without a limit, and once it is over.
    """

    sitting: Sitting
    answered: int
    at_most: int
    ends_at: datetime | None
    break_minutes: int | None
    notes: tuple[SittingNote, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is under way or interrupted."""
        return self.sitting.state in OPEN_SITTINGS


@dataclass(frozen=True)
class ListRow:
    """One person on the list, their tests of the day, and a sitting for each that was begun."""

    check_in: CheckIn
    tests: list[Assessment]
    watched: list[Watched] = field(default_factory=list)
    not_yet: list[HeldTest] = field(default_factory=list)

    @property
    def waiting(self) -> list[Assessment]:
        """Tests not begun yet that can be; one that does not count may be begun again."""
        held = {one.test.pk for one in self.not_yet}
        return [test for test in self.tests if test.pk not in self._begun | held]

    @property
    def held(self) -> list[HeldTest]:
        """Tests not begun here that cannot be before a later day: the person took them not long ago."""
        return [one for one in self.not_yet if one.test.pk not in self._begun]

    @property
    def _begun(self) -> set[int]:
        return {one.sitting.assessment_id for one in self.watched if one.sitting.state != "voided"}


def _counted(days: QuerySet[TestDay]) -> list[DayRow]:
    rows = days.select_related("organization").annotate(
        n=Count("people", distinct=True),
        here=Count("people", filter=Q(people__confirmed_at__isnull=False), distinct=True),
    )
    return [DayRow(row, row.n, row.here) for row in rows]


def days_of(actor: Actor, organization: Organization) -> list[DayRow]:
    """Test days of an onramp of the actor's: those to come and open first, then the last ones."""
    mine = visible_test_days(actor).filter(organization=organization)
    rows = _counted(mine.prefetch_related("assessments").order_by("starts_at", "pk"))
    over = [row for row in rows if row.day.state in NO_MORE]
    return [row for row in rows if row.day.state not in NO_MORE] + over[::-1]


def day_numbered(actor: Actor, day_id: int) -> TestDay | None:
    """One test day of the actor's onramps."""
    rows = visible_test_days(actor).select_related("organization__community")
    return rows.prefetch_related("assessments__bank__skill").filter(pk=day_id).first()


def plannable_tests(actor: Actor) -> list[Assessment]:
    """Tests the community can give under supervision, by skill."""
    return list(plannable(actor).select_related("bank__skill").order_by("bank__skill__name", "pk"))


def list_of(actor: Actor, day: TestDay, now: datetime) -> list[ListRow]:
    """Everybody on the list in the order of their numbers. Six queries, however long the list."""
    require(may_see_test_day(actor, day))
    around = ("seeker__community", "day__organization", "confirmed_by")
    check_ins = CheckIn.objects.filter(day=day).select_related(*around)
    rows = list(check_ins.prefetch_related("assessments__bank").order_by("number"))
    watched, held = _watched(Sitting.objects.filter(supervised__day=day)), held_back(rows, now)
    return [ListRow(row, list(row.assessments.all()), watched[row.pk], held.get(row.pk, [])) for row in rows]


def _watched(sittings: QuerySet[Sitting]) -> dict[int, list[Watched]]:
    rows = list(
        sittings.select_related("assessment__bank", "seeker").annotate(n=Count("responses")).order_by("pk")
    )
    notes: dict[int, list[SittingNote]] = defaultdict(list)
    for note in SittingNote.objects.filter(sitting__in=[row.pk for row in rows]).order_by("pk"):
        notes[note.sitting_id].append(note)
    found: dict[int, list[Watched]] = defaultdict(list)
    for row in rows:
        if row.supervised_id is not None:
            found[row.supervised_id].append(_one(row, row.n, tuple(notes[row.pk])))
    return found


def _one(sitting: Sitting, answered: int, notes: tuple[SittingNote, ...]) -> Watched:
    left = sitting.break_seconds
    return Watched(
        sitting,
        answered,
        sitting.rules["max_items"] + sitting.rules["pilot_items"],
        sitting.ends_at,
        None if left is None else left // 60,
        notes,
    )


def watched_sitting(actor: Actor, day: TestDay, sitting_id: int) -> Sitting | None:
    """A sitting of a test day, for whoever watches."""
    require(may_see_test_day(actor, day))
    rows = Sitting.objects.filter(supervised__day=day, pk=sitting_id)
    return rows.select_related("assessment__bank", "seeker__community", "evidence").first()


def person_who_came(actor: Actor, organization: Organization, code: str) -> Seeker | None:
    """Somebody who read their own code to the staff of a test day, in the staff's community."""
    require(holds_test_days(actor, organization))
    here = Seeker.objects.filter(community_id=actor.community_id, state=SeekerState.ACTIVE)
    return here.filter(code=code.strip().upper()[:12]).first() if "\x00" not in code else None


@dataclass(frozen=True)
class OwnTest:
    """A test of a day as a person meets it: what they began of it there, and from when on it is free again.

    ``held_until`` is empty where nothing holds it back on the day.
    """

    test: Assessment
    sitting: Sitting | None
    held_until: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is under way or interrupted."""
        return self.sitting is not None and self.sitting.state in OPEN_SITTINGS

    @property
    def may_begin(self) -> bool:
        """Whether nothing but the day itself holds it back."""
        return self.held_until is None and not self.is_open


@dataclass(frozen=True)
class OwnDay:
    """A test day as a person sees it: their place on the list, where they have one, and the seats left."""

    row: DayRow
    check_in: CheckIn | None
    tests: list[OwnTest]

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.row.day.state == TestDayState.CALLED_OFF

    @property
    def ready(self) -> list[OwnTest]:
        """Tests that can be begun now: staff made sure who it is, and check-in is open."""
        is_here = self.check_in is not None and self.check_in.confirmed_at is not None
        return (
            [one for one in self.tests if one.may_begin and one.sitting is None]
            if is_here and self._opened
            else []
        )

    @property
    def waits_for_staff(self) -> bool:
        """Whether the person is on the list and nobody of the staff has said so far that they are here."""
        return self.check_in is not None and self.check_in.confirmed_at is None and not self.is_off

    @property
    def _opened(self) -> bool:
        return self.row.day.state == TestDayState.OPEN


def days_for(actor: Actor, seeker: Seeker, now: datetime) -> list[OwnDay]:
    """Days a person is on the list of and that are not over, and days to come they can join. Six queries.

    A day that was called off stays in their sight until it would have begun.
    """
    mine = {
        row.day_id: row
        for row in CheckIn.objects.filter(seeker=seeker, seeker__account_id=actor.account_id)
        .exclude(day__state=TestDayState.CLOSED)
        .exclude(day__state=TestDayState.CALLED_OFF, day__starts_at__lt=now)
        .select_related("seeker", "day__organization")
        .prefetch_related("assessments__bank__skill")
    }
    ids = set(joinable(actor, now).values_list("pk", flat=True)) | set(mine)
    days = TestDay.objects.filter(pk__in=ids).prefetch_related("assessments__bank__skill")
    rows = _counted(days.order_by("starts_at", "pk"))
    taken = list(Sitting.objects.filter(seeker=seeker).exclude(state=SittingState.VOIDED).order_by("pk"))
    shown = [row for row in rows if row.free or row.day.pk in mine]
    return [_own(seeker, row, mine.get(row.day.pk), taken, now) for row in shown]


def day_at_hand(actor: Actor, seeker: Seeker, now: datetime) -> OwnDay | None:
    """The test day of today on whose list a person is, while they still have something to do there."""
    mine = CheckIn.objects.filter(seeker=seeker, seeker__account_id=actor.account_id)
    if not mine.exclude(day__state__in=NO_MORE).exists():
        return None
    today = seeker.community.day_of(now)
    for own in days_for(actor, seeker, now):
        is_today = seeker.community.day_of(own.row.day.starts_at) == today
        if is_today and (own.ready or own.waits_for_staff):
            return own
    return None


def _own(
    seeker: Seeker, row: DayRow, check_in: CheckIn | None, taken: list[Sitting], now: datetime
) -> OwnDay:
    that_day = max(row.day.starts_at, now)
    tests = []
    for test in (check_in or row.day).assessments.all():
        mine = [sitting for sitting in taken if sitting.assessment_id == test.pk]
        last = max((sitting.finished_at for sitting in mine if sitting.finished_at), default=None)
        here = [sitting for sitting in mine if check_in and sitting.supervised_id == check_in.pk]
        held = held_until(seeker, test, last, that_day)
        tests.append(OwnTest(test, here[-1] if here else None, held))
    return OwnDay(row, check_in, tests)


def day_to_join(actor: Actor, day_id: int, now: datetime) -> TestDay | None:
    """A day to come at which the actor can put themself on the list."""
    return joinable(actor, now).select_related("organization").filter(pk=day_id).first()


def own_check_in(actor: Actor, check_in_id: int) -> CheckIn | None:
    """The actor's own place on a list."""
    if not actor.is_signed_in:
        return None
    rows = CheckIn.objects.filter(
        seeker__account_id=actor.account_id, seeker__community_id=actor.community_id
    )
    return rows.select_related("seeker", "day__organization").filter(pk=check_in_id).first()


def actor_with_code(community: Community, kept: Any) -> Actor | None:
    """Whoever opened a check-in with its code, as a session keeps it: its id and the hash the code had then.

    None once the day is over or a newer code was given.
    """
    if not isinstance(kept, dict) or not isinstance(kept.get("check_in"), int) or not kept.get("hash"):
        return None
    rows = CheckIn.objects.filter(
        pk=kept["check_in"],
        code_hash=str(kept["hash"]),
        day__state=TestDayState.OPEN,
        day__organization__community=community,
    )
    if not rows.exists():
        return None
    return Actor(community_id=community.pk, channel=KIOSK, scopes=frozenset({opens(kept["check_in"])}))


def opened_with_code(actor: Actor, now: datetime) -> ListRow | None:
    """The person and the tests a code opened, with what was begun of them."""
    ids = [int(scope.partition(":")[2]) for scope in actor.scopes or ()] if actor.channel == KIOSK else []
    rows = CheckIn.objects.filter(pk__in=ids, seeker__community_id=actor.community_id)
    row = rows.select_related("seeker__community", "day__organization").first()
    if row is None:
        return None
    watched = _watched(Sitting.objects.filter(supervised=row))
    tests = list(row.assessments.select_related("bank__skill", "community").order_by("pk"))
    return ListRow(row, tests, watched[row.pk], held_back([row], now).get(row.pk, []))


def ready_check_in(actor: Actor, seeker: Seeker, assessment: Assessment) -> CheckIn | None:
    """The confirmed check-in, at a test day that is open now, under which a person can take this test."""
    rows = CheckIn.objects.filter(
        seeker=seeker,
        seeker__community_id=actor.community_id,
        assessments=assessment,
        day__state=TestDayState.OPEN,
        confirmed_at__isnull=False,
    )
    return rows.select_related("day__organization", "seeker").order_by("-day__starts_at").first()
