"""What the product does by itself: close tests whose time is over, count what waited, forget who was erased."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.actions.clock import stop_clock
from techhire.plays.assessments.actions.closing import close_sitting, count_result
from techhire.plays.assessments.actions.results import delete_practice
from techhire.plays.assessments.actions.sittings import answers_of, lock_sitting
from techhire.plays.assessments.bridge.banks import state_of
from techhire.plays.assessments.facts.sittings import SittingVoided
from techhire.plays.assessments.models import (
    Accommodation,
    CheckIn,
    LiveCheck,
    Response,
    Revision,
    Sitting,
    SittingNote,
)
from techhire.plays.assessments.rules.sittings import is_practice, may_close_overdue, may_count_waiting
from techhire.plays.assessments.words import (
    OPEN_CHECKS,
    OPEN_SITTINGS,
    LiveCheckState,
    SittingState,
    StopReason,
    TestDayState,
    VoidReason,
)
from techhire.plays.seekers.models import Seeker


@transaction.atomic
def close_overdue(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Close one sitting with what was answered, because its time is over or nobody came back to it."""
    held = lock_sitting(sitting)
    require(may_close_overdue(actor, held))
    if held.state in OPEN_SITTINGS:
        close_sitting(held, state_of(held, answers_of(held)), StopReason.TIME, now)
    return held


@transaction.atomic
def count_waiting(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Make evidence of a result that was refused as its test ended; ``Refused`` where it still is."""
    held = lock_sitting(sitting)
    require(may_count_waiting(actor, held))
    if held.state == SittingState.FINISHED:
        count_result(held, now)
    return held


@transaction.atomic
def forget_tests_of(actor: Actor, seeker: Seeker, /, *, now: datetime) -> None:
    """After an erasure: practice is deleted, open sittings stop, answers go; their points stay as counts."""
    for sitting in Sitting.objects.filter(seeker=seeker).order_by("pk"):
        held = lock_sitting(sitting)
        require(may_close_overdue(actor, held))
        if is_practice(held.assessment):
            delete_practice(actor, held, now=now)
        elif held.state in OPEN_SITTINGS:
            _stop(actor, held, now)
    Response.objects.filter(sitting__seeker=seeker).update(answer=None)
    SittingNote.objects.filter(sitting__seeker=seeker).delete()
    Revision.objects.filter(sitting__seeker=seeker).delete()
    Accommodation.objects.filter(seeker=seeker).delete()
    LiveCheck.objects.filter(seeker=seeker, state__in=OPEN_CHECKS).update(state=LiveCheckState.WITHDRAWN)
    waiting = CheckIn.objects.filter(seeker=seeker, day__state=TestDayState.PLANNED)
    waiting.exclude(pk__in=Sitting.objects.filter(supervised__isnull=False).values("supervised_id")).delete()


def _stop(actor: Actor, sitting: Sitting, now: datetime) -> None:
    stop_clock(sitting)
    sitting.state, sitting.current, sitting.finished_at = SittingState.VOIDED, None, now
    sitting.voided_for = VoidReason.LEFT
    sitting.version += 1
    sitting.save()
    record(SittingVoided(sitting.pk, sitting.seeker_id, VoidReason.LEFT), actor=actor, now=now)
