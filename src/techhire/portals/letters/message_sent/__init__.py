"""To somebody an employer wrote to through the site. It names no employer, job or word: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import MessageSent
from techhire.plays.matches.queries.messages import message_waiting
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(MessageSent)
def write_to_person(step: Step) -> Done:
    """Say that somebody wrote, while that waits and where the person has an address of their own."""
    message = message_waiting(step.data["message_id"])
    letter = letter_to(message.seeker_id) if message else None
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:messages"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("Somebody wrote to you"),
            "message_sent",
            {"community": letter.community, "link": link},
        )
    return Done()
