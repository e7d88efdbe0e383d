"""To somebody who is on the list of a test day that begins within a day."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import TestDayNear
from techhire.plays.assessments.queries.test_day_letters import booking_letter
from techhire.portals.letters.expected import write_about_day


@reacts_to(TestDayNear)
def write_to_person(step: Step) -> Done:
    """Remind them, while they are on the list and the day stands."""
    letter = booking_letter(step.data["check_in_id"], step.now)
    if letter is not None:
        write_about_day(
            step.fact_id, letter, lambda: _("A reminder: when and where to come"), "test_day_near"
        )
    return Done()
