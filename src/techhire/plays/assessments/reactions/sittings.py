"""What follows for tests: they close when their time is over, and count if that failed; erasing reaches them."""

from datetime import timedelta

from django.db.models import Q

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.live import BEGIN_WITHIN, decline_confirm, withdraw_confirm
from techhire.plays.assessments.actions.overdue import close_overdue, count_waiting, forget_tests_of
from techhire.plays.assessments.actions.reminding import AHEAD, remind_of_test_day
from techhire.plays.assessments.actions.supervised import close_test_day
from techhire.plays.assessments.facts.sittings import ResultWaits
from techhire.plays.assessments.models import LiveCheck, Sitting, TestDay
from techhire.plays.assessments.queries.live import unbegun_checks
from techhire.plays.assessments.queries.test_day_letters import near_check_ins
from techhire.plays.assessments.rules.live import lets_in
from techhire.plays.assessments.words import OPEN_SITTINGS, CheckEnd, LiveCheckState, TestDayState
from techhire.plays.seekers.facts import AccessEnded, EmployerBlocked, SeekerErased
from techhire.plays.seekers.models import Seeker

BATCH = 50
IDLE = timedelta(days=30)
DAY_LASTS = timedelta(hours=18)
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long a refused result waits before it is tried again; the last of these from then on."""
MOST_TRIES = 30
"""About a week; after that it stays with what needs a person to look at."""


@every("close_tests", "hour")
def close_tests(step: Step) -> Done | More:
    """Close watched tests whose time is over, others left alone for a month, live checks nobody began, and days."""
    stale = Q(seen_at__lt=step.now - IDLE) | Q(seen_at__isnull=True, made_at__lt=step.now - IDLE)
    late = Q(given_by__isnull=False, paused_at__isnull=True, ends_at__lt=step.now - timedelta(minutes=5))
    last = int(step.cursor.get("after", 0))
    rows = list(
        Sitting.objects.filter(late | stale, state__in=OPEN_SITTINGS, pk__gt=last)
        .select_related("seeker")
        .order_by("pk")[:BATCH]
    )
    for sitting in rows:
        close_overdue(Actor.system(sitting.seeker.community_id), sitting, now=step.now)
    if rows:
        return More({"after": rows[-1].pk})
    unbegun = LiveCheck.objects.filter(
        state=LiveCheckState.STARTED, sitting__started_at=None, started_at__lt=step.now - BEGIN_WITHIN
    )
    for check in unbegun.select_related("seeker", "sitting").order_by("pk"):
        system = Actor.system(check.seeker.community_id)
        withdraw_confirm(system, check, ended=CheckEnd.NOT_BEGUN, now=step.now)
    left_open = TestDay.objects.filter(state=TestDayState.OPEN, starts_at__lt=step.now - DAY_LASTS)
    for day in left_open.select_related("organization").order_by("pk"):
        close_test_day(Actor.system(day.organization.community_id), day, now=step.now)
    return Done()


@reacts_to(ResultWaits)
def count_what_waited(step: Step) -> Done | More:
    """Try again to make evidence of a result, now and then."""
    sitting = Sitting.objects.select_related("seeker").filter(pk=step.data["sitting_id"]).first()
    tries = int(step.cursor.get("tries", 0))
    if sitting is None:
        return Done()
    try:
        count_waiting(Actor.system(sitting.seeker.community_id), sitting, now=step.now)
    except Refused:
        if tries >= MOST_TRIES:
            raise
        wait = WAITS[min(tries, len(WAITS) - 1)]
        return More({"tries": tries + 1}, not_before=step.now + wait)
    return Done()


@every("test_day_reminders", "hour")
def remind_of_test_days(step: Step) -> Done | More:
    """Remind everybody on the list of a day that begins within a day, in batches."""
    last = int(step.cursor.get("after", 0))
    rows = list(near_check_ins(step.now, AHEAD).filter(pk__gt=last).select_related("seeker")[:BATCH])
    for row in rows:
        remind_of_test_day(Actor.system(row.seeker.community_id), row, now=step.now)
    return More({"after": rows[-1].pk}) if rows else Done()


@reacts_to(AccessEnded, EmployerBlocked)
def end_live_checks_of_whom_they_shut_out(step: Step) -> Done:
    """Whoever may not see the person any more asks nothing of them either."""
    seeker_id, organization_id = int(step.data["seeker_id"]), int(step.data["organization_id"])
    for check in unbegun_checks().filter(seeker_id=seeker_id, organization_id=organization_id):
        if not lets_in(check.seeker, check.organization, check.posting_id):
            decline_confirm(Actor.system(check.seeker.community_id), check, now=step.now)
    return Done()


@reacts_to(SeekerErased)
def forget_tests(step: Step) -> Done:
    """Practice, time for tests and open asks go with the record; results others stood behind stay as counts."""
    seeker = Seeker.objects.filter(pk=step.data["seeker_id"]).first()
    if seeker is not None:
        forget_tests_of(Actor.system(seeker.community_id), seeker, now=step.now)
    return Done()
