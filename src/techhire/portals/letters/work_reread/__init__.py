"""To somebody whose work was read once more because they disputed the result. It never says what came of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import WorkReread
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(WorkReread)
def write_to_person(step: Step) -> Done:
    """Say that the fresh reading is in, where the person has an address of their own."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:work", args=[step.data["submission_id"]]))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("Your work was read once more"),
            "work_reread",
            {"community": letter.community, "link": link},
        )
    return Done()
