"""Reminding people of a test day they are on the list of: once, within a day of its beginning."""

from datetime import datetime, timedelta

from django.db import transaction

from techhire.commons.ledger.queries import facts_about
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.facts.sittings import TestDayNear
from techhire.plays.assessments.models import CheckIn
from techhire.plays.assessments.rules.supervised import may_remind_of_test_day
from techhire.plays.assessments.words import TestDayState

AHEAD = timedelta(days=1)
"""How long before the beginning somebody is reminded; who was put on the list later than that is not."""


@transaction.atomic
def remind_of_test_day(actor: Actor, check_in: CheckIn, /, *, now: datetime) -> bool:
    """Record that it is near, for the letter. Twice changes nothing, unless the day was moved in between."""
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("day", "seeker")
    held = rows.get(pk=check_in.pk)
    require(may_remind_of_test_day(actor, held))
    due = held.day.starts_at - AHEAD
    reminded = facts_about("check_in", held.pk, names=(TestDayNear.__name__,)).filter(at__gte=due)
    is_near = due <= now < held.day.starts_at and held.added_at < due
    if not is_near or held.day.state != TestDayState.PLANNED or reminded.exists():
        return False
    body = TestDayNear(held.pk, held.day_id, held.seeker_id)
    record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return True
