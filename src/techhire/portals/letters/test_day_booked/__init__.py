"""To somebody who is on the list of a test day: when, where, and what to bring."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import PersonListed
from techhire.plays.assessments.queries.test_day_letters import booking_letter
from techhire.portals.letters.expected import write_about_day


@reacts_to(PersonListed)
def write_to_person(step: Step) -> Done:
    """Write while the day is to come; who came in by the door on the day needs no letter."""
    letter = booking_letter(step.data["check_in_id"], step.now)
    if letter is not None:
        write_about_day(step.fact_id, letter, lambda: _("When and where to come"), "test_day_booked")
    return Done()
