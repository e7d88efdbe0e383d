"""How good a test is, counted by the worker: exactness, questions, groups; once a day and never of a few people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment, Item, QualityReport, Response, Sitting
from techhire.plays.assessments.queries.quality import (
    cut_scores,
    report_on,
    waiting_to_be_counted,
    watched_lines,
    watched_test,
)
from techhire.plays.assessments.reactions.quality import count_tests, think_of_next_test
from techhire.plays.assessments.rules.quality import may_publish_quality_report, may_see_quality
from tests.cases import in_one_world
from tests.factories.quality import NOW, a_test, answered, crowd, finished, people
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db
SPREAD = tuple(at / 5 - 2 for at in range(21))
ABILITIES = tuple(at / 10 - 2 for at in range(41))
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def test(community: Community) -> Assessment:
    """A test of 21 measured questions of the community's own."""
    return a_test(community, items=SPREAD)


@pytest.fixture
def published(system: Actor) -> Callable[..., QualityReport]:
    """``published(test)`` counts it now."""

    def count(test: Assessment, now: Any = NOW) -> QualityReport:
        report = publish_quality_report(system, test, now=now)
        assert report is not None
        return report

    return count


def questions(report: QualityReport) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in report.numbers["exact"]["questions"]}


def test_nothing_is_said_of_nine_people_and_something_of_ten(
    system: Actor, test: Assessment, community: Community
) -> None:
    crowd(test, community, 9)
    assert publish_quality_report(system, test, now=NOW) is None
    crowd(test, community, 1)
    report = publish_quality_report(system, test, now=NOW)
    assert report is not None
    assert report.numbers["exact"]["people"] == 10
    assert (report.first_day, report.last_day) == (NOW.date(), NOW.date())
    assert Fact.objects.get(name="QualityReportPublished").data == {
        "report_id": report.pk,
        "assessment_id": test.pk,
    }


def test_reliability_is_that_of_estimates_and_their_errors(
    published: Any, test: Assessment, community: Community
) -> None:
    for place, seeker in enumerate(people(community, 40)):
        finished(test, seeker, theta=(-1.0, 1.0)[place % 2], se=0.5)
    exact = published(test).numbers["exact"]
    assert exact["reliability"] == 0.8  # variance 1, mean squared error 0.25
    assert exact["error"] == 0.5


def test_the_error_at_a_level_is_told_of_ten_people_and_not_of_nine(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 10, (0.5,))
    crowd(test, community, 9, (1.5,))
    levels = {row["level"]: row["error"] for row in published(test).numbers["exact"]["levels"]}
    assert levels == {0: None, 1: None, 2: None, 3: 0.4, 4: None, 5: None}


def test_each_person_counts_once_with_the_first_result(
    published: Any, test: Assessment, community: Community
) -> None:
    group = crowd(test, community, 12, (-1.5,))
    for seeker in group:
        finished(test, seeker, theta=1.5, finished_at=NOW + timedelta(days=40))
    report = published(test)
    assert report.numbers["exact"]["people"] == 12
    assert [row["error"] for row in report.numbers["exact"]["levels"]] == [None, 0.4, None, None, None, None]


@pytest.mark.parametrize(
    "fields", [{"state": "voided"}, {"state": "under_way"}, {"level": None}, {"theta": None}]
)
def test_what_has_no_result_is_not_counted(
    published: Any, test: Assessment, community: Community, fields: dict[str, Any]
) -> None:
    crowd(test, community, 10)
    for seeker in people(community, 5):
        finished(test, seeker, **{"theta": 0.0} | fields)
    assert published(test).numbers["exact"]["people"] == 10


def test_time_is_told_as_the_middle_half_and_ends_with_small_counts_hidden(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 30, ABILITIES)
    for sitting in Sitting.objects.order_by("pk")[:4]:
        sitting.stop_reason = "time"
        sitting.save()
    answered(test)
    exact = published(test).numbers["exact"]
    assert exact["minutes"] == [14, 14, 14]  # 12 answers of 40 to 95 seconds, whatever the clock said
    assert exact["ended"] == {"precision": None, "time": None}


