"""What became of a fresh reading, and which results can have one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from techhire.commons.permits import Actor, require
from techhire.plays.assessments.models import Judgment, Submission
from techhire.plays.assessments.rules.judging import may_see_work
from techhire.plays.assessments.words import Change, ReadingState, WorkState
from techhire.plays.seekers.models import Dispute, Evidence
from techhire.plays.seekers.words import DisputeReason

ABOUT_THE_SAME = Decimal("0.05")
"""Levels by which a result has to move before the person is told that it is higher or lower."""


@dataclass(frozen=True)
class FreshReading:
    """A reading asked because of a dispute: since when, whether somebody has it, and what it did once it is in.

    ``before`` and ``after`` are levels; ``after`` and ``change`` are None until it is done.
    """

    asked_at: datetime
    has_reader: bool
    done_at: datetime | None
    readers: int
    before: Decimal
    after: Decimal | None
    change: Change | None


def fresh_reading_of(actor: Actor, submission: Submission) -> FreshReading | None:
    """The fresh reading of a person's own work; None where none was asked, or it was called off."""
    require(may_see_work(actor, submission))
    dispute = submission.dispute
    if dispute is None:
        return None
    waits = submission.state == WorkState.REREAD
    fresh = Judgment.objects.filter(submission=submission, is_fresh=True)
    given = fresh.filter(state=ReadingState.GIVEN).count()
    if not waits and not given:
        return None
    before, after = dispute.evidence.level, None if waits else submission.level
    return FreshReading(
        asked_at=dispute.opened_at,
        has_reader=dispute.looked_at_since is not None,
        done_at=None if waits else submission.judged_at,
        readers=given,
        before=before,
        after=after,
        change=None if after is None else change_between(before, after),
    )


def change_between(before: Decimal, after: Decimal) -> Change:
    """In a word, what became of a level."""
    if abs(after - before) < ABOUT_THE_SAME:
        return Change.SAME
    return Change.HIGHER if after > before else Change.LOWER


def would_be_reread(evidence: Evidence) -> bool:
    """Whether the work behind this piece would be read once more if the person said that its level is wrong."""
    works = Submission.objects.filter(evidence=evidence, state=WorkState.JUDGED, dispute__isnull=True)
    return works.exists()


def work_to_reread(dispute_id: int) -> tuple[Submission, Dispute] | None:
    """The work an open dispute about a level is about, where it was not read once more before."""
    dispute = Dispute.objects.select_related("evidence__seeker").filter(
        pk=dispute_id, answered_at__isnull=True, reason=DisputeReason.WRONG_LEVEL
    )
    found = dispute.first()
    if found is None or not would_be_reread(found.evidence):
        return None
    return Submission.objects.get(evidence_id=found.evidence_id), found


def rereading_answered(evidence_id: int) -> Submission | None:
    """Work that is still being read once more although the dispute about this piece is answered."""
    works = Submission.objects.filter(
        state=WorkState.REREAD, dispute__evidence_id=evidence_id, dispute__answered_at__isnull=False
    )
    return works.first()


def rereadings_of(seeker_id: int) -> list[Submission]:
    """All of a person's work that is being read once more."""
    return list(Submission.objects.filter(state=WorkState.REREAD, seeker_id=seeker_id).order_by("pk"))
