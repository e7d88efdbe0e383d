"""A person's program, and their coach's, says until when a skill was used; nobody else's does."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.models import SkillUse
from tests.cases import in_one_world
from tests.factories.matches import NOW

Call = Callable[..., Any]
MINE = "me/uses/desk-support"


def test_a_use_is_said_and_taken_back(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    told = caller("PUT", MINE, {"where": "work", "until": "2024-05"}).json()["uses"]
    assert [(row["until"], row["still"], row["counts"]) for row in told] == [("2024-05-01", False, True)]
    assert told[0]["says"] == "used at work until May 2024, their own word"
    assert caller("PUT", MINE, {"where": "home"}).json()["uses"][0]["still"] is True
    assert SkillUse.objects.count() == 1
    year = caller("PUT", MINE, {"where": "work", "until": "2024"}).json()["uses"][0]
    assert (year["until"], year["year_only"]) == ("2024-01-01", True)
    assert year["says"] == "used at work until 2024, their own word"
    assert caller("DELETE", MINE).status_code == 204
    assert caller("GET", "me/skills/desk-support").json()["uses"] == []


@pytest.mark.parametrize("body", [{"where": "moon"}, {"where": "work", "until": "2024-13"}, {}])
def test_what_is_not_understood_is_refused(
    body: dict[str, str], world: Any, calls: Call, person: Actor
) -> None:
    assert calls(person)("PUT", MINE, body).status_code == 422
    assert calls(person)("PUT", "me/uses/no-such-skill", {"where": "work"}).status_code == 404


def test_a_coach_says_it_for_somebody_on_the_caseload(world: Any, calls: Call, coach: Actor) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    address = f"onramps/{world.onramp.slug}/people/{world.seeker.code}/uses/desk-support"
    assert calls(coach)("PUT", address, {"where": "unpaid"}).json()["uses"][0]["where"] == "unpaid"
    assert calls(coach)("DELETE", address).status_code == 204
    assert not SkillUse.objects.exists()


@in_one_world("role", ["hiring_manager", "trainer", "helper", "convener", "person"])
def test_others_say_it_for_nobody(
    role: str, world: Any, calls: Call, coach: Actor, request: pytest.FixtureRequest
) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    address = f"onramps/{world.onramp.slug}/people/{world.seeker.code}/uses/desk-support"
    answer = calls(request.getfixturevalue(role))("PUT", address, {"where": "work"})
    assert answer.status_code in {403, 404}
    assert not SkillUse.objects.exists()
