"""Who may take people on, and let them go."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Grant, Seeker
from techhire.plays.seekers.rules import agreed_to_vouching, is_somebody_else, live_grants
from techhire.plays.seekers.words import OUT_OF_SIGHT, Purpose

NOT_YOURS = _("Only members of this onramp can do that.")
NO_ACCESS = _("This person has not given you access.")


def writes_for_onramp(actor: Actor, organization: Organization) -> Verdict:
    """A writing member of this onramp, in its own community."""
    if organization.community_id != actor.community_id:
        return refused(NOT_YOURS)
    onramp = organization.pk in actor.organizations("onramp") and actor.writes_for(organization.pk)
    return allowed() if actor.is_system or onramp else refused(NOT_YOURS)


def may_enter_person(actor: Actor, organization: Organization) -> Verdict:
    """A coach enters somebody who asked for it in person."""
    return writes_for_onramp(actor, organization)


def may_take_on(actor: Actor, organization: Organization, seeker: Seeker) -> Verdict:
    """The person gave the onramp access for coaching first; nobody coaches themselves."""
    verdict = is_somebody_else(actor, seeker)
    if verdict:
        verdict = writes_for_onramp(actor, organization)
    if verdict and seeker.community_id != organization.community_id:
        return refused(NO_ACCESS)
    if not verdict or actor.is_system:
        return verdict
    granted = coached_by(actor, organization).filter(seeker=seeker)
    return allowed() if granted.exists() else refused(NO_ACCESS)


def may_vouch(actor: Actor, organization: Organization, seeker: Seeker) -> Verdict:
    """As to take somebody on, and the person said yes to vouching before."""
    verdict = may_take_on(actor, organization, seeker)
    if not verdict or actor.is_system or agreed_to_vouching(seeker, organization.pk):
        return verdict
    return refused(_("This person did not agree to vouching. Ask them, and write down their yes first."))


def may_accept_credential(actor: Actor, organization: Organization, seeker: Seeker) -> Verdict:
    """As to take somebody on: it stands on what an issuer said, not on the coach's own word."""
    return may_take_on(actor, organization, seeker)


def may_give_card(actor: Actor, organization: Organization, seeker: Seeker) -> Verdict:
    """As to take somebody on."""
    return may_take_on(actor, organization, seeker)


def may_release(actor: Actor, caseload: Caseload) -> Verdict:
    """A writing member of the onramp."""
    return writes_for_onramp(actor, caseload.organization)


def visible_caseloads(actor: Actor) -> QuerySet[Caseload]:
    """Open caseloads of the actor's onramps."""
    here = Caseload.objects.filter(organization__community_id=actor.community_id, ended_at__isnull=True)
    return here if actor.is_system else here.filter(organization_id__in=actor.organizations("onramp"))


def coached_by(actor: Actor, organization: Organization) -> QuerySet[Grant]:
    """Open grants of people who let an onramp of the actor's see them for coaching."""
    grants = live_grants(actor, Purpose.COACHING).filter(organization=organization)
    is_onramp = organization.pk in actor.organizations("onramp")
    return grants.exclude(seeker__state__in=OUT_OF_SIGHT) if is_onramp else grants.none()
