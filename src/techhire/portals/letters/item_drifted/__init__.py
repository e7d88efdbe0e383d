"""To the civic lead when people answer a test question differently lately. It says no word of the question."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import ItemDrifted
from techhire.plays.assessments.queries.drift import civic_leads_of, item_that_drifts
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ItemDrifted)
def write_to_civic_lead(step: Step) -> Done:
    """Say whether it was taken out already, or waits for a look."""
    item = item_that_drifts(step.data["item_id"])
    community = item.bank.community if item is not None else None
    if item is None or community is None:
        return Done()
    shown = {
        "community": community,
        "item": item,
        "pulled": step.data["pulled"],
        "easier": step.data["shift"] < 0,
        "link": address_in(community, reverse("convener:item", args=[item.pk])),
    }
    for organization in civic_leads_of(community):
        for address, language in writers_to_write_to(organization):
            send_letter(
                step.fact_id,
                address,
                language,
                lambda: _("A test question is answered differently than before"),
                "item_drifted",
                shown,
            )
    return Done()
