"""Work samples for the person: which there are, what they handed in, and what assessors said of it, in words."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization, OrganizationKind
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.models import (
    Interview,
    Judgment,
    RubricEdition,
    Score,
    Submission,
    SubmittedFile,
    TaskFile,
)
from techhire.plays.assessments.queries.rubrics import CriterionShown, criteria_of
from techhire.plays.assessments.queries.sittings import accommodation_of
from techhire.plays.assessments.rules.judging import TO_JUDGE, may_see_work, may_withdraw_work
from techhire.plays.assessments.words import (
    AGAIN_AFTER_DAYS,
    OPEN_WORK,
    ExtraTime,
    InterviewState,
    ReadingState,
    Remark,
    RubricKind,
    RubricState,
    WorkState,
)
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import is_self, may_see_seeker

SURE, FAIRLY_SURE = 0.35, 0.55
"""Standard errors in levels up to which a result is told as sure, or as fairly sure: our judgment."""
WORK_HELD = (
    "edition__title",
    "state",
    "pseudonym",
    "text",
    "begun_at",
    "handed_in_at",
    "judged_at",
    "level",
    "level_sd",
)
FILE_HELD = ("submission__pseudonym", "place", "kind", "size", "submission__handed_in_at")
INTERVIEW_HELD = (
    "id",
    "edition__title",
    "organization__name",
    "state",
    "permitted",
    "permitted_at",
    "agreement",
    "opened_at",
    "finished_at",
    "answered_at",
    "level",
    "level_sd",
)
SCORE_HELD = ("judgment__place", "criterion__name", "level", "remark")
"""What a person's own file holds of each row. A file handed in keeps no name of its own, only its kind and place."""


@dataclass(frozen=True)
class SampleLine:
    """A work sample that is in use, the person's newest try at it, and from when it can be begun (None: now)."""

    edition: RubricEdition
    newest: Submission | None
    again: datetime | None


@dataclass(frozen=True)
class CriterionResult:
    """One criterion in words: the level, what it looks like, what the next one looks like, and the remarks."""

    shown: CriterionShown
    level: int
    remarks: list[Promise | str]

    @property
    def says(self) -> str:
        """The level as people read it."""
        return str(dict(LEVEL_CHOICES)[self.level])

    @property
    def here(self) -> Any:
        """What work at this level looks like."""
        return self.shown.anchor(self.level)

    @property
    def following(self) -> Any:
        """What work at the next level looks like; None at the highest."""
        return self.shown.anchor(self.level + 1)


@dataclass(frozen=True)
class Result:
    """What came of it: by criterion, how many judged, what kind of partner they come from, and how sure it is."""

    lines: list[CriterionResult]
    readers: int
    kinds: list[Promise | str]
    sure: Promise | str


@dataclass(frozen=True)
class Standing:
    """Work that is not judged yet: readings done and needed, whether one lacks a reader, whether it may go back."""

    done: int
    needed: int
    lacks_reader: bool
    can_take_back: bool


def samples_in_use(actor: Actor) -> QuerySet[RubricEdition]:
    """Work samples anybody signed in here can begin, by name."""
    if not actor.is_signed_in:
        return RubricEdition.objects.none()
    found = RubricEdition.objects.filter(
        state=RubricState.ACTIVE,
        rubric__kind=RubricKind.WORK_SAMPLE,
        rubric__organization__community_id=actor.community_id,
        rubric__organization__state=OrganizationState.ACTIVE,
    )
    return found.select_related("rubric__skill", "rubric__organization").order_by("title", "pk")


def sample_numbered(actor: Actor, rubric_id: int) -> RubricEdition | None:
    """The edition in use of one work sample."""
    return samples_in_use(actor).filter(rubric_id=rubric_id).first()


def samples_about(actor: Actor, skill: Skill) -> list[RubricEdition]:
    """Work samples that show one skill."""
    return list(samples_in_use(actor).filter(rubric__skill=skill)[:5])


def sample_lines(actor: Actor, seeker: Seeker, now: datetime) -> list[SampleLine]:
    """Every work sample in use, with the person's own newest try. Two queries."""
    newest: dict[int, Submission] = {}
    for work in works_of(actor, seeker).order_by("made_at", "pk"):
        newest[work.rubric_id] = work
    rows = [(edition, newest.get(edition.rubric_id)) for edition in samples_in_use(actor)]
    return [SampleLine(edition, work, opens_again(work, now)) for edition, work in rows]


