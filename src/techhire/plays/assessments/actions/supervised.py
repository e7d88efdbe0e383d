"""Test days at an onramp: planned, opened, closed; who is on the list, who came, and how staff made sure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.commons.vault import fingerprint
from techhire.plays.assessments.actions.closing import close_sitting, count_or_wait
from techhire.plays.assessments.actions.codes import new_code, typed_code
from techhire.plays.assessments.actions.sittings import answers_of, lock_sitting
from techhire.plays.assessments.bridge.banks import state_of
from techhire.plays.assessments.facts.sittings import (
    IdentityConfirmed,
    IdentityTakenBack,
    PersonListed,
    PersonUnlisted,
    TestCodeGiven,
    TestCodeUsed,
    TestDayCalledOff,
    TestDayChanged,
    TestDayMoved,
    TestDayPlanned,
)
from techhire.plays.assessments.models import Assessment, CheckIn, Sitting, TestDay
from techhire.plays.assessments.rules.supervised import (
    may_call_off_test_day,
    may_change_test_day,
    may_close_check_in,
    may_close_test_day,
    may_confirm_identity,
    may_give_code,
    may_list_person,
    may_open_test_day,
    may_plan_test_day,
    may_take_back_identity,
    may_unlist_person,
    plannable,
)
from techhire.plays.assessments.words import (
    NO_MORE,
    OPEN_SITTINGS,
    IdentityCheck,
    SittingState,
    StopReason,
    TestDayState,
)
from techhire.plays.seekers.models import Seeker

MOST_SEATS = 500
MOST_LATE = timedelta(hours=12)
"""So late a day may still be entered that began without having been planned."""
MOST_AHEAD = timedelta(days=2 * 366)
CODE_LIFE = timedelta(minutes=30)
"""So long a code opens the tests; once it has, they stay open on that computer until the day closes."""
PURPOSE = "test code"


@transaction.atomic
def plan_test_day(
    actor: Actor,
    organization: Organization,
    /,
    *,
    place: str,
    starts_at: datetime,
    seats: int,
    assessments: Iterable[Assessment],
    now: datetime,
) -> TestDay:
    """Announce a time and place at which staff watch people take tests."""
    require(may_plan_test_day(actor, organization))
    _check_moment(starts_at, now)
    day = TestDay(organization=organization, made_by_id=actor.account_id, made_at=now)
    _set(day, place, starts_at, seats)
    day.save()
    day.assessments.set(_known(actor, assessments))
    record(TestDayPlanned(day.pk, organization.pk), actor=actor, now=now)
    return day


@transaction.atomic
def change_test_day(
    actor: Actor,
    day: TestDay,
    /,
    *,
    place: str,
    starts_at: datetime,
    seats: int,
    assessments: Iterable[Assessment],
    expected_version: int | None = None,
    now: datetime,
) -> TestDay:
    """Change time, place, seats or tests of a day that is not over; never to fewer seats than people on the list.

    A time is looked at only where it is another one, to the minute: a day under way keeps the one it has.
    """
    day = _locked(day)
    require(may_change_test_day(actor, day))
    if expected_version is not None and expected_version != day.version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    before = (day.place, day.starts_at)
    if _minute(starts_at) == _minute(day.starts_at):
        starts_at = day.starts_at
    else:
        _check_moment(starts_at, now)
    _check_listed(day, seats)
    _set(day, place, starts_at, seats)
    day.version += 1
    day.save()
    day.assessments.set(_known(actor, assessments))
    record(TestDayChanged(day.pk, day.organization_id, day.state), actor=actor, now=now)
    if (day.place, day.starts_at) != before:
        record(TestDayMoved(day.pk, day.organization_id), actor=actor, now=now)
    return day


def _check_moment(starts_at: datetime, now: datetime) -> None:
    if starts_at < now - MOST_LATE:
        raise Refused(_("That moment has passed."), field="starts_on")
    if starts_at > now + MOST_AHEAD:
        raise Refused(_("That is more than two years away."), field="starts_on")


def _check_listed(day: TestDay, seats: int) -> None:
    people = CheckIn.objects.filter(day=day).count()
    if 1 <= seats < people:
        words = ngettext(
            "%(people)d person is on the list. Keep a seat for them, or take them off the list first.",
            "%(people)d people are on the list. Keep a seat for each, or take somebody off the list first.",
            people,
        )
        raise Refused(words % {"people": people}, field="seats")


def _minute(moment: datetime) -> datetime:
    """The minute of a moment, which is all a page says of it."""
    return moment.replace(second=0, microsecond=0)


def _set(day: TestDay, place: str, starts_at: datetime, seats: int) -> None:
    day.place = one_line(place, field="place", limit=160)
    if not 1 <= seats <= MOST_SEATS:
        raise Refused(_("Between 1 and %(most)d seats.") % {"most": MOST_SEATS}, field="seats")
    day.seats, day.starts_at = seats, starts_at


def _known(actor: Actor, assessments: Iterable[Assessment]) -> list[Assessment]:
    ids = {row.pk for row in assessments}
    found = list(plannable(actor).filter(pk__in=ids))
    if not ids or len(found) != len(ids):
        raise Refused(_("Choose at least one of the tests."), field="assessments")
    return found


def _locked(day: TestDay) -> TestDay:
    held = TestDay.objects.select_for_update(of=("self",))
    return held.select_related("organization__community").get(pk=day.pk)


@transaction.atomic
def open_test_day(actor: Actor, day: TestDay, /, *, now: datetime) -> TestDay:
    """Open check-in on the day itself: whoever is checked in can begin."""
    day = _locked(day)
    require(may_open_test_day(actor, day, now))
    if day.state == TestDayState.PLANNED:
        _move(actor, day, TestDayState.OPEN, now)
    return day


@transaction.atomic
def close_check_in(actor: Actor, day: TestDay, /, *, now: datetime) -> TestDay:
    """Undo an opening that was a mistake: the day is planned again, and nobody is checked in or holds a code."""
    day = _locked(day)
    # Whoever begins holds their place meanwhile, so that nobody begins unseen.
    rows = list(CheckIn.objects.select_for_update().filter(day=day).order_by("number"))
    require(may_close_check_in(actor, day))
    for row in rows:
        if row.confirmed_at is not None:
            take_back_identity(actor, row, now=now)
    CheckIn.objects.filter(day=day).update(code_hash="", code_until=None)
    _move(actor, day, TestDayState.PLANNED, now)
    return day


@transaction.atomic
def close_test_day(actor: Actor, day: TestDay, /, *, now: datetime) -> TestDay:
    """End it: tests still under way close with what was answered, and no code opens anything any more."""
    day = _locked(day)
    require(may_close_test_day(actor, day))
    if day.state in NO_MORE:
        return day
    for sitting in Sitting.objects.filter(supervised__day=day, state__in=OPEN_SITTINGS).order_by("pk"):
        held = lock_sitting(sitting)
        if held.state in OPEN_SITTINGS:
            close_sitting(held, state_of(held, answers_of(held)), StopReason.CLOSED, now)
    CheckIn.objects.filter(day=day).update(code_hash="", code_until=None)
    _move(actor, day, TestDayState.CLOSED, now)
    return day


@transaction.atomic
def call_off_test_day(actor: Actor, day: TestDay, /, *, now: datetime) -> TestDay:
    """Say that a planned day does not take place; everybody on the list is written to."""
    day = _locked(day)
    require(may_call_off_test_day(actor, day))
    _move(actor, day, TestDayState.CALLED_OFF, now)
    record(TestDayCalledOff(day.pk, day.organization_id), actor=actor, now=now)
    return day


def _move(actor: Actor, day: TestDay, state: TestDayState, now: datetime) -> None:
    day.state = state
    day.version += 1
    day.save(update_fields=["state", "version"])
    body = TestDayChanged(day.pk, day.organization_id, state)
    record(body, actor=actor, now=now, community_id=day.organization.community_id)


@transaction.atomic
def list_person(
    actor: Actor, day: TestDay, seeker: Seeker, /, *, assessments: Iterable[Assessment] = (), now: datetime
) -> CheckIn:
    """Put somebody on the list for some of the day's tests, all of them unless told. Twice changes their tests."""
    day = _locked(day)
    require(may_list_person(actor, day, seeker))
    offered = {row.pk: row for row in day.assessments.all()}
    wanted = {row.pk for row in assessments} or set(offered)
    if not wanted <= offered.keys():
        raise Refused(_("Choose at least one of the tests."), field="assessments")
    check_in = CheckIn.objects.filter(day=day, seeker=seeker).first()
    if check_in is None:
        check_in = _added(day, seeker, now)
        body = PersonListed(check_in.pk, day.pk, seeker.pk)
        record(body, actor=actor, now=now, community_id=seeker.community_id)
    check_in.assessments.set([offered[pk] for pk in sorted(wanted)])
    return check_in


