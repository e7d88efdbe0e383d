"""Who interviews by a guide, who rates, and who says yes to it: the person, before and after."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Interview
from techhire.plays.assessments.rules.judging import NO_ACCESS, NOT_NOW, NOT_YOURS, Job
from techhire.plays.assessments.words import Agreement, InterviewState, ReadingState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import is_coach_of, is_self, live_grants
from techhire.plays.seekers.words import Purpose, SeekerState

NOT_ASKED = _("This person has not said yes to being rated yet.")
SAID_NO = _("This person said no to being rated, so nothing is rated here.")


def may_open_interview(
    actor: Actor, organization: Organization, seeker: Seeker, job: Job | None = None
) -> Verdict:
    """An employer, for the posting whose unmasking showed it the name; or an onramp that coaches the person.

    Either takes part at the moment, and the posting is one people may be looked at for.
    """
    if not organization.community_id == seeker.community_id == actor.community_id:
        return refused(NO_ACCESS)
    if not actor.writes_for(organization.pk) or is_self(actor, seeker):
        return refused(NO_ACCESS)
    if job is None:
        granted = live_grants(actor, Purpose.COACHING)
        kind = Kind.ONRAMP
    else:
        granted = live_grants(actor, Purpose.HIRING).filter(posting_id=job.posting_id)
        kind = Kind.EMPLOYER
    seen = granted.filter(seeker=seeker, organization=organization).exists()
    if not (seen and organization.pk in actor.organizations(kind)):
        return refused(NO_ACCESS)
    if organization.state != OrganizationState.ACTIVE:
        return refused(NOT_NOW)
    return allowed() if job is None else job.verdict


def hears_for(actor: Actor, seeker: Seeker) -> bool:
    """Whether the actor writes down what somebody without an account says, as their coach."""
    return seeker.account_id is None and is_coach_of(actor, seeker)


def may_see_interview(actor: Actor, interview: Interview) -> Verdict:
    """The person, once it is finished; members of the organization while the person lets it see them.

    For somebody without an account also the coach who tells them what it is and reads the result to them.
    """
    if is_self(actor, interview.seeker):
        finished = interview.state == InterviewState.FINISHED
        return allowed() if finished else refused(_("It is not finished yet."))
    if hears_for(actor, interview.seeker):
        return allowed()
    seen = live_grants(actor).filter(seeker=interview.seeker, organization_id=interview.organization_id)
    if interview.posting_id is not None:
        seen = seen.filter(posting_id=interview.posting_id)
    return allowed() if seen.exists() else refused(NO_ACCESS)


def may_rate_interview(actor: Actor, interview: Interview, job: Job | None = None) -> Verdict:
    """A writing member of the organization that interviews, once the person said yes to it and while it is rated.

    What belongs to a posting is rated only by whoever says what holds for that posting.
    """
    if interview.posting_id != (job.posting_id if job else None):
        return refused(NO_ACCESS)
    verdict = may_open_interview(actor, interview.organization, interview.seeker, job)
    if verdict and interview.state != InterviewState.OPEN:
        return refused(_("This interview is finished."))
    if verdict and interview.permitted == Agreement.WAITING:
        return refused(NOT_ASKED)
    return refused(SAID_NO) if verdict and interview.permitted == Agreement.NO else verdict


def may_read_nature(actor: Actor, interview: Interview) -> Verdict:
    """The person, also after the yes that can no longer be taken back; a coach of somebody without an account."""
    seeker = interview.seeker
    return allowed() if is_self(actor, seeker) or hears_for(actor, seeker) else refused(NOT_YOURS)


def may_permit_interview(actor: Actor, interview: Interview) -> Verdict:
    """The person, before the first rating is handed in; for somebody without an account a coach who hears it."""
    seeker = interview.seeker
    if not (is_self(actor, seeker) or hears_for(actor, seeker)) or seeker.state != SeekerState.ACTIVE:
        return refused(NOT_YOURS)
    given = interview.judgments.filter(state=ReadingState.GIVEN)
    if interview.state != InterviewState.OPEN or given.exists():
        return refused(_("There is nothing to answer here."))
    return allowed()


def may_agree_to_interview(actor: Actor, interview: Interview, job: Job | None = None) -> Verdict:
    """As to answer it. To a posting nobody may be rated for at the moment only a no is taken."""
    verdict = may_permit_interview(actor, interview)
    if verdict and interview.posting_id != (job.posting_id if job else None):
        return refused(NO_ACCESS)
    return job.verdict if verdict and job is not None else verdict


def may_finish_interview(actor: Actor, interview: Interview, job: Job | None = None) -> Verdict:
    """As to rate it."""
    return may_rate_interview(actor, interview, job)


def may_answer_interview(actor: Actor, interview: Interview) -> Verdict:
    """The person; for somebody without an account a coach who writes down their answer."""
    seeker = interview.seeker
    if not (is_self(actor, seeker) or hears_for(actor, seeker)) or seeker.state != SeekerState.ACTIVE:
        return refused(NOT_YOURS)
    if interview.state != InterviewState.FINISHED or interview.agreement != Agreement.WAITING:
        return refused(_("There is nothing to answer here."))
    return allowed()
