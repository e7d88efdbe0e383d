"""The whole job asked another way: a lower level or a shorter list, and how many would fit it so."""

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.disclosure_control import share_count
from techhire.plays.matches.queries import Wanted, Way, public_counts, requirement_impact
from techhire.plays.matches.queries.ways import ways_shown
from tests.factories.matches import a_posting, a_skill, found_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills(db: None) -> list[Skill]:
    return [a_skill(f"Skill {letter}") for letter in "ABCDEFG"]


def told(ways: tuple[Way, ...]) -> dict[tuple[int | None, int], int | None]:
    return {(way.most_level, len(way.skills)): way.count.value for way in ways}


def both(
    community: Community, actor: Actor, employer: Organization, asks: dict[Skill, int]
) -> list[tuple[Way, ...]]:
    """What the employer and everybody is told."""
    counts = public_counts(community, [Wanted(skill.pk, level) for skill, level in asks.items()])
    assert counts is not None
    return [requirement_impact(actor, a_posting(employer, asks)).ways, counts.ways]


def test_entry_level_and_the_commonest_essentials_are_counted_as_the_job_so_changed(
    community: Community, hiring_manager: Actor, employer: Organization, skills: list[Skill]
) -> None:
    """Fifteen show all seven at level 2, twenty more only four of them: the job asks for level 5 in all."""
    for _unused in range(15):
        found_person(community, dict.fromkeys(skills, 2))
    for _unused in range(20):
        found_person(community, dict.fromkeys(skills[3:], 2))
    for ways in both(community, hiring_manager, employer, dict.fromkeys(skills, 5)):
        assert told(ways) == {(2, 0): 15, (2, 5): 15, (2, 4): 35, (2, 3): 35}
        shorter = next(way for way in ways if len(way.skills) == 4)
        assert set(shorter.skills) == {skill.pk for skill in skills[3:]}


def test_where_nothing_helps_every_way_is_told_without_a_count(
    community: Community, hiring_manager: Actor, employer: Organization, skills: list[Skill]
) -> None:
    for _unused in range(9):
        found_person(community, dict.fromkeys(skills, 2))
    for ways in both(community, hiring_manager, employer, dict.fromkeys(skills, 5)):
        assert len(ways) == 8 and set(told(ways).values()) == {None}


def test_a_job_of_three_essentials_at_entry_level_has_no_shorter_list(
    community: Community, hiring_manager: Actor, employer: Organization, skills: list[Skill]
) -> None:
    for ways in both(community, hiring_manager, employer, dict.fromkeys(skills[:3], 2)):
        assert told(ways) == {(None, 0): None}


def test_where_enough_fit_only_what_brings_more_is_told() -> None:
    tried = [(None, (), 21), (2, (), 40)]
    assert told(ways_shown(tried, share_count(20))) == {(2, 0): 40}
    assert ways_shown(tried[:1], share_count(20)) == ()


def test_no_way_asks_for_what_the_job_or_another_way_asks_for(
    community: Community, hiring_manager: Actor, employer: Organization, skills: list[Skill]
) -> None:
    for level, expected in {1: [], 2: [None], 3: [None], 4: [None, 2]}.items():
        for ways in both(community, hiring_manager, employer, dict.fromkeys(skills[:3], level)):
            assert [way.most_level for way in ways] == expected
