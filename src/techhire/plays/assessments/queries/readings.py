"""Work that waits for an assessor, shown without anything that says whose it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import (
    Judgment,
    RubricEdition,
    Score,
    SubmittedFile,
    TaskFile,
)
from techhire.plays.assessments.queries.rubrics import CriterionShown, criteria_of
from techhire.plays.assessments.rules.judging import TO_JUDGE, may_judge
from techhire.plays.assessments.words import READING_DAYS, TO_READ, ReadingState


@dataclass(frozen=True)
class WorkDue:
    """One piece of work in an assessor's queue: known by a pseudonym, with the day it passes to somebody else."""

    judgment: Judgment
    pseudonym: str
    edition: RubricEdition
    due: datetime


@dataclass(frozen=True)
class ScoredCriterion:
    """A criterion with what this assessor said by it so far."""

    shown: CriterionShown
    level: int | None
    remark: str


@dataclass(frozen=True)
class BlindWork:
    """A piece of work as an assessor sees it."""

    judgment: Judgment
    pseudonym: str
    edition: RubricEdition
    text: str
    files: list[SubmittedFile]
    material: list[TaskFile]
    criteria: list[ScoredCriterion]


def work_due(actor: Actor) -> list[WorkDue]:
    """What waits for this assessor, longest waiting first."""
    rows = _waiting(actor).select_related(
        "submission__edition__rubric__skill",
        "submission__edition__rubric__organization",
        "submission__rubric__organization",
        "submission__seeker",
    )
    return [_due(row) for row in rows.order_by("asked_at", "pk") if may_judge(actor, row)]


def _waiting(actor: Actor) -> QuerySet[Judgment]:
    if actor.account_id is None:
        return Judgment.objects.none()
    return Judgment.objects.filter(
        assessor_id=actor.account_id,
        state__in=TO_JUDGE,
        submission__state__in=TO_READ,
        submission__seeker__community_id=actor.community_id,
    )


def _due(row: Judgment) -> WorkDue:
    work = row.submission
    assert work is not None
    return WorkDue(row, work.pseudonym, work.edition, row.asked_at + timedelta(days=READING_DAYS))


def judgment_due(actor: Actor, judgment_id: int) -> Judgment | None:
    """One of them."""
    rows = _waiting(actor).select_related("submission__edition__rubric__skill", "submission__seeker")
    row = rows.filter(pk=judgment_id).first()
    return row if row is not None and may_judge(actor, row) else None


def blind_work(actor: Actor, judgment_id: int) -> BlindWork | None:
    """The work behind a judgment that waits for this assessor. A fellow reader's scores are not part of it."""
    judgment = judgment_due(actor, judgment_id)
    if judgment is None or judgment.submission is None:
        return None
    work = judgment.submission
    return BlindWork(
        judgment=judgment,
        pseudonym=work.pseudonym,
        edition=work.edition,
        text=work.text,
        files=list(work.files.defer("data").order_by("place")),
        material=list(work.edition.files.defer("data").order_by("place")),
        criteria=scored_criteria(work.edition, judgment),
    )


def scored_criteria(edition: RubricEdition, judgment: Judgment | None) -> list[ScoredCriterion]:
    """Every criterion of an edition, with the scores of one judgment where there is one."""
    rows = Score.objects.filter(judgment=judgment) if judgment is not None else Score.objects.none()
    said = {score.criterion_id: score for score in rows}
    found = []
    for shown in criteria_of(edition):
        score = said.get(shown.criterion.pk)
        found.append(ScoredCriterion(shown, score.level if score else None, score.remark if score else ""))
    return found


def blind_file(actor: Actor, judgment_id: int, place: int) -> tuple[str, SubmittedFile] | None:
    """A file handed in, with the pseudonym it is handed out under."""
    judgment = judgment_due(actor, judgment_id)
    if judgment is None or judgment.submission is None:
        return None
    file = judgment.submission.files.filter(place=place).first()
    return (judgment.submission.pseudonym, file) if file is not None else None


def blind_material(actor: Actor, judgment_id: int, place: int) -> TaskFile | None:
    """A file of the task, for who judges by it."""
    judgment = judgment_due(actor, judgment_id)
    if judgment is None or judgment.submission is None:
        return None
    return judgment.submission.edition.files.filter(place=place).first()


def is_handed_in(actor: Actor, judgment_id: int) -> bool:
    """Whether this assessor handed in this judgment here, so that it waits for them no more."""
    return _given_by(actor).filter(pk=judgment_id).exists()


def given_by(actor: Actor) -> int:
    """How many pieces this assessor has judged here."""
    return _given_by(actor).count()


def _given_by(actor: Actor) -> QuerySet[Judgment]:
    return Judgment.objects.filter(
        assessor_id=actor.account_id,
        assessor__isnull=False,
        state=ReadingState.GIVEN,
        submission__seeker__community_id=actor.community_id,
    )


@dataclass(frozen=True)
class ReadingLetter:
    """Where a letter to an assessor goes, and in which language."""

    address: str
    language: str
    community: Community


def reading_letter(judgment_id: int) -> ReadingLetter | None:
    """To whom a piece of work is announced; None once it does not wait for them, or where they have no address."""
    row = Judgment.objects.filter(pk=judgment_id, state__in=TO_JUDGE, submission__state__in=TO_READ)
    judgment = row.select_related("assessor", "submission__seeker__community").first()
    if judgment is None or judgment.assessor is None or judgment.submission is None:
        return None
    account = judgment.assessor
    if not (account.is_active and account.email):
        return None
    return ReadingLetter(account.email, account.language, judgment.submission.seeker.community)
