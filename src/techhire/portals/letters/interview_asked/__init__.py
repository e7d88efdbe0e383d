"""To somebody who is asked to be rated in an interview: nothing is rated before they say yes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import InterviewOpened
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(InterviewOpened)
def write_to_person(step: Step) -> Done:
    """Say that there is a question to answer, without who asks or about what."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:interview", args=[step.data["interview_id"]]))
        shown = {"community": letter.community, "link": link}
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "interview_asked",
            shown,
        )
    return Done()
