"""A law keeps a record from being erased before a day; somebody says so, and may say that it is over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import HoldLifted, HoldPlaced
from techhire.plays.seekers.models import Hold, Seeker
from techhire.plays.seekers.rules import may_lift_hold, may_place_hold
from techhire.plays.seekers.words import HoldReason

LONGEST = timedelta(days=3660)


@transaction.atomic
def place_hold(actor: Actor, seeker: Seeker, /, *, reason: str, law: str, until: date, now: datetime) -> Hold:
    """Keep a record from being erased through a day. The person reads the reason and the law."""
    seeker = lock_seeker(seeker)
    require(may_place_hold(actor, seeker))
    if reason not in HoldReason.values:
        raise Refused(_("Choose one of the answers."), field="reason")
    law = one_line(law, field="law", limit=120)
    today = seeker.community.day_of(now)
    if not today < until <= today + LONGEST:
        raise Refused(_("Choose a day from tomorrow on, within ten years."), field="until")
    hold = Hold.objects.create(
        seeker=seeker, reason=reason, law=law, until=until, placed_at=now, placed_by_id=actor.account_id
    )
    body = HoldPlaced(seeker.pk, hold.pk, reason, until)
    record(body, actor=actor, now=now, community_id=seeker.community_id)
    return hold


@transaction.atomic
def lift_hold(actor: Actor, hold: Hold, /, *, now: datetime) -> Hold:
    """Say that the law does not keep it any more. A sealed record is erased with the next day."""
    hold.seeker = lock_seeker(hold.seeker)
    require(may_lift_hold(actor, hold))
    hold.refresh_from_db(fields=["lifted_at"])
    if hold.lifted_at is None:
        hold.lifted_at = now
        hold.save(update_fields=["lifted_at"])
        body = HoldLifted(hold.seeker_id, hold.pk)
        record(body, actor=actor, now=now, community_id=hold.seeker.community_id)
    return hold
