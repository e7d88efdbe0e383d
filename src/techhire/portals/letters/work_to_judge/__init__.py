"""To an assessor for whom a piece of work waits. It says neither which task nor whose work."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import ReadingAsked
from techhire.plays.assessments.queries.readings import reading_letter
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ReadingAsked)
def write_to_assessor(step: Step) -> Done:
    """Write while it still waits for them."""
    letter = reading_letter(step.data["judgment_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("account:work"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("A piece of work waits for your judgment"),
            "work_to_judge",
            {"community": letter.community, "link": link},
        )
    return Done()
