"""Writing to people on the list of a test day: no test and no skill is named, only when, where and what to bring."""

from typing import TYPE_CHECKING

from django.urls import reverse

from techhire.commons.ledger.registry import Done, More
from techhire.plays.assessments.queries.test_day_letters import DayLetter, on_the_list
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from techhire.commons.ledger.registry import Step

A_STEP = 20


def write_about_day(fact_id: int, letter: DayLetter, subject: "Callable[[], str]", template: str) -> None:
    """One letter, with a link to the page where the person takes themself off the list."""
    community = letter.to.community
    link = address_in(community, reverse("seeker:tests"))
    shown = {"community": community, "day": letter.day, "link": link}
    send_letter(fact_id, letter.to.address, letter.to.language, subject, template, shown)


def write_to_the_list(step: "Step", state: str, subject: "Callable[[], str]", template: str) -> Done | More:
    """Write to the next people on the list of a day to come, while the day stands as ``state`` says."""
    after = int(step.cursor.get("after", 0))
    rows = on_the_list(step.data["test_day_id"], state, step.now, after, A_STEP)
    for row in rows:
        to = letter_to(row.seeker_id)
        if to is not None:
            write_about_day(step.fact_id, DayLetter(row.day, to), subject, template)
    return More({"after": rows[-1].pk}) if rows else Done()
