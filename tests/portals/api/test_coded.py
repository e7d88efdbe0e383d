"""Skills named by their codes: one look for all lines of a request, the community's own among them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import skills_coded
from techhire.plays.seekers.queries import skill_coded
from tests.factories.skills import own_skill

Call = Callable[..., Any]
PLACES = ("requirements", "postings", "people-searches", "plans", "teaches", "own-roles")
CODES = ("desk-support", "networking", "barge")


@pytest.fixture
def barge(world: Any) -> Skill:
    return own_skill(world.community, code="barge", name="Barge radio")


def sent(place: str, world: Any, codes: tuple[str, ...]) -> tuple[str, str, str, dict[str, Any]]:
    """Who asks, the method, the address and the body of a request that names these skills."""
    lines = [{"skill": code, "level": 2} for code in codes]
    plan = [
        {"skill": code, "kind": "test", "number": "1", "enough": 2, "stage": "before_yes"} for code in codes
    ]
    posting, owner = world.posting.identifier, world.employer.slug
    role = {"name": "Deck", "about": "Helps.", "asks": lines}
    return {
        "requirements": ("hiring_manager", "PUT", f"postings/{posting}/requirements", {"lines": lines}),
        "postings": (
            "hiring_manager", "POST", f"employers/{owner}/postings", {"title": "Deck", "lines": lines}
        ),
        "people-searches": (
            "hiring_manager", "POST", f"employers/{owner}/people-searches", {"skills": lines}
        ),
        "plans": ("hiring_manager", "PUT", f"postings/{posting}/plans/{owner}", {"steps": plan}),
        "teaches": ("trainer", "PUT", f"own-programs/{world.program.pk}/teaches", {"lines": lines}),
        "own-roles": ("convener", "POST", "own-roles", role),
    }[place]  # fmt: skip


def looks_by_code(captured: CaptureQueriesContext) -> int:
    return sum(
        'FROM "skills_skill"' in said["sql"] and '"code" ' in said["sql"].partition("WHERE")[2]
        for said in captured.captured_queries
    )


@pytest.mark.parametrize("place", PLACES)
def test_all_lines_are_looked_up_at_once_with_the_communitys_own_skill(
    place: str, world: Any, calls: Call, barge: Skill, request: pytest.FixtureRequest
) -> None:
    who, method, address, body = sent(place, world, CODES)
    caller = calls(request.getfixturevalue(who))
    with CaptureQueriesContext(connection) as captured:
        answer = caller(method, address, body)
    assert looks_by_code(captured) == 1
    assert "We do not know this skill" not in answer.content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_the_one_that_is_not_known_is_named(
    place: str, world: Any, calls: Call, elsewhere: Community, request: pytest.FixtureRequest
) -> None:
    own_skill(elsewhere, code="secret", name="Secret")
    who, method, address, body = sent(place, world, ("desk-support", "secret"))
    answer = calls(request.getfixturevalue(who))(method, address, body)
    assert answer.status_code in {400, 409, 422}, answer.content
    assert "We do not know this skill: secret." in answer.content.decode()


def test_the_shared_skill_comes_before_an_own_one_of_the_same_code(
    world: Any, barge: Skill, person: Actor, stranger: Actor
) -> None:
    shared = Skill.objects.get(code="networking")
    own = Skill.objects.create(
        framework=barge.framework, code="networking", name="Ours", changed_at=shared.changed_at
    )
    assert own.framework_id != shared.framework_id
    found = skills_coded(world.community.pk, ["networking", "barge", "none"])
    assert found == {"networking": shared, "barge": barge}
    assert skill_coded(person, "barge") == barge and skill_coded(stranger, "barge") is None
    assert skills_coded(None, CODES).keys() == {"desk-support", "networking"}
