"""People and places every test may use: members of one employer, others beside and outside it, and a job."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache as cache_of

import pytest
from hypothesis import HealthCheck, settings

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.bridge import publishing
from techhire.plays.marketplace.models import Posting
from tests.cases import forget
from tests.factories.communities import CommunityFactory, OrganizationFactory, seat
from tests.factories.matches import a_posting, a_skill
from tests.factories.people import AccountFactory

settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # The same examples every time in CI; new ones on every developer's machine.
    derandomize="CI" in os.environ,
)
settings.load_profile("house")
gc.disable()  # What is imported and collected stays to the end: nothing to look for until the first test.

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def pytest_collection_finish() -> None:
    """Thousands of modules and tests are set aside once, so that no later search for garbage walks through them."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    """What a process keeps between requests must not travel between tests."""
    forget()


@pytest.fixture(scope="session", autouse=True)
def sums_done_once() -> Iterator[None]:
    """The same made-up crowds are published in a hundred tests: what their figures give away is worked out once."""
    known = cache_of(publishing.told_apart)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "told_apart", lambda facts, small: known(tuple(facts), tuple(small)))
        yield


@pytest.fixture
def now() -> datetime:
    """The moment every test lives in, unless it says otherwise."""
    return NOW


@pytest.fixture
def community(db: None) -> Community:
    """The default community."""
    return CommunityFactory(slug="river", name="River City TechHire", is_default=True)


@pytest.fixture
def elsewhere(db: None) -> Community:
    """A second community on the same installation, which must never see the first one's people."""
    return CommunityFactory(slug="north", name="Northgate TechHire")


@pytest.fixture
def as_member(community: Community) -> Callable[..., Actor]:
    """``as_member(organization, "owner")`` makes an account with that seat and returns its actor."""

    def make(organization: Organization, role: str = "member", account: Account | None = None) -> Actor:
        account = account or AccountFactory()
        seat(account, organization, role)
        return actor_for(account, organization.community)

    return make


def _organization(kind: str) -> Callable[[Community], Organization]:
    @pytest.fixture(name=kind)
    def make(community: Community) -> Organization:
        return OrganizationFactory(community=community, kinds=[kind])

    return make


employer = _organization("employer")
provider = _organization("provider")
onramp = _organization("onramp")
support = _organization("support")
civic = _organization("civic")


@pytest.fixture
def convener(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    """A member of the civic lead."""
    return as_member(civic)


@pytest.fixture
def hiring_manager(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    """A member of the employer."""
    return as_member(employer)


@pytest.fixture
def trainer(provider: Organization, as_member: Callable[..., Actor]) -> Actor:
    """A member of the training provider."""
    return as_member(provider)


@pytest.fixture
def coach(onramp: Organization, as_member: Callable[..., Actor]) -> Actor:
    """A member of the onramp."""
    return as_member(onramp)


@pytest.fixture
def helper(support: Organization, as_member: Callable[..., Actor]) -> Actor:
    """A member of the support partner."""
    return as_member(support)


@pytest.fixture
def rival(community: Community, as_member: Callable[..., Actor]) -> Actor:
    """An owner of another employer in the same community."""
    return as_member(OrganizationFactory(community=community, kinds=["employer"]), "owner")


@pytest.fixture
def stranger(elsewhere: Community, as_member: Callable[..., Actor]) -> Actor:
    """An owner of everything in another community."""
    kinds = ["employer", "provider", "onramp", "support", "civic"]
    return as_member(OrganizationFactory(community=elsewhere, kinds=kinds), "owner")


@pytest.fixture
def person(community: Community) -> Actor:
    """Somebody signed in without a seat anywhere: a job seeker."""
    return actor_for(AccountFactory(), community)


@pytest.fixture
def visitor(community: Community) -> Actor:
    """Nobody in particular."""
    return actor_for(None, community)


@pytest.fixture
def system(community: Community) -> Actor:
    """The product itself."""
    return Actor.system(community.pk)


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling", name_es="Manejo de tickets")


@pytest.fixture
def networks(db: None) -> Skill:
    return a_skill("Home networks", name_es="Redes del hogar")


@pytest.fixture
def posting(employer: Organization, tickets: Skill, networks: Skill) -> Posting:
    """Published: tickets at level 2 and networks at level 2, both essential."""
    return a_posting(employer, {tickets: 2, networks: 2})
