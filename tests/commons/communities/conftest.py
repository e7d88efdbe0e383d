"""Everybody a rule may meet, by the word a test calls them by."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor

EVERYBODY = (
    "owner",
    "member",
    "reader",
    "rival",
    "convener",
    "trainer",
    "coach",
    "helper",
    "person",
    "visitor",
    "stranger",
    "system",
)


@pytest.fixture
def owner(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(employer, "owner")


@pytest.fixture
def member(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(employer, "member")


@pytest.fixture
def reader(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(employer, "reader")


@pytest.fixture
def everybody(request: pytest.FixtureRequest) -> dict[str, Actor]:
    """One actor of every kind, by its word."""
    return {word: request.getfixturevalue(word) for word in EVERYBODY}


@pytest.fixture
def who_may(everybody: dict[str, Actor]) -> Callable[[Callable[[Actor], object]], set[str]]:
    """``who_may(lambda actor: may_x(actor, thing))`` is the set of words of those who may."""
    return lambda rule: {word for word, actor in everybody.items() if rule(actor)}
