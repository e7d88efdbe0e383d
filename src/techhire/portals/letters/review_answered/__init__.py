"""To somebody whose request to be read was answered. It names no employer, job or answer: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import ReviewAnswered
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ReviewAnswered)
def write_to_person(step: Step) -> Done:
    """Say that there is news, where the person has an address of their own."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:reviews"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "review_answered",
            {"community": letter.community, "link": link},
        )
    return Done()
