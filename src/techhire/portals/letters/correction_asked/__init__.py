"""To the owners of an organization when somebody says that what it entered is wrong. It names nobody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import owners_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.seekers.facts import DisputeOpened
from techhire.plays.seekers.queries import who_answers
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(DisputeOpened)
def write_to_owners(step: Step) -> Done:
    """Ask for an answer, since nothing counts until there is one."""
    organization = who_answers(step.data["dispute_id"])
    if organization is None:
        return Done()
    link = address_in(organization.community, reverse("account:disputes"))
    for address, language in owners_to_write_to(organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("A correction waits for your answer"),
            "correction_asked",
            {"community": organization.community, "organization": organization, "link": link},
        )
    return Done()
