"""A person with a record, skills to show, and everybody who may or may not touch it."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.models import Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import access, seeker_behind
from tests.factories.skills import SkillFactory


@pytest.fixture
def python(db: None) -> Skill:
    return SkillFactory(name="Python", half_life_years=6)


@pytest.fixture
def sql(db: None) -> Skill:
    return SkillFactory(name="SQL", half_life_years=12)


@pytest.fixture
def dana(person: Actor) -> Seeker:
    """Somebody with an account and an empty record."""
    return seeker_behind(person)


@pytest.fixture
def coached(dana: Seeker, onramp: Organization) -> Seeker:
    """Dana, after letting the onramp in."""
    access(dana, onramp, "coaching")
    return dana


@pytest.fixture
def trained(dana: Seeker, provider: Organization) -> Seeker:
    """Dana, after letting the provider in."""
    access(dana, provider, "training")
    return dana


ROLES = [
    "person",
    "coach",
    "trainer",
    "hiring_manager",
    "helper",
    "convener",
    "rival",
    "stranger",
    "visitor",
    "onramp_reader",
    "other_coach",
]


@pytest.fixture
def onramp_reader(onramp: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Somebody who may look at what the onramp sees, and no more."""
    return as_member(onramp, "reader")


@pytest.fixture
def other_coach(community: Community, as_member: Callable[..., Actor]) -> Actor:
    """A member of an onramp nobody here let in."""
    return as_member(OrganizationFactory(community=community, kinds=["onramp"]))


@pytest.fixture
def role(request: pytest.FixtureRequest) -> Callable[[str], Actor]:
    """``role("coach")`` is the actor of that name."""
    return request.getfixturevalue
