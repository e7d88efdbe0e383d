"""Structured interviews for those who rate, and for the person who was interviewed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.bridge.judging import result_of
from techhire.plays.assessments.models import Interview, Judgment
from techhire.plays.assessments.queries.readings import ScoredCriterion, scored_criteria
from techhire.plays.assessments.queries.rubrics import CriterionShown, criteria_of
from techhire.plays.assessments.queries.works import Result, result_shown
from techhire.plays.assessments.rules.interviews import hears_for, may_permit_interview, may_see_interview
from techhire.plays.assessments.words import Agreement, InterviewState, ReadingState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import is_self, live_grants
from techhire.plays.seekers.words import Purpose


@dataclass(frozen=True)
class InterviewShown:
    """An interview as one interviewer sees it: their own rating; colleagues' only once theirs is handed in."""

    interview: Interview
    criteria: list[ScoredCriterion]
    mine: Judgment | None
    given: int
    under_way: int
    result: Result | None

    @property
    def version(self) -> int:
        """What the next save of the own rating has to name."""
        return self.mine.version if self.mine else 0

    @property
    def is_given(self) -> bool:
        """Whether the own rating is handed in."""
        return self.mine is not None and self.mine.state == ReadingState.GIVEN


WAITING = Q(state=InterviewState.OPEN, permitted=Agreement.WAITING) | Q(
    state=InterviewState.FINISHED, agreement=Agreement.WAITING
)
"""Asked whether it may be rated, or whether it may stand on the record."""


def _interviews() -> QuerySet[Interview]:
    return Interview.objects.select_related(
        "edition__rubric__skill", "edition__rubric__organization", "seeker", "organization", "evidence"
    )


def interviews_with(
    actor: Actor, organization: Organization, seeker: Seeker, posting_id: int | None = None
) -> list[Interview]:
    """Interviews an organization had with one person, for one posting where there is one, newest first."""
    found = _interviews().filter(organization=organization, seeker=seeker, posting_id=posting_id)
    return [row for row in found.order_by("-opened_at", "-pk") if may_see_interview(actor, row)]


def interview_numbered(actor: Actor, interview_id: int) -> Interview | None:
    """One interview the actor may see."""
    found = _interviews().filter(pk=interview_id).first()
    return found if found is not None and may_see_interview(actor, found) else None


def interview_shown(actor: Actor, interview: Interview) -> InterviewShown:
    """The page of one interview for one of its interviewers."""
    require(may_see_interview(actor, interview))
    judgments = list(interview.judgments.order_by("place"))
    mine = next((row for row in judgments if row.assessor_id == actor.account_id), None)
    given = [row for row in judgments if row.state == ReadingState.GIVEN]
    open_to_me = mine is not None and mine.state == ReadingState.GIVEN
    shows = interview.state == InterviewState.FINISHED or open_to_me
    return InterviewShown(
        interview=interview,
        criteria=scored_criteria(interview.edition, mine),
        mine=mine,
        given=len(given),
        under_way=sum(row.state == ReadingState.BEGUN for row in judgments),
        result=_result(interview, given) if shows and given else None,
    )


def _result(interview: Interview, given: list[Judgment]) -> Result:
    """As it came out; before it is finished, as it would with the ratings there are."""
    sd = interview.level_sd if interview.level_sd is not None else result_of(interview.edition, given).se
    return result_shown(interview.edition, given, float(sd))


def interviews_of(actor: Actor, seeker: Seeker) -> QuerySet[Interview]:
    """The person's own interviews that are finished, newest first; everything held is theirs to read."""
    if not is_self(actor, seeker):
        return Interview.objects.none()
    found = _interviews().filter(seeker=seeker, state=InterviewState.FINISHED)
    return found.order_by("-finished_at", "-pk")


def interviews_asking(actor: Actor, seeker: Seeker) -> QuerySet[Interview]:
    """Interviews that wait for the person's own yes, or may still be taken back, newest first."""
    if not is_self(actor, seeker):
        return Interview.objects.none()
    given = Judgment.objects.filter(interview=OuterRef("pk"), state=ReadingState.GIVEN)
    found = _interviews().filter(~Exists(given), seeker=seeker, state=InterviewState.OPEN)
    return found.order_by("-opened_at", "-pk")


def interviews_to_hear(actor: Actor, seeker: Seeker) -> list[Interview]:
    """Of somebody without an account, what waits for an answer their coach writes down, whoever interviews."""
    if not hears_for(actor, seeker):
        return []
    return list(_interviews().filter(WAITING, seeker=seeker).order_by("opened_at", "pk"))


def interviews_waiting(actor: Actor, seeker: Seeker) -> int:
    """How many interviews wait for the person's own yes or no, before they are rated or after."""
    return Interview.objects.filter(WAITING, seeker=seeker).count() if is_self(actor, seeker) else 0


@dataclass(frozen=True)
class Looked:
    """In whose name, for what purpose and for which posting somebody looks at an interview."""

    organization_id: int
    purpose: Purpose
    posting_id: int | None


def looked_at(actor: Actor, interview: Interview) -> Looked:
    """How the person reads that the actor looked: a coach who hears for them looks for their onramp."""
    if not actor.sits_in(interview.organization_id) and hears_for(actor, interview.seeker):
        grant = live_grants(actor, Purpose.COACHING).filter(seeker=interview.seeker).order_by("pk").first()
        if grant is not None:
            return Looked(grant.organization_id, Purpose.COACHING, None)
    purpose = Purpose.COACHING if interview.posting_id is None else Purpose.HIRING
    return Looked(interview.organization_id, purpose, interview.posting_id)


def nature_of(actor: Actor, interview: Interview) -> list[CriterionShown]:
    """What an interview looks at, for the person who is asked or for whoever tells them."""
    require(may_permit_interview(actor, interview))
    return criteria_of(interview.edition)


def interview_result(actor: Actor, interview: Interview) -> Result:
    """What the interviewers said, for the person."""
    require(may_see_interview(actor, interview))
    return _result(interview, list(interview.judgments.filter(state=ReadingState.GIVEN).order_by("place")))
