"""How good a test is, for the programs of the civic lead."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_judged_quality, publish_quality_report
from techhire.plays.assessments.models import Assessment, Rubric
from tests.cases import in_one_world
from tests.factories.judging import a_rubric, judged_crowd, read_by_two
from tests.factories.people import AccountFactory
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


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
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


@pytest.fixture
def rubric(onramp: Organization, system: Actor) -> Rubric:
    made = a_rubric(onramp)
    for sex, levels in (("woman", (2.0, 3.0)), ("man", (3.0, 3.0, 2.0))):
        judged_crowd(made, 60, levels, sex=sex)
    read_by_two(judged_crowd(made, 40, (1.0, 2.0, 3.0))[:12], AccountFactory(), AccountFactory())
    publish_judged_quality(system, made, now=NOW)
    return made


def test_judged_work_is_read_with_agreement_and_rates(calls: Call, convener: Actor, rubric: Rubric) -> None:
    caller = calls(convener)
    [listed] = caller("GET", "quality/judged").json()["items"]
    assert (listed["id"], listed["kind"], listed["agreement"]) == (rubric.pk, "work_sample", "good")
    said = caller("GET", f"quality/judged/{rubric.pk}").json()
    assert (said["people"], said["counted_on"], said["exact"]["pairs"]) == (160, "2026-03-02", 12)
    assert said["exact"]["kappa"] == 1.0 and said["agreement_says"] and said["fairness_says"]
    sex = next(one for one in said["groups"] if one["by"] == ["sex"])
    rows = {row["group"][0]: row for table in sex["tables"] for row in table["rows"] if table["level"] == 3}
    assert (rows["woman"]["people"], rows["woman"]["reached"], rows["woman"]["method"]) == (60, 30, "fisher")
    assert rows["another"]["people"] is None and sex["dif"] == []


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
def test_nobody_else_reads_how_work_is_judged(
    calls: Call, request: pytest.FixtureRequest, rubric: Rubric, who: str
) -> None:
    caller = calls(request.getfixturevalue(who))
    assert caller("GET", f"quality/judged/{rubric.pk}").status_code == 404
    assert caller("GET", "quality/judged").json()["items"] == []


def test_judged_work_without_figures_or_of_elsewhere_is_not_there(
    calls: Call, convener: Actor, stranger: Actor, onramp: Organization, rubric: Rubric
) -> None:
    assert calls(convener)("GET", f"quality/judged/{a_rubric(onramp).pk}").status_code == 404
    assert calls(convener)("GET", "quality/judged/99999999").status_code == 404
    assert calls(stranger).below("/c/north")("GET", f"quality/judged/{rubric.pk}").status_code == 404
