"""Ten people who show one skill, and an employer who searches for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.queries import PeopleFound, Sought
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, found_person

Search = Callable[..., PeopleFound]


@pytest.fixture
def ten(community: Community, tickets: Skill) -> list[Seeker]:
    """As many people as it takes before any card is shown, equal in tickets."""
    return [found_person(community, {tickets: 3}) for _unused in range(10)]


@pytest.fixture
def search(hiring_manager: Actor, employer: Organization, tickets: Skill) -> Search:
    """The hiring manager searches, for tickets at level 2 unless other lines are given."""

    def find(
        *lines: Sought, by: Actor | None = None, of: Organization | None = None, later: int = 0
    ) -> PeopleFound:
        wanted = lines or (Sought(tickets.pk, 2),)
        moment = NOW + timedelta(hours=later)
        return search_people(by or hiring_manager, of or employer, lines=wanted, now=moment)

    return find
