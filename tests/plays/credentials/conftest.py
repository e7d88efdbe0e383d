"""A person who passed a supervised test, and everybody who may or may not touch the badge for it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.models import Credential
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.credentials import badge_for, earned
from tests.factories.matches import a_skill
from tests.factories.people import AccountFactory
from tests.factories.seekers import access, seeker_behind

ROLES = [
    "person",
    "other_person",
    "coach",
    "coach_without_grant",
    "trainer",
    "hiring_manager",
    "helper",
    "convener",
    "convener_owner",
    "convener_reader",
    "rival",
    "stranger",
    "visitor",
]


@pytest.fixture
def on_the_web() -> Iterator[None]:
    """The site has an https address of its own."""
    with override_settings(PUBLIC_URL="https://jobs.example.org"):
        yield


@pytest.fixture
def python(db: None) -> Skill:
    return a_skill("Python", name_es="Python", definition="Writes small programs.", half_life_years=6)


@pytest.fixture
def dana(person: Actor, onramp: Organization) -> Seeker:
    """Somebody with an account, coached by the onramp."""
    seeker = seeker_behind(person)
    access(seeker, onramp, "coaching")
    return seeker


@pytest.fixture
def test_passed(dana: Seeker, python: Skill) -> Evidence:
    """A supervised test at level 3."""
    return earned(dana, python)


@pytest.fixture
def badge(dana: Seeker, python: Skill) -> Credential:
    """Dana's badge for level 3."""
    return badge_for(dana, python)


@pytest.fixture
def other_person(community: Community) -> Actor:
    """Another job seeker, with a record."""
    actor = actor_for(AccountFactory(), community)
    seeker_behind(actor, "Ana Other")
    return actor


@pytest.fixture
def coach_without_grant(community: Community, as_member: Callable[..., Actor]) -> Actor:
    """A member of an onramp Dana never let in."""
    return as_member(OrganizationFactory(community=community, kinds=["onramp"]))


@pytest.fixture
def convener_owner(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    """An owner of the civic lead."""
    return as_member(civic, "owner")


@pytest.fixture
def convener_reader(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Somebody who may only read for the civic lead."""
    return as_member(civic, "reader")


@pytest.fixture
def role(request: pytest.FixtureRequest) -> Callable[[str], Actor]:
    """``role("coach")`` is the actor of that name."""
    return request.getfixturevalue
