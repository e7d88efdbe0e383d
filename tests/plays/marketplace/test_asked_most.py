"""Which skills open jobs ask for most: from what anybody may read, on day one, most first."""

from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.queries import asked_most
from tests.factories.matches import a_posting, a_skill, add_line


@pytest.fixture
def skills(db: None) -> list[Skill]:
    return [a_skill(name) for name in ("Tickets", "Networks", "Cabling")]


def told(community: Community, most: int = 9) -> list[tuple[str, int]]:
    return [(row.skill.name, row.jobs) for row in asked_most(community, most)]


def test_open_jobs_are_counted_skill_by_skill(
    community: Community, employer: Organization, skills: list[Skill], django_assert_num_queries: Any
) -> None:
    tickets, networks, cabling = skills
    a_posting(employer, {tickets: 2, networks: 1})
    a_posting(employer, {networks: 3, cabling: 1})
    a_posting(employer, {networks: 2, tickets: 2})
    with django_assert_num_queries(2):
        assert told(community) == [("Networks", 3), ("Tickets", 2), ("Cabling", 1)]
    assert told(community, 2) == [("Networks", 3), ("Tickets", 2)]


def test_drafts_and_what_is_learned_on_the_job_do_not_count(
    community: Community, employer: Organization, skills: list[Skill]
) -> None:
    tickets, networks, _cabling = skills
    a_posting(employer, {tickets: 2}, state="draft", published_at=None)
    a_posting(employer, {tickets: 2}, state="paused")
    add_line(a_posting(employer, {}), networks, 2, when="learned")
    assert told(community) == []


def test_employers_that_left_and_other_communities_do_not_count(
    community: Community, employer: Organization, skills: list[Skill]
) -> None:
    a_posting(employer, {skills[0]: 2})
    Organization.objects.filter(pk=employer.pk).update(state="paused")
    assert told(community) == []
    Organization.objects.filter(pk=employer.pk).update(state="active")
    assert told(Community(pk=community.pk + 1)) == []
