"""Answers given elsewhere come in at once: they say how good a test is, and are evidence of nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.past_results import PastResult, enter_results
from techhire.plays.assessments.models import Assessment, CutScores, Item, Response, Sitting
from techhire.plays.assessments.queries.counted import counted, questions_of
from techhire.plays.assessments.queries.quality import own_tests
from techhire.plays.assessments.rules.quality import may_enter_results
from techhire.plays.seekers.models import Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.quality import NOW, a_test, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def test(community: Community) -> Assessment:
    return a_test(community, items=(-1.0, -0.5, 0.0, 0.5, 1.0))


@pytest.fixture
def takers(community: Community) -> list[Seeker]:
    return people(community, 2)


def past(seeker: Seeker, *points: int) -> PastResult:
    """Answers to the first questions of the only bank, half a minute each."""
    items = Item.objects.order_by("pk")
    answers = tuple((item.pk, got, 30.0) for item, got in zip(items, points, strict=False))
    return PastResult(seeker.pk, answers, NOW)


def test_answers_become_finished_sittings_with_what_they_come_to(
    system: Actor, test: Assessment, takers: list[Seeker], community: Community
) -> None:
    rows = [past(takers[0], 1, 1, 1, 1, 1), past(takers[1], 0, 0, 0, 0)]
    assert enter_results(system, test, results=rows, now=NOW) == 2
    able, unable = Sitting.objects.order_by("pk")
    assert able.theta > 0.8 and unable.theta < -0.8
    assert able.level > unable.level and able.state == "finished"
    assert (able.finished_at - able.started_at).total_seconds() == 150
    assert Response.objects.count() == 9
    assert counted(community.pk, test).seekers == (takers[0].pk, takers[1].pk)
    assert not Evidence.objects.exists()
    assert Fact.objects.get(name="ResultsEntered").data == {"assessment_id": test.pk, "people": 2}


def test_somebody_who_answered_nothing_is_left_out(
    system: Actor, test: Assessment, takers: list[Seeker]
) -> None:
    assert enter_results(system, test, results=[past(takers[0], 1, 0), past(takers[1])], now=NOW) == 1


@pytest.mark.parametrize("wrong", ["person", "question", "twice", "points"])
def test_what_cannot_be_is_refused_whole(
    system: Actor, test: Assessment, takers: list[Seeker], elsewhere: Community, wrong: str
) -> None:
    right, item = past(takers[0], 1, 0), Item.objects.latest("pk")
    bad = {
        "person": lambda: past(people(elsewhere, 1)[0], 1),
        "question": lambda: PastResult(takers[1].pk, ((item.pk + 1, 1, 9.0),), NOW),
        "twice": lambda: PastResult(takers[1].pk, ((item.pk, 1, 9.0), (item.pk, 0, 9.0)), NOW),
        "points": lambda: PastResult(takers[1].pk, ((item.pk, 7, 9.0),), NOW),
    }[wrong]()
    with pytest.raises(Refused):
        enter_results(system, test, results=[right, bad], now=NOW)
    assert not Sitting.objects.exists() and not Response.objects.exists()


def test_without_cut_scores_there_is_no_level_to_give(
    system: Actor, test: Assessment, takers: list[Seeker]
) -> None:
    CutScores.objects.all().delete()
    with pytest.raises(Refused):
        enter_results(system, test, results=[past(takers[0], 1)], now=NOW)


@in_one_world("who", ["convener", "coach", "trainer", "hiring_manager", "person", "stranger", "visitor"])
def test_only_the_operator_enters_results(
    request: pytest.FixtureRequest, test: Assessment, takers: list[Seeker], who: str
) -> None:
    actor = request.getfixturevalue(who)
    assert not may_enter_results(actor, test)
    with pytest.raises(Refused):
        enter_results(actor, test, results=[past(takers[0], 1)], now=NOW)
    assert questions_of(actor, test) == [] and own_tests(actor) == []


def test_the_operator_enters_nothing_into_another_communitys_test(
    system: Actor, elsewhere: Community, as_member: Callable[..., Any]
) -> None:
    assert not may_enter_results(system, a_test(elsewhere))
    assert not may_enter_results(Actor.system(), a_test())
    assert own_tests(system) == []
