"""Who may do what with what people tell and others say: experiences, feedback of employers, vouches."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.seekers.models import (
    EmployerFeedback,
    Evidence,
    Experience,
    Grant,
    Seeker,
)
from techhire.plays.seekers.rules.records import ABOUT_YOURSELF, NOT_YOURS, is_self, may_act_for
from techhire.plays.seekers.words import Purpose, SeekerState

may_start_experience = may_act_for


def may_describe_experience(actor: Actor, experience: Experience) -> Verdict:
    """The person, or their coach with them; nobody else reads or changes what somebody did in their own words."""
    return may_act_for(actor, experience.seeker)


may_answer_found_skill = may_remove_experience = may_describe_experience


may_tell_use = may_take_back_use = may_act_for


def may_give_feedback(actor: Actor, seeker: Seeker, organization: Organization, posting_id: int) -> Verdict:
    """A writing member of the employer, about somebody else whose name it is shown for this posting."""
    here = actor.community_id == seeker.community_id == organization.community_id
    if not here or seeker.state != SeekerState.ACTIVE:
        return refused(NOT_YOURS)
    if is_self(actor, seeker):
        return refused(ABOUT_YOURSELF)
    if not (actor.is_system or actor.writes_for(organization.pk)):
        return refused(_("Only a member of the employer who may write can say this."))
    now = timezone.now()
    met = Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        seeker=seeker,
        organization=organization,
        purpose=Purpose.HIRING,
        posting_id=posting_id,
        ended_at__isnull=True,
    )
    return allowed() if met.exists() else refused(_("Say this about people whose name you were shown."))


def may_agree_to_feedback(actor: Actor, feedback: EmployerFeedback) -> Verdict:
    """The person, or their coach in their words."""
    return may_act_for(actor, feedback.seeker)


may_refuse_feedback = may_agree_to_feedback


def may_expire_feedback(actor: Actor, community_id: int) -> Verdict:
    """The calendar does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, community_id):
        return allowed()
    return refused(_("Waiting ends with the calendar."))


def may_let_vouch(actor: Actor, seeker: Seeker) -> Verdict:
    """The person, or their coach in their words, says yes before anybody vouches."""
    return may_act_for(actor, seeker)


def may_agree_to_vouches(actor: Actor, seeker: Seeker) -> Verdict:
    """The person, or their coach in their words, decides what of others' words about them counts."""
    return may_act_for(actor, seeker)


def may_refuse_vouch(actor: Actor, evidence: Evidence) -> Verdict:
    """The person or their coach, also long after a yes."""
    return may_act_for(actor, evidence.seeker)


def may_answer_vouch(actor: Actor, evidence: Evidence) -> Verdict:
    """A writing member of the organization that vouched, other than the person."""
    if is_self(actor, evidence.seeker):
        return refused(ABOUT_YOURSELF)
    here = evidence.seeker.community_id == actor.community_id
    if here and evidence.organization_id is not None and actor.writes_for(evidence.organization_id):
        return allowed()
    return refused(_("Only the organization that vouched can answer."))


def may_see_vouch_record(actor: Actor, organization: Organization) -> Verdict:
    """Members of the organization, readers included: one by one, with what became of each vouch."""
    here = organization.community_id == actor.community_id
    if here and (actor.is_system or actor.sits_in(organization.pk)):
        return allowed()
    return refused(_("Only members of the organization that vouched can read this."))