def test_questions_tell_how_often_they_are_seen_and_right(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 80, ABILITIES)
    answered(test)
    rows = questions(published(test))
    middle = rows["q11"]
    assert middle["answered"] == Response.objects.filter(item__code="q11").count()
    assert middle["seen"] == round(middle["answered"] / 80, 2)
    assert 0.3 < middle["right"] < 0.7 and middle["with_ability"] > 0
    assert 0.7 < middle["infit"] < 1.3
    assert middle["b"] == 0.0


def test_a_question_nine_people_saw_shows_no_figure(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 40, ABILITIES)
    item = Item.objects.get(code="q01")
    for number, sitting in enumerate(Sitting.objects.order_by("pk")[:10]):
        given = {"item": item, "place": 0, "points": number % 2, "seconds": 9, "item_version": 1, "at": NOW}
        Response.objects.create(sitting=sitting, **given)
    assert questions(published(test))["q01"]["answered"] == 10
    Response.objects.filter(sitting=Sitting.objects.order_by("pk")[0]).delete()
    QualityReport.objects.all().delete()
    row = questions(published(test))["q01"]
    assert row["answered"] is None
    assert not {"right", "seen", "infit", "with_ability"} & row.keys()


def test_a_question_that_became_much_easier_is_found_by_measuring_again(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 400, ABILITIES)
    answered(test, harder={10: -1.6})
    rows = questions(published(test))
    assert rows["q11"]["moved"] < -0.8
    assert "moved" in rows["q11"]["flags"]
    assert sum("moved" in row["flags"] for row in rows.values()) <= 2


def test_a_question_with_a_wrong_key_is_found(published: Any, test: Assessment, community: Community) -> None:
    crowd(test, community, 300, ABILITIES)
    answered(test)
    for row in Response.objects.filter(item__code="q12"):
        row.points = 1 - row.points
        row.save()
    rows = questions(published(test))
    assert rows["q12"]["flags"][0] == "against"


def test_answers_to_earlier_words_of_a_question_do_not_count(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 40, ABILITIES)
    answered(test)
    Item.objects.filter(code="q11").update(version=2, worded_in=2)
    rows = questions(published(test))
    assert rows["q11"]["answered"] is None and rows["q10"]["answered"] > 10


def test_unscored_answers_count_for_questions_on_trial_alone(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 40, ABILITIES)
    answered(test)
    Response.objects.filter(item__code__in=("q10", "q11")).update(scored=False)
    Item.objects.filter(code="q11").update(state="pilot")
    rows = questions(published(test))
    assert rows["q10"]["answered"] is None and rows["q11"]["answered"] > 10


def test_a_report_is_made_once_a_day_and_only_where_something_changed(
    system: Actor, test: Assessment, community: Community
) -> None:
    crowd(test, community, 20)
    assert publish_quality_report(system, test, now=NOW) is not None
    crowd(test, community, 20)
    assert publish_quality_report(system, test, now=NOW + timedelta(hours=3)) is None
    assert publish_quality_report(system, test, now=NEXT_DAY) is not None
    assert publish_quality_report(system, test, now=NEXT_DAY + timedelta(days=1)) is None
    assert QualityReport.objects.count() == 2


def test_a_tenth_newcomer_moves_the_figures_and_the_ninth_does_not(
    system: Actor, test: Assessment, community: Community, published: Any
) -> None:
    crowd(test, community, 20, (0.5,))
    published(test)
    crowd(test, community, 9, (-1.5,))
    assert publish_quality_report(system, test, now=NEXT_DAY) is None
    crowd(test, community, 1, (-1.5,))
    assert published(test, NEXT_DAY).numbers["exact"]["people"] == 30


