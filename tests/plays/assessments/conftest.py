"""People and tests of one community: a person with an account, an onramp, and a private test of a skill."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessment, TestDay
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test, a_test_day
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind
from tests.factories.skills import SkillFactory


@pytest.fixture
def dana(person: Actor) -> Seeker:
    """Somebody who looks for work, with an account of their own."""
    return seeker_behind(person)


@pytest.fixture
def skill(db: None) -> Skill:
    return SkillFactory(name="Networking")


@pytest.fixture
def practice(skill: Skill) -> Assessment:
    """A practice test all communities share."""
    return a_test(a_bank(skill=skill), seconds=1800)


@pytest.fixture
def private(community: Community, skill: Skill) -> Assessment:
    """A test of the community's own, calibrated, half an hour."""
    return a_test(a_bank(community, skill), seconds=1800)


@pytest.fixture
def day(onramp: Organization, private: Assessment) -> TestDay:
    """A test day of the onramp, check-in open."""
    return a_test_day(onramp, private)


ROLES = {
    "person": "person",
    "employer": "hiring_manager",
    "provider": "trainer",
    "onramp": "coach",
    "support": "helper",
    "civic lead": "convener",
    "other employer": "rival",
    "stranger": "stranger",
    "visitor": "visitor",
}


@pytest.fixture
def everybody(
    request: pytest.FixtureRequest, onramp: Organization, as_member: Callable[..., Actor]
) -> dict[str, Actor]:
    """Every role there is, by name."""
    here = {role: request.getfixturevalue(name) for role, name in ROLES.items()}
    more = {f"onramp {role}": as_member(onramp, role) for role in ("reader", "owner")}
    return here | more | {"other person": actor_for(AccountFactory(), onramp.community)}