def opens_again(work: Submission | None, now: datetime) -> datetime | None:
    """From when on the same task can be tried again; None where it can be now."""
    if work is None or work.begun_at is None or work.state in OPEN_WORK:
        return None
    again = work.begun_at + timedelta(days=AGAIN_AFTER_DAYS)
    return again if now < again else None


def own_minutes(actor: Actor, seeker: Seeker, edition: RubricEdition) -> int | None:
    """How long the person would have for a work sample, with the time they asked for; none where it has no end."""
    extra = accommodation_of(actor, seeker).extra_time
    return None if extra == ExtraTime.OPEN else math.ceil(edition.lasts * float(extra))


def offers_made(actor: Actor, organization: Organization, seeker: Seeker) -> dict[int, datetime]:
    """When an organization of the actor's last offered each work sample to somebody, by the work sample.

    What became of it is the person's own to tell.
    """
    if not actor.sits_in(organization.pk):
        return {}
    rows = Submission.objects.filter(offered_by=organization, seeker=seeker).order_by("made_at")
    return dict(rows.values_list("rubric_id", "made_at"))


def works_of(actor: Actor, seeker: Seeker) -> QuerySet[Submission]:
    """What the person was offered, began and handed in, newest first; for nobody else."""
    if not is_self(actor, seeker):
        return Submission.objects.none()
    rows = Submission.objects.filter(seeker=seeker).defer("text")
    found = rows.select_related("edition", "rubric__skill", "rubric__organization", "offered_by", "evidence")
    return found.order_by("-made_at", "-pk")


def works_waiting(actor: Actor, seeker: Seeker) -> int:
    """How many work samples were offered to the person or are under way, for nobody else."""
    to_do = Submission.objects.filter(seeker=seeker, state__in=(WorkState.OFFERED, WorkState.UNDER_WAY))
    return to_do.count() if is_self(actor, seeker) else 0


def tasks_behind(actor: Actor, seeker: Seeker) -> dict[int, RubricEdition]:
    """The task behind each piece of judged work, by evidence; it has its name in both languages. Two queries."""
    require(may_see_seeker(actor, seeker))
    found: dict[int, RubricEdition] = {}
    for kind in (Submission, Interview):
        rows = kind.objects.filter(seeker=seeker, evidence__isnull=False).select_related("edition")
        found |= {row.evidence_id: row.edition for row in rows}
    return found


def offered_for(posting_id: int) -> QuerySet[Submission]:
    """Work that was offered for a posting and is not begun, for the product that follows the posting."""
    found = Submission.objects.filter(posting_id=posting_id, state=WorkState.OFFERED)
    return found.select_related("seeker")


def work_numbered(actor: Actor, submission_id: int) -> Submission | None:
    """One of the person's own."""
    found = Submission.objects.select_related(
        "edition__rubric",
        "rubric__skill",
        "rubric__organization",
        "seeker__account",
        "evidence",
        "dispute__evidence",
        "offered_by",
    ).filter(pk=submission_id)
    work = found.first()
    return work if work is not None and may_see_work(actor, work) else None


def files_of(submission: Submission) -> QuerySet[SubmittedFile]:
    """What is listed of the files: never what is in them."""
    return submission.files.defer("data").order_by("place")


def own_file(actor: Actor, submission: Submission, place: int) -> SubmittedFile | None:
    """A file of the person's own, to take back to their phone."""
    require(may_see_work(actor, submission))
    return submission.files.filter(place=place).first()


def material_of(edition: RubricEdition) -> QuerySet[TaskFile]:
    """What is listed of a task's files."""
    return edition.files.defer("data").order_by("place")


def own_material(actor: Actor, submission: Submission, place: int) -> TaskFile | None:
    """A file of the task the person works at."""
    require(may_see_work(actor, submission))
    if submission.begun_at is None:
        return None
    return TaskFile.objects.filter(edition_id=submission.edition_id, place=place).first()


