"""Judged work somebody disputes, for whoever has to answer: the task, the levels, the work, without a name."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, Verdict
from techhire.plays.assessments.models import (
    Judgment,
    RubricEdition,
    Score,
    Submission,
    SubmittedFile,
    TaskFile,
)
from techhire.plays.assessments.queries.rubrics import CriterionShown, criteria_of
from techhire.plays.assessments.rules.judging import may_see_disputed_work
from techhire.plays.assessments.words import FreshState, ReadingState, WorkState
from techhire.plays.seekers.models import Dispute
from techhire.plays.seekers.words import DisputeReason, EvidenceKind


@dataclass(frozen=True)
class CriterionRead:
    """One criterion with what each reading said of it, in the order of the readings."""

    shown: CriterionShown
    scores: list[Score]


@dataclass(frozen=True)
class DisputedWork:
    """What stands behind a disputed result. ``text`` and ``files`` are empty where ``may_read`` refuses.

    ``criteria`` hold the readings behind the result alone: nothing of a fresh one that is under way.
    """

    submission: Submission
    edition: RubricEdition
    readings: int
    criteria: list[CriterionRead]
    fresh: FreshState
    may_read: Verdict
    text: str
    files: list[SubmittedFile]
    material: list[TaskFile]


def judged_in(disputes: list[Dispute]) -> set[int]:
    """Of these, the ids of those about a piece of work."""
    kinds = {row.evidence_id: row.pk for row in disputes if row.evidence.kind == EvidenceKind.JUDGED_WORK}
    works = Submission.objects.filter(evidence_id__in=kinds).values_list("evidence_id", flat=True)
    return {kinds[evidence_id] for evidence_id in works if evidence_id is not None}


def disputed_work(actor: Actor, dispute: Dispute) -> DisputedWork | None:
    """The work a dispute the actor has to answer is about; None where it is about something else."""
    found = Submission.objects.select_related("edition__rubric__skill", "rubric__organization", "seeker")
    work = found.filter(evidence_id=dispute.evidence_id).first()
    if work is None:
        return None
    may_read = may_see_disputed_work(actor, work, dispute)
    given = work.judgments.filter(state=ReadingState.GIVEN).order_by("place", "pk")
    if work.state == WorkState.REREAD:
        given = given.filter(is_fresh=False)
    readings = list(given)
    return DisputedWork(
        submission=work,
        edition=work.edition,
        readings=len(readings),
        criteria=_read(work.edition, readings),
        fresh=_fresh(work, dispute),
        may_read=may_read,
        text=work.text if may_read else "",
        files=list(work.files.defer("data").order_by("place")) if may_read else [],
        material=list(work.edition.files.defer("data").order_by("place")),
    )


def disputed_file(actor: Actor, dispute: Dispute, place: int) -> tuple[str, SubmittedFile] | None:
    """A file of the work, with the pseudonym it is handed out under."""
    work = Submission.objects.select_related("seeker").filter(evidence_id=dispute.evidence_id).first()
    if work is None or not may_see_disputed_work(actor, work, dispute):
        return None
    file = work.files.filter(place=place).first()
    return (work.pseudonym, file) if file is not None else None


def _read(edition: RubricEdition, readings: list[Judgment]) -> list[CriterionRead]:
    scores = list(Score.objects.filter(judgment__in=readings).order_by("judgment__place", "pk"))
    return [
        CriterionRead(shown, [score for score in scores if score.criterion_id == shown.criterion.pk])
        for shown in criteria_of(edition)
    ]


def _fresh(work: Submission, dispute: Dispute) -> FreshState:
    if dispute.reason != DisputeReason.WRONG_LEVEL:
        return FreshState.NOT_ASKED
    if work.state == WorkState.REREAD:
        return FreshState.UNDER_WAY if dispute.looked_at_since else FreshState.NOBODY
    return FreshState.DONE_BEFORE if work.dispute_id is not None else FreshState.SOON
