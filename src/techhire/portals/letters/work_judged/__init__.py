"""To somebody whose work was judged. It never says how: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import WorkJudged
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(WorkJudged)
def write_to_person(step: Step) -> Done:
    """Say that the result is here, where the person has an address of their own."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:work", args=[step.data["submission_id"]]))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("Your result is here"),
            "work_judged",
            {"community": letter.community, "link": link},
        )
    return Done()