def work_standing(actor: Actor, submission: Submission) -> Standing:
    """How far it is, for the person. Two queries."""
    require(may_see_work(actor, submission))
    states = submission.judgments.values_list("state", flat=True)
    held = Counter(states)
    done, reading = held[ReadingState.GIVEN], sum(held[state] for state in TO_JUDGE)
    waits = submission.state == WorkState.HANDED_IN
    return Standing(
        done=done,
        needed=submission.readings,
        lacks_reader=waits and done + reading < submission.readings,
        can_take_back=bool(waits and may_withdraw_work(actor, submission)),
    )


def work_result(actor: Actor, submission: Submission) -> Result | None:
    """What assessors said, once it is judged; while it is read once more, what they said before."""
    require(may_see_work(actor, submission))
    if submission.state not in (WorkState.JUDGED, WorkState.REREAD):
        return None
    given = _given(submission)
    if submission.state == WorkState.REREAD:
        given = given.filter(is_fresh=False)
    return result_shown(submission.edition, list(given), float(submission.level_sd or 0))


def _given(thing: Submission | Interview) -> QuerySet[Judgment]:
    return thing.judgments.filter(state=ReadingState.GIVEN).order_by("place")


def result_shown(edition: RubricEdition, judgments: list[Judgment], sd: float) -> Result:
    """Judgments in words, without who gave them. Four queries."""
    scores = list(Score.objects.filter(judgment__in=judgments).order_by("judgment__place"))
    lines = []
    for shown in criteria_of(edition):
        mine = [score for score in scores if score.criterion_id == shown.criterion.pk and score.level]
        if mine:
            lines.append(_line(shown, mine))
    return Result(lines, len(judgments), _kinds(judgments), _how_sure(sd))


def _line(shown: CriterionShown, scores: list[Score]) -> CriterionResult:
    mean = sum(score.level or 0 for score in scores) / len(scores)
    remarks = dict.fromkeys(Remark(score.remark).label for score in scores if score.remark)
    return CriterionResult(shown, int(mean + 0.5), list(remarks))


def _kinds(judgments: list[Judgment]) -> list[Promise | str]:
    """The kinds of partner the assessors write for, each once; their names stand nowhere."""
    ids = {judgment.organization_id for judgment in judgments if judgment.organization_id}
    rows = OrganizationKind.objects.filter(organization_id__in=ids)
    first: dict[int, str] = {}
    for organization_id, kind in rows.order_by("pk").values_list("organization_id", "kind"):
        first.setdefault(organization_id, kind)
    return [Kind(kind).label for kind in dict.fromkeys(first[pk] for pk in sorted(first))]


def _how_sure(sd: float) -> Promise | str:
    if sd <= SURE:
        return _("sure: several readings, or assessors who agree well")
    if sd <= FAIRLY_SURE:
        return _("fairly sure: another assessor could come out half a level away")
    return _("a first impression: another assessor could come out a level away")


def works_held(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    """Every row of judged work about this person, for the file of everything kept about them.

    What assessors and interviewers said is in it from when the person's own page shows it, and never who said it. What
    is in a file the person takes back from the page of the work.
    """
    if not is_self(actor, seeker):
        return {}
    works = Submission.objects.filter(seeker=seeker).order_by("pk")
    talks = Interview.objects.filter(seeker=seeker).order_by("pk")
    files = SubmittedFile.objects.filter(submission__in=works).order_by("submission_id", "place")
    said = Score.objects.filter(judgment__state=ReadingState.GIVEN).order_by("judgment_id", "pk")
    return {
        "work_samples": list(works.values(*WORK_HELD)),
        "files_handed_in": list(files.values(*FILE_HELD)),
        "judgments": list(
            said.filter(_work_shown(), judgment__submission__in=works).values(
                "judgment__submission__pseudonym", *SCORE_HELD
            )
        ),
        "interviews": list(talks.values(*INTERVIEW_HELD)),
        "interview_ratings": list(
            said.filter(
                judgment__interview__in=talks, judgment__interview__state=InterviewState.FINISHED
            ).values("judgment__interview_id", *SCORE_HELD)
        ),
    }


def _work_shown() -> Q:
    """Judgments of work the person can read the result of; a fresh reading only once it is done."""
    judged = Q(judgment__submission__state=WorkState.JUDGED)
    return judged | Q(judgment__submission__state=WorkState.REREAD, judgment__is_fresh=False)
