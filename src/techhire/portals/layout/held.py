"""Everything kept about a person's search for work, put together from every part that keeps some of it."""

from typing import TYPE_CHECKING, Any

from techhire.plays.assessments.queries.sittings import held_tests
from techhire.plays.assessments.queries.works import works_held
from techhire.plays.credentials.queries.badges import held_badges
from techhire.plays.matches.queries import reviews_held
from techhire.plays.matches.queries.held import answers_held
from techhire.plays.matches.queries.messages import messages_held
from techhire.plays.onramps.queries.held import coaching_held
from techhire.plays.providers.queries.held import places_held
from techhire.plays.seekers.queries import download_everything

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.seekers.models import Seeker


def everything_held(actor: "Actor", seeker: "Seeker") -> dict[str, Any]:
    """Every row about the person, by what it is; each part asks whether the actor may read it."""
    held = download_everything(actor, seeker) | works_held(actor, seeker) | held_badges(actor, seeker)
    held |= held_tests(actor, seeker) | answers_held(actor, seeker)
    held["courses"] = places_held(actor, seeker)
    held["coaching"] = coaching_held(actor, seeker)
    held["asked_to_be_read"] = reviews_held(actor, seeker)
    held["messages_from_employers"] = messages_held(actor, seeker)
    return held