def _added(day: TestDay, seeker: Seeker, now: datetime) -> CheckIn:
    people = CheckIn.objects.filter(day=day)
    if people.count() >= day.seats:
        raise Refused(_("Every seat of this test day is taken."))
    last = people.aggregate(last=Max("number"))["last"] or 0
    return CheckIn.objects.create(day=day, seeker=seeker, number=last + 1, added_at=now)


@transaction.atomic
def unlist_person(actor: Actor, check_in: CheckIn, /, *, now: datetime) -> None:
    """Take somebody off the list who has not begun."""
    _locked(check_in.day)
    require(may_unlist_person(actor, check_in))
    body = PersonUnlisted(check_in.day_id, check_in.seeker_id)
    community_id = check_in.seeker.community_id
    check_in.delete()
    record(body, actor=actor, now=now, community_id=community_id)


@transaction.atomic
def confirm_identity(actor: Actor, check_in: CheckIn, /, *, how: str, now: datetime) -> CheckIn:
    """Say that staff made sure who this is, and in which way; nothing of a document is written down.

    What was finished meanwhile counts from now on.
    """
    held = _held(check_in)
    require(may_confirm_identity(actor, held, now))
    if how not in IdentityCheck.values:
        raise Refused(_("Say how you made sure who it is."), field="how")
    if held.confirmed_at is None:
        held.how, held.confirmed_at, held.confirmed_by_id = how, now, actor.account_id
        held.save(update_fields=["how", "confirmed_at", "confirmed_by"])
        body = IdentityConfirmed(held.pk, held.day_id, held.seeker_id, how)
        record(body, actor=actor, now=now, community_id=held.seeker.community_id)
        for sitting in Sitting.objects.filter(supervised=held, state=SittingState.FINISHED):
            count_or_wait(lock_sitting(sitting), now)
    return held


