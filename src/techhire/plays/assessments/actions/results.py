"""What the person decides about a practice result: let it count, keep it to themselves, or have it gone."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.actions.closing import count_result
from techhire.plays.assessments.actions.sittings import lock_sitting
from techhire.plays.assessments.facts.sittings import PracticeDeleted, ResultKeptPrivate
from techhire.plays.assessments.models import Response, Sitting, SittingNote
from techhire.plays.assessments.queries.if_counted import counting_results
from techhire.plays.assessments.rules.sittings import (
    may_count_practice,
    may_delete_practice,
    may_keep_private,
)
from techhire.plays.seekers.actions.evidence import withdraw_evidence


@transaction.atomic
def count_practice(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Let a practice result count. Of one bank one result counts at a time: the one chosen last."""
    held = lock_sitting(sitting)
    require(may_count_practice(actor, held))
    if held.evidence_id is None:
        for other in counting_results(held):
            _uncount(other, now)
        count_result(held, now)
    return held


def _uncount(sitting: Sitting, now: datetime) -> None:
    if sitting.evidence is not None:
        withdraw_evidence(Actor.system(sitting.seeker.community_id), sitting.evidence, now=now)
        sitting.evidence = None
        sitting.version += 1
        sitting.save(update_fields=["evidence", "version"])


@transaction.atomic
def keep_private(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Take a practice result back: it stays the person's own and counts no more."""
    held = lock_sitting(sitting)
    require(may_keep_private(actor, held))
    if held.evidence_id is not None:
        _uncount(held, now)
        fact = ResultKeptPrivate(held.pk, held.seeker_id)
        record(fact, actor=actor, now=now, community_id=held.seeker.community_id)
    return held


@transaction.atomic
def delete_practice(actor: Actor, sitting: Sitting, /, *, now: datetime) -> None:
    """Remove a practice test with every answer of it, finished or not."""
    held = lock_sitting(sitting)
    require(may_delete_practice(actor, held))
    _uncount(held, now)
    for rows in (Response, SittingNote):
        rows.objects.filter(sitting=held).delete()
    fact = PracticeDeleted(held.pk, held.seeker_id)
    held.delete()
    record(fact, actor=actor, now=now, community_id=held.seeker.community_id)
