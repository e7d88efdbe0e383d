"""Who may see and change programs, cohorts and enrollments."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.rules import may_move_organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.providers.words import ProgramState
from techhire.plays.seekers.models import Grant, Seeker
from techhire.plays.seekers.rules import ASK_FIRST, agreed_to_vouching, is_somebody_else, live_grants
from techhire.plays.seekers.words import OUT_OF_SIGHT, Purpose

NOT_YOURS = _("Only the training provider that owns this program can do that.")
NO_ACCESS = _("This person has not given you access.")


def visible_programs(actor: Actor) -> QuerySet[Program]:
    """Listed and suspended ones for everybody in the community; all of them for their provider."""
    here = Program.objects.filter(organization__community_id=actor.community_id)
    if actor.is_system:
        return here
    shown = Q(
        state__in=[ProgramState.LISTED, ProgramState.SUSPENDED], organization__state=OrganizationState.ACTIVE
    )
    return here.filter(shown | Q(organization_id__in=actor.organizations()))


def visible_cohorts(actor: Actor) -> QuerySet[Cohort]:
    """Cohorts of the actor's own providers."""
    here = Cohort.objects.filter(program__organization__community_id=actor.community_id)
    return (
        here if actor.is_system else here.filter(program__organization_id__in=actor.organizations("provider"))
    )


def visible_enrollments(actor: Actor) -> QuerySet[Enrollment]:
    """Places in the actor's own cohorts. Whose they are is for those with access only: see ``trained_by``."""
    return Enrollment.objects.filter(cohort__in=visible_cohorts(actor))


def trained_by(actor: Actor, organization: Organization) -> QuerySet[Grant]:
    """Open grants of people who let a provider of the actor's see them for training."""
    grants = live_grants(actor, Purpose.TRAINING).filter(organization=organization)
    is_provider = organization.pk in actor.organizations("provider")
    return grants.exclude(seeker__state__in=OUT_OF_SIGHT) if is_provider else grants.none()


def _writes(actor: Actor, organization: Organization) -> Verdict:
    if organization.community_id != actor.community_id:
        return refused(NOT_YOURS)
    provider = organization.pk in actor.organizations("provider") and actor.writes_for(organization.pk)
    return allowed() if actor.is_system or provider else refused(NOT_YOURS)


def may_create_program(actor: Actor, organization: Organization) -> Verdict:
    """A writing member of a provider."""
    return _writes(actor, organization)


def may_change_program(actor: Actor, program: Program) -> Verdict:
    """A writing member of the provider that owns it."""
    return _writes(actor, program.organization)


may_update_program = may_set_teaches = may_add_cohort = may_confirm_program = may_change_program
may_suspend_program = may_close_program = may_change_program


def may_list_program(actor: Actor, program: Program) -> Verdict:
    """As to change it, and the provider must be active in the community."""
    verdict = _writes(actor, program.organization)
    if verdict and program.organization.state != OrganizationState.ACTIVE:
        return refused(
            _("Your organization is still being reviewed. You can list programs as soon as it is active.")
        )
    return verdict


def may_hold_program(actor: Actor, program: Program) -> Verdict:
    """The civic lead, after somebody reported it; never for an organization of one's own."""
    if actor.is_system and actor.community_id == program.organization.community_id:
        return allowed()
    return may_move_organization(actor, program.organization)


may_release_program = may_take_down_program = may_hold_program


def may_change_cohort(actor: Actor, cohort: Cohort) -> Verdict:
    """A writing member of the provider that owns the program."""
    return _writes(actor, cohort.program.organization)


def _writes_of(actor: Actor, seeker: Seeker, organization: Organization) -> Verdict:
    """A writing member of the provider, and never about themselves."""
    verdict = is_somebody_else(actor, seeker)
    return _writes(actor, organization) if verdict else verdict


def _trains(actor: Actor, seeker: Seeker, organization: Organization) -> Verdict:
    verdict = _writes_of(actor, seeker, organization)
    if verdict and seeker.community_id != organization.community_id:
        return refused(NO_ACCESS)
    if not verdict or actor.is_system:
        return verdict
    grants = trained_by(actor, organization).filter(seeker=seeker)
    return allowed() if grants.exists() else refused(NO_ACCESS)


def may_enroll(actor: Actor, cohort: Cohort, seeker: Seeker) -> Verdict:
    """The provider, for somebody who gave it access for training."""
    return _trains(actor, seeker, cohort.program.organization)


def may_complete_enrollment(actor: Actor, enrollment: Enrollment) -> Verdict:
    """The provider of the program, as long as the person's access lasts."""
    return _trains(actor, enrollment.seeker, enrollment.cohort.program.organization)


def may_withdraw_enrollment(actor: Actor, enrollment: Enrollment) -> Verdict:
    """The provider of the program, also after the person ended its access."""
    return _writes_of(actor, enrollment.seeker, enrollment.cohort.program.organization)


may_undo_completion = may_withdraw_enrollment


def may_see_feedback_counts(actor: Actor, organization: Organization) -> Verdict:
    """Members of the provider, readers included, and the civic lead."""
    here = organization.community_id == actor.community_id
    if here and (actor.is_system or actor.is_convener or organization.pk in actor.organizations("provider")):
        return allowed()
    return refused(NOT_YOURS)


def may_accept_credential(actor: Actor, seeker: Seeker, organization: Organization) -> Verdict:
    """The provider, for somebody in training with it: it stands on what an issuer said, not on the provider's word."""
    return _trains(actor, seeker, organization)


def may_vouch(actor: Actor, seeker: Seeker, organization: Organization) -> Verdict:
    """The provider, for somebody in training with it who said yes to vouching before."""
    verdict = _trains(actor, seeker, organization)
    if not verdict or actor.is_system or agreed_to_vouching(seeker, organization.pk):
        return verdict
    return refused(ASK_FIRST)