@transaction.atomic
def confirm_from_paper(actor: Actor, day: TestDay, /, *, came: Mapping[int, str], now: datetime) -> int:
    """Enter a list that was kept on paper: by check-in, how staff made sure. Returns how many are new."""
    day = _locked(day)
    require(may_close_test_day(actor, day))
    rows = list(CheckIn.objects.filter(day=day, pk__in=came, confirmed_at__isnull=True).order_by("number"))
    for row in rows:
        confirm_identity(actor, row, how=came[row.pk], now=now)
    return len(rows)


@transaction.atomic
def take_back_identity(actor: Actor, check_in: CheckIn, /, *, now: datetime) -> CheckIn:
    """Undo a confirmation that was a mistake. A test under way goes on, and counts only if it is confirmed again."""
    held = _held(check_in)
    require(may_take_back_identity(actor, held))
    if held.confirmed_at is not None:
        held.how, held.confirmed_at, held.confirmed_by_id = "", None, None
        held.code_hash, held.code_until = "", None
        held.save()
        body = IdentityTakenBack(held.pk, held.day_id, held.seeker_id)
        record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return held


def _held(check_in: CheckIn) -> CheckIn:
    held = CheckIn.objects.select_for_update(of=("self",))
    return held.select_related("day__organization", "seeker__community").get(pk=check_in.pk)


@transaction.atomic
def give_code(actor: Actor, check_in: CheckIn, /, *, instead_of: str | None = None, now: datetime) -> str:
    """A code that opens this person's tests of the day on a borrowed computer; shown this once, kept as a hash.

    A newer code ends what an older one opened, so a computer that broke down is no way in any more. ``instead_of`` is
    the mark (see ``mark_of_code``) of the one that was seen before: refused where another was made since, so that a
    page loaded anew ends no test under way.
    """
    held = _held(check_in)
    require(may_give_code(actor, held))
    if instead_of is not None and instead_of != mark_of_code(held):
        raise Refused(
            _("A code was made since you opened this page. Make another one only if that one is lost.")
        )
    code = new_code()
    held.code_hash, held.code_until = fingerprint(code, purpose=PURPOSE), now + CODE_LIFE
    held.save(update_fields=["code_hash", "code_until"])
    body = TestCodeGiven(held.pk, held.day_id, held.seeker_id)
    record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return code


def mark_of_code(check_in: CheckIn) -> str:
    """Tells one code of somebody from the next, and nothing of what it is; empty before the first."""
    return check_in.code_hash[:12]


@transaction.atomic
def use_code(actor: Actor, typed: str, /, *, now: datetime) -> CheckIn:
    """The check-in a code opens, once; the same words whatever was wrong. Whoever holds the code may use it."""
    code = typed_code(typed)
    rows = CheckIn.objects.select_for_update(of=("self",)).filter(
        code_hash=fingerprint(code, purpose=PURPOSE) if code else "-",
        code_until__gt=now,
        confirmed_at__isnull=False,
        day__state=TestDayState.OPEN,
        day__organization__community_id=actor.community_id,
    )
    check_in = rows.select_related("day__organization", "seeker").first()
    if check_in is None:
        raise Refused(
            _("This code does not open anything. Check it, or ask the staff for a new one."), field="code"
        )
    check_in.code_until = None
    check_in.save(update_fields=["code_until"])
    body = TestCodeUsed(check_in.pk, check_in.day_id, check_in.seeker_id)
    record(body, actor=actor, now=now, community_id=check_in.seeker.community_id)
    return check_in
