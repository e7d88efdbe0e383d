"""To somebody who need not come to a test day: it was called off, or staff took them off the list."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.facts import PersonUnlisted, TestDayCalledOff
from techhire.plays.assessments.queries.test_day_letters import taken_off_letter
from techhire.plays.assessments.words import TestDayState
from techhire.portals.letters.expected import write_about_day, write_to_the_list


@reacts_to(TestDayCalledOff)
def write_to_people(step: Step) -> Done | More:
    """Say that it does not take place, some people a step."""
    return write_to_the_list(step, TestDayState.CALLED_OFF, _need_not_come, "test_day_off")


@reacts_to(PersonUnlisted)
def write_to_person(step: Step) -> Done:
    """Say that they are not on the list any more, unless they took themself off."""
    seeker_id = step.data["seeker_id"]
    letter = taken_off_letter(step.data["test_day_id"], seeker_id, step.actor_id, step.now)
    if letter is not None:
        write_about_day(step.fact_id, letter, _need_not_come, "test_day_off")
    return Done()


def _need_not_come() -> str:
    return _("You need not come")
