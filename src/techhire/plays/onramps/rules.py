"""Who may take people on, and let them go."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import live_grants
from techhire.plays.seekers.words import Purpose

NOT_YOURS = _("Only members of this onramp can do that.")


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
    """The person gave the onramp access for coaching first."""
    verdict = writes_for_onramp(actor, organization)
    if not verdict or actor.is_system:
        return verdict
    granted = live_grants(actor, Purpose.COACHING).filter(seeker=seeker, organization=organization)
    return allowed() if granted.exists() else refused(_("This person has not given you access."))


def may_vouch(actor: Actor, organization: Organization, seeker: Seeker) -> Verdict:
    """As to take somebody on."""
    return may_take_on(actor, organization, seeker)


def may_release(actor: Actor, caseload: Caseload) -> Verdict:
    """A writing member of the onramp."""
    return writes_for_onramp(actor, caseload.organization)


def visible_caseloads(actor: Actor) -> QuerySet[Caseload]:
    """Open caseloads of the actor's onramps."""
    here = Caseload.objects.filter(organization__community_id=actor.community_id, ended_at__isnull=True)
    return here if actor.is_system else here.filter(organization_id__in=actor.organizations("onramp"))
