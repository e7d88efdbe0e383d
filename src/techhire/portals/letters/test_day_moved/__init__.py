"""To everybody on the list of a test day whose time or place is another one now."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.facts import TestDayMoved
from techhire.plays.assessments.words import TestDayState
from techhire.portals.letters.expected import write_to_the_list


@reacts_to(TestDayMoved)
def write_to_people(step: Step) -> Done | More:
    """Say when and where it is now, some people a step."""
    return write_to_the_list(step, TestDayState.PLANNED, lambda: _("Another time or place"), "test_day_moved")
