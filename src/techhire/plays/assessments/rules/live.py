"""Who may ask for a live check, and who decides about it: the person."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.assessments.rules.judging import NO_ACCESS, NOT_NOW, Job
from techhire.plays.assessments.words import AssessmentKind, AssessmentState, BankKind, LiveCheckState
from techhire.plays.seekers.models import EmployerBlock, Grant, Seeker
from techhire.plays.seekers.rules import ABOUT_YOURSELF, is_self, live_grants
from techhire.plays.seekers.words import Purpose, SeekerState

NOT_YOURS = _("Only the person who was asked can answer this.")
NOT_ASKED_BY_YOU = _("Only the organization that asked can do that.")


def confirm_tests(actor: Actor) -> QuerySet[Assessment]:
    """Five-minute live checks of the actor's community."""
    return Assessment.objects.filter(
        community_id=actor.community_id,
        kind=AssessmentKind.CONFIRM,
        state=AssessmentState.ACTIVE,
        bank__kind=BankKind.PRIVATE,
    )


def visible_live_checks(actor: Actor) -> QuerySet[LiveCheck]:
    """Those asked of the actor, and those their organizations asked for."""
    here = LiveCheck.objects.filter(seeker__community_id=actor.community_id)
    if not actor.is_signed_in:
        return here.none()
    return here.filter(Q(seeker__account_id=actor.account_id) | Q(organization_id__in=actor.organizations()))


def watches_as_onramp(actor: Actor, organization: Organization, seeker: Seeker) -> bool:
    """Whether the actor writes for an onramp this person is coached by."""
    onramp = organization.pk in actor.organizations("onramp") and actor.writes_for(organization.pk)
    coached = live_grants(actor, Purpose.COACHING).filter(seeker=seeker, organization=organization)
    return onramp and coached.exists()


def may_ask_for_confirm(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    assessment: Assessment,
    posting_id: int | None,
) -> Verdict:
    """An onramp that coaches the person, or the employer whose posting the person's name was opened for."""
    if is_self(actor, seeker):
        return refused(ABOUT_YOURSELF)
    here = organization.community_id == seeker.community_id == actor.community_id
    if not here or not actor.writes_for(organization.pk) or seeker.state != SeekerState.ACTIVE:
        return refused(NO_ACCESS)
    if not confirm_tests(actor).filter(pk=assessment.pk).exists():
        return refused(_("This is no live check of this community."))
    if watches_as_onramp(actor, organization, seeker):
        return allowed()
    if posting_id is not None and lets_in(seeker, organization, posting_id):
        return allowed()
    return refused(NO_ACCESS)


def lets_in(seeker: Seeker, organization: Organization, posting_id: int | None) -> bool:
    """Whether the person still lets this onramp coach them, or this employer know them for the posting."""
    now = timezone.now()
    grants = Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        seeker=seeker,
        organization=organization,
        ended_at__isnull=True,
    )
    if grants.filter(purpose=Purpose.COACHING).exists():
        return True
    hides = EmployerBlock.objects.filter(seeker=seeker, organization=organization).exists()
    return not hides and grants.filter(purpose=Purpose.HIRING, posting_id=posting_id).exists()


def may_agree_to_confirm(actor: Actor, check: LiveCheck) -> Verdict:
    """Only the person; nobody says yes for them."""
    if not is_self(actor, check.seeker):
        return refused(NOT_YOURS)
    if check.state != LiveCheckState.ASKED:
        return refused(_("This was answered already."))
    return allowed()


def may_decline_confirm(actor: Actor, check: LiveCheck) -> Verdict:
    """Only the person, also after a yes, until the first question is there.

    The product says no for them where they shut out whoever asked.
    """
    shut_out = actor.is_system and actor.community_id in (None, check.seeker.community_id)
    if not (shut_out or is_self(actor, check.seeker)):
        return refused(NOT_YOURS)
    return _before_it_begins(check)


def may_withdraw_confirm(actor: Actor, check: LiveCheck) -> Verdict:
    """Whoever asked, until the first question is there."""
    here = check.seeker.community_id == actor.community_id
    if not here or not (actor.writes_for(check.organization_id) or actor.is_system):
        return refused(NOT_ASKED_BY_YOU)
    return _before_it_begins(check)


def _before_it_begins(check: LiveCheck) -> Verdict:
    over = check.state in {LiveCheckState.DONE, LiveCheckState.DECLINED, LiveCheckState.WITHDRAWN}
    if over or (check.sitting is not None and check.sitting.started_at is not None):
        return refused(_("It is too late for that: it has begun or is over."))
    return allowed()


def may_start_confirm(actor: Actor, check: LiveCheck, job: Job | None = None) -> Verdict:
    """Whoever asked and takes part, once the person said yes and still lets them in; nobody watches themselves.

    What was asked for a posting is started only by whoever says what holds for that posting.
    """
    if is_self(actor, check.seeker):
        return refused(ABOUT_YOURSELF)
    here = check.seeker.community_id == actor.community_id
    if not here or not actor.writes_for(check.organization_id):
        return refused(NOT_ASKED_BY_YOU)
    if check.state != LiveCheckState.AGREED:
        return refused(_("The person has to say yes first."))
    if not lets_in(check.seeker, check.organization, check.posting_id):
        return refused(NO_ACCESS)
    if check.organization.state != OrganizationState.ACTIVE:
        return refused(NOT_NOW)
    if check.posting_id != (job.posting_id if job else None):
        return refused(NO_ACCESS)
    return allowed() if job is None else job.verdict


def may_begin_confirm(actor: Actor, check: LiveCheck) -> Verdict:
    """Only the person, once whoever watches has started it."""
    if actor.channel == "api" or not is_self(actor, check.seeker):
        return refused(NOT_YOURS)
    if check.state != LiveCheckState.STARTED or check.sitting is None:
        return refused(_("Whoever watches has to start it first."))
    return allowed()
