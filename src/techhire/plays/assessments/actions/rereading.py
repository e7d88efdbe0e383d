"""A disputed result is read once more, by somebody drawn by lot who is told nothing of the dispute."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.actions.readings import ask_readers, hold_submission
from techhire.plays.assessments.facts import FreshReadingAsked, FreshReadingCalledOff, ReadingLeft
from techhire.plays.assessments.models import Submission
from techhire.plays.assessments.rules.judging import may_ask_fresh_reading, may_call_off_fresh_reading
from techhire.plays.assessments.words import LeftFor, ReadingState, WorkState
from techhire.plays.seekers.models import Dispute


@transaction.atomic
def ask_fresh_reading(
    actor: Actor, submission: Submission, dispute: Dispute, /, *, now: datetime
) -> Submission:
    """Have the work read once more. The result of all readings then answers the dispute."""
    work = hold_submission(submission.pk)
    dispute.refresh_from_db(fields=["answered_at"])
    require(may_ask_fresh_reading(actor, work, dispute))
    work.dispute, work.state = dispute, WorkState.REREAD
    work.readings += 1
    work.version += 1
    work.save(update_fields=["dispute", "state", "readings", "version"])
    record(FreshReadingAsked(work.pk, work.seeker_id, dispute.pk), actor=actor, now=now)
    ask_readers(work, now=now)
    return work


@transaction.atomic
def call_off_fresh_reading(actor: Actor, submission: Submission, /, *, now: datetime) -> Submission:
    """The dispute was answered without it: nothing of the fresh reading counts, and those before it stay."""
    work = hold_submission(submission.pk)
    require(may_call_off_fresh_reading(actor, work))
    for judgment in work.judgments.filter(is_fresh=True).exclude(state=ReadingState.LEFT).order_by("pk"):
        judgment.state, judgment.left_for = ReadingState.LEFT, LeftFor.CALLED_OFF
        judgment.version += 1
        judgment.save(update_fields=["state", "left_for", "version"])
        judgment.scores.all().delete()
        body = ReadingLeft(judgment.pk, work.pk, LeftFor.CALLED_OFF)
        record(body, actor=actor, now=now, community_id=work.seeker.community_id)
    work.state, work.readings = WorkState.JUDGED, work.judgments.filter(state=ReadingState.GIVEN).count()
    work.version += 1
    work.save(update_fields=["state", "readings", "version"])
    fact = FreshReadingCalledOff(work.pk, work.seeker_id, work.dispute_id or 0)
    record(fact, actor=actor, now=now, community_id=work.seeker.community_id)
    return work