def test_communities_are_counted_apart(system: Actor, community: Community, elsewhere: Community) -> None:
    practice = a_test(items=SPREAD)
    crowd(practice, community, 12)
    crowd(practice, elsewhere, 15)
    here = publish_quality_report(system, practice, now=NOW)
    there = publish_quality_report(Actor.system(elsewhere.pk), practice, now=NOW)
    assert here is not None and there is not None
    assert (here.numbers["exact"]["people"], there.numbers["exact"]["people"]) == (12, 15)


def counted_once(cursor: dict[str, Any]) -> Done | More:
    """One step of the worker: it thinks, then it writes."""
    step = Step(1, None, "ClockTicked", {}, None, None, NOW, cursor)
    return count_tests(replace(step, thought=think_of_next_test(step)))


def test_the_calendar_counts_every_test_one_a_step(
    community: Community, elsewhere: Community, test: Assessment
) -> None:
    other = a_test(community, items=SPREAD)
    crowd(test, community, 12)
    crowd(other, community, 12)
    crowd(a_test(elsewhere), elsewhere, 3)
    cursor: dict[str, Any] = {}
    steps = 0
    while isinstance(step := counted_once(cursor), More):
        cursor, steps = step.cursor, steps + 1
        assert (step.done, step.total) == (steps, 3)
    assert isinstance(step, Done) and steps == 3
    assert set(QualityReport.objects.values_list("assessment_id", flat=True)) == {test.pk, other.pk}
    assert len(waiting_to_be_counted((0, 0))) == 3


@pytest.fixture
def role(request: pytest.FixtureRequest) -> Callable[[str], Actor]:
    return request.getfixturevalue


@pytest.fixture
def onramp_reader(onramp: Any, as_member: Callable[..., Actor]) -> Actor:
    return as_member(onramp, "reader")


@pytest.fixture
def other_coach(onramp: Any, as_member: Callable[..., Actor]) -> Actor:
    return as_member(onramp)


@pytest.fixture
def onlooker(civic: Any, as_member: Callable[..., Actor]) -> Actor:
    """Somebody who reads for the civic lead."""
    return as_member(civic, "reader")


@in_one_world("who", [*ROLES, "onlooker"])
def test_only_the_civic_lead_sees_how_good_a_test_is(
    role: Callable[[str], Actor], test: Assessment, who: str
) -> None:
    actor = role(who)
    may = who in {"convener", "onlooker"}
    assert bool(may_see_quality(actor, test)) is may
    assert (watched_test(actor, test.pk) is not None) is may
    assert bool(watched_lines(actor)) is may
    if not may:
        for read in (report_on, cut_scores):
            with pytest.raises(Refused):
                read(actor, test)


@in_one_world("who", [*ROLES, "onlooker"])
def test_nobody_counts_by_hand(role: Callable[[str], Actor], test: Assessment, who: str) -> None:
    assert not may_publish_quality_report(role(who), test)
    with pytest.raises(Refused):
        publish_quality_report(role(who), test, now=NOW)


def test_the_product_counts_tests_of_its_own_community_and_of_practice(
    system: Actor, elsewhere: Community
) -> None:
    assert may_publish_quality_report(system, a_test())
    assert not may_publish_quality_report(system, a_test(elsewhere))
    assert not may_publish_quality_report(Actor.system(), a_test())


def test_another_communitys_test_is_not_watched(convener: Actor, stranger: Actor, test: Assessment) -> None:
    practice = a_test()
    assert [line.assessment for line in watched_lines(convener)] == [test, practice]
    assert [line.assessment for line in watched_lines(stranger)] == [practice]
    assert not may_see_quality(stranger, test)


def test_more_time_is_read_nowhere_near_these_figures(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 20, ABILITIES, sex="woman", race="white", age="under_forty")
    answered(test)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        published(test)
    assert not [one["sql"] for one in asked if "accommodation" in one["sql"].lower()]


@pytest.mark.parametrize("many", [20, 60])
def test_counting_takes_as_many_queries_however_many_people(
    published: Any, test: Assessment, community: Community, django_assert_max_num_queries: Any, many: int
) -> None:
    crowd(test, community, many, ABILITIES)
    with django_assert_max_num_queries(21):
        published(test)
