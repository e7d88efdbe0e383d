"""To somebody whose interview was rated: they can read it, and may be asked whether it stands on their record."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import InterviewFinished
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(InterviewFinished)
def write_to_person(step: Step) -> Done:
    """Say that there is something to read, without who interviewed them or how it went."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:interview", args=[step.data["interview_id"]]))
        shown = {"community": letter.community, "link": link, "asks": step.data["needs_agreement"]}
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "interview_finished",
            shown,
        )
    return Done()
