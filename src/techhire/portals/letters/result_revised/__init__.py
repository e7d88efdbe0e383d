"""To somebody whose result was scored again, where it says something else now. The letter does not say what."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import ResultRevised
from techhire.plays.assessments.words import Revised
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ResultRevised)
def write_to_person(step: Step) -> Done:
    """Say that a question was wrong and that their result changed; a result that says the same needs no letter."""
    letter = letter_to(step.data["seeker_id"]) if step.data["change"] != Revised.SAME else None
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:result", args=[step.data["sitting_id"]]))
        shown = {"community": letter.community, "link": link, "gone": step.data["change"] == Revised.GONE}
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("One of your test results was corrected"),
            "result_revised",
            shown,
        )
    return Done()
