"""A bank of the community, two people who write for its civic lead, and everybody else who might knock."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Verdict
from techhire.commons.skills.models import Skill
from techhire.plays.assessments import rules
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.models import ItemBank
from techhire.plays.assessments.queries.wording import Wording
from tests.factories.skills import small_starter

ROLES = (
    "convener",
    "civic_owner",
    "civic_reader",
    "hiring_manager",
    "trainer",
    "coach",
    "helper",
    "rival",
    "stranger",
    "person",
    "visitor",
    "system",
)


@pytest.fixture
def sql(db: None) -> Skill:
    small_starter()
    return Skill.objects.get(code="sql")


@pytest.fixture
def verdict(request: pytest.FixtureRequest) -> Callable[[str, str, Any], Verdict]:
    """What a rule says to somebody of a role about a thing."""
    return lambda role, rule, thing: getattr(rules, rule)(request.getfixturevalue(role), thing)


@pytest.fixture
def author(convener: Actor) -> Actor:
    """Writes items."""
    return convener


@pytest.fixture
def colleague(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Another writing member of the same civic lead."""
    return as_member(civic)


@pytest.fixture
def civic_owner(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(civic, "owner")


@pytest.fixture
def civic_reader(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(civic, "reader")


@pytest.fixture
def bank(author: Actor, sql: Skill, community: Community, now: datetime) -> ItemBank:
    return create_bank(author, sql, title="SQL at work", now=now)


def said(prompt: str = "Which word reads rows?", *choices: str, why: str = "It reads.") -> dict[str, Any]:
    """What an item says in one language, its choices called a, b, c ..."""
    texts = choices or ("SELECT", "DELETE", "INSERT")
    listed = [{"id": chr(97 + place), "text": text} for place, text in enumerate(texts)]
    return {"prompt": prompt, "rationale": why, "choices": listed}


def single(**more: Any) -> Wording:
    """A question with three choices in both languages, the first one right."""
    content = {"en": said(), "es": said("¿Qué palabra lee filas?", why="Lee.")}
    return Wording(
        **({"kind": "single", "level": 2, "content": content, "key": "a", "topic": "reading"} | more)
    )
