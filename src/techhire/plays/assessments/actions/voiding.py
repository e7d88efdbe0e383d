"""What staff who watch can do with a sitting: give back time the equipment took, or say that it does not count."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.clock import stop_clock
from techhire.plays.assessments.actions.sittings import lock_sitting
from techhire.plays.assessments.facts.sittings import SittingTimeGivenBack, SittingVoided
from techhire.plays.assessments.models import Sitting
from techhire.plays.assessments.rules.sittings import may_give_time_back, may_void_sitting
from techhire.plays.assessments.words import OPEN_SITTINGS, SittingState, VoidReason
from techhire.plays.seekers.actions.evidence import withdraw_evidence

MOST_MINUTES = 60


@transaction.atomic
def void_sitting(actor: Actor, sitting: Sitting, /, *, reason: str, now: datetime) -> Sitting:
    """Say that a sitting does not count, for a preset reason; its evidence goes, and it can be taken again at once.

    Only a person decides this: no note of timing or focus ever does.
    """
    held = lock_sitting(sitting)
    require(may_void_sitting(actor, held))
    if reason not in VoidReason.values:
        raise Refused(_("Choose one of the reasons."), field="reason")
    if held.state == SittingState.VOIDED:
        return held
    if held.evidence is not None:
        withdraw_evidence(Actor.system(held.seeker.community_id), held.evidence, now=now)
    stop_clock(held)
    held.state, held.evidence, held.current = SittingState.VOIDED, None, None
    held.finished_at = held.finished_at or now
    held.voided_for, held.voided_by_id = reason, actor.account_id
    held.version += 1
    held.save()
    body = SittingVoided(held.pk, held.seeker_id, reason)
    record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return held


@transaction.atomic
def give_time_back(actor: Actor, sitting: Sitting, /, *, minutes: int, now: datetime) -> Sitting:
    """Move the end of a watched test, for minutes that a failed connection or computer took."""
    held = lock_sitting(sitting)
    require(may_give_time_back(actor, held))
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Between 1 and %(most)d minutes.") % {"most": MOST_MINUTES}, field="minutes")
    if held.state not in OPEN_SITTINGS:
        raise Refused(_("This test is over."))
    if held.ends_at is not None:
        held.ends_at = max(held.ends_at, now) + timedelta(minutes=minutes)
        held.version += 1
        held.save(update_fields=["ends_at", "version"])
    body = SittingTimeGivenBack(held.pk, minutes)
    record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return held
