"""To somebody who erased a record that a law keeps: it is out of sight, until when it stays sealed, and why."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.seekers.facts import SeekerSealed
from techhire.plays.seekers.queries import hold_behind, sealed_letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(SeekerSealed)
def write_to_person(step: Step) -> Done:
    """Write where the person still has an address of their own; the page they pressed the button on said the same."""
    letter = sealed_letter_to(step.data["seeker_id"])
    if letter is None:
        return Done()
    hold = hold_behind(step.data["seeker_id"], letter.community.day_of(step.now))
    if hold is not None:
        link = address_in(letter.community, reverse("public:privacy"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("Your record is out of sight"),
            "record_sealed",
            {"community": letter.community, "hold": hold, "link": link},
        )
    return Done()
