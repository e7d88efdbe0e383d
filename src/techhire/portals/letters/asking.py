"""Writing to whoever asked for a live check: with a link to where it stands, and nobody's name."""

from typing import TYPE_CHECKING

from django.urls import reverse

from techhire.commons.communities.queries import writer_to_write_to
from techhire.plays.matches.queries.live import asked_for
from techhire.portals.letters.sending import address_in, send_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from techhire.commons.ledger.registry import Step
    from techhire.plays.assessments.models import LiveCheck


def write_to_who_asked(step: "Step", check: "LiveCheck", subject: "Callable[[], str]", template: str) -> None:
    """One letter to the one who asked, or to everybody who may act where that one is gone.

    An employer's link says the made-up name of its posting; an onramp's leads to its people, without a code.
    """
    community = check.seeker.community
    asked = asked_for(check)
    path = (
        reverse("employer:live", args=[asked.identifier, asked.pseudonym])
        if asked
        else reverse("onramp:home")
    )
    shown = {
        "community": community,
        "title": asked.title if asked else "",
        "link": address_in(community, path),
    }
    for address, language in writer_to_write_to(check.organization, check.asked_by_id):
        send_letter(step.fact_id, address, language, subject, template, shown)
