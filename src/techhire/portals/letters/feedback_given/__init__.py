"""To somebody about whom an employer said something. It names nobody and no skill: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.seekers.facts import FeedbackGiven
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(FeedbackGiven)
def write_to_person(step: Step) -> Done:
    """Ask them to read it, where they have an address of their own; else their coach reads it out."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:said"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "feedback_given",
            {"community": letter.community, "link": link},
        )
    return Done()
