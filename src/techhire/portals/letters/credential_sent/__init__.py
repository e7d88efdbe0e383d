"""To the owners of an organization when somebody asks it to look at a credential. It names nobody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import organization_named, owners_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.commons.permits import Actor
from techhire.plays.credentials.facts import OutsideCredentialSent
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(OutsideCredentialSent)
def write_to_owners(step: Step) -> Done:
    """Ask for an answer."""
    organization = organization_named(Actor.system(step.community_id), int(step.data["organization_id"]))
    if organization is None:
        return Done()
    link = address_in(organization.community, reverse("account:outside"))
    for address, language in owners_to_write_to(organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("A credential waits for your answer"),
            "credential_sent",
            {"community": organization.community, "organization": organization, "link": link},
        )
    return Done()
