"""How good a test is, for the programs of the civic lead."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment
from tests.factories.quality import NOW, a_test, answered, crowd

Call = Callable[..., Any]


@pytest.fixture
def test(world: Any, system: Actor) -> Assessment:
    test = a_test(world.community, items=tuple(at / 5 - 2 for at in range(21)), title="Desk test")
    for sex in ("woman", "man"):
        crowd(test, world.community, 60, (-0.5, 0.5), sex=sex)
    crowd(test, world.community, 40, (-0.5, 0.5))
    answered(test)
    publish_quality_report(system, test, now=NOW)
    return test


def test_the_civic_lead_reads_what_was_published(calls: Call, convener: Actor, test: Assessment) -> None:
    said = calls(convener)("GET", f"quality/{test.pk}").json()
    assert (said["title"], said["people"], said["counted_on"]) == ("Desk test", 160, "2026-03-02")
    assert 0 < said["exact"]["reliability"] < 1
    assert len(said["questions"]) == 21 and said["questions"][10]["flags"] == []
    sex = next(one for one in said["groups"] if one["by"] == ["sex"])
    rows = {row["group"][0]: row for table in sex["tables"] for row in table["rows"]}
    assert rows["woman"]["people"] == 60 and rows["another"]["people"] is None
    assert said["fairness_says"]


def test_tests_are_listed_in_pages_with_their_answers(
    calls: Call, convener: Actor, test: Assessment, world: Any
) -> None:
    a_test(world.community, title="Young test")
    caller = calls(convener)
    first = caller("GET", "quality?limit=1").json()
    assert [row["id"] for row in first["items"]] == [test.pk]
    second = caller("GET", f"quality?limit=1&cursor={first['next']}").json()
    assert second["items"][0]["counted_on"] is None and second["items"][0]["fairness"] == "unknown"


@pytest.mark.parametrize("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
def test_nobody_else_reads_it(
    calls: Call, request: pytest.FixtureRequest, test: Assessment, who: str
) -> None:
    caller = calls(request.getfixturevalue(who))
    assert caller("GET", f"quality/{test.pk}").status_code == 404
    assert caller("GET", "quality").json()["items"] == []


def test_a_test_without_figures_is_not_there(calls: Call, convener: Actor, world: Any) -> None:
    test = a_test(world.community)
    assert calls(convener)("GET", f"quality/{test.pk}").status_code == 404
    assert calls(convener)("GET", "quality/99999999").status_code == 404


def test_another_communitys_civic_lead_reads_nothing(calls: Call, stranger: Actor, test: Assessment) -> None:
    assert calls(stranger).below("/c/north")("GET", f"quality/{test.pk}").status_code == 404
