"""Counting is thought out before anything is published: it holds no lock; what changed meanwhile is counted anew."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment, QualityReport, Sitting
from techhire.plays.assessments.queries import quality
from techhire.plays.assessments.queries.quality import draw_up
from techhire.plays.assessments.reactions.quality import TRIES, count_tests, think_of_next_test
from techhire.plays.seekers.models import SelfIdentification
from tests.factories.quality import NOW, a_test, crowd, finished, people, says

REST = {"sex": "woman", "race": "white", "age": "under_forty"}


@pytest.fixture
def test(community: Community) -> Assessment:
    return a_test(community, items=(-1.0, 0.0, 1.0))


def step(cursor: dict[str, Any] | None = None, now: datetime = NOW) -> Step:
    return Step(1, None, "ClockTicked", {}, None, None, now, cursor or {})


def somebody_finishes(test: Assessment, community: Community) -> None:
    finished(test, people(community, 1)[0])


def somebody_is_voided(_test: Assessment, _community: Community) -> None:
    sitting = Sitting.objects.order_by("pk")[0]
    sitting.state, sitting.version = "voided", sitting.version + 1
    sitting.save()


def somebody_takes_back_what_they_said(_test: Assessment, _community: Community) -> None:
    SelfIdentification.objects.order_by("pk")[0].delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [somebody_finishes, somebody_is_voided, somebody_takes_back_what_they_said]
)
def test_what_changed_since_it_was_counted_is_counted_again(
    test: Assessment, community: Community, change: Any
) -> None:
    says(crowd(test, community, 21), **REST)
    thought = think_of_next_test(step())
    change(test, community)
    again = count_tests(replace(step(), thought=thought))
    assert isinstance(again, More) and again.cursor == {"tries": 1}
    assert not QualityReport.objects.exists()
    later = step(again.cursor)
    on = count_tests(replace(later, thought=think_of_next_test(later)))
    assert isinstance(on, More) and on.cursor["test"] == test.pk
    assert QualityReport.objects.get().numbers["exact"]["people"] in (20, 21, 22)


@pytest.mark.django_db
def test_a_test_that_never_rests_is_passed_over_until_tomorrow(
    test: Assessment, community: Community
) -> None:
    crowd(test, community, 20)
    at, turns = step(), 0
    while True:
        thought = think_of_next_test(at)
        somebody_finishes(test, community)
        after = count_tests(replace(at, thought=thought))
        assert isinstance(after, More)
        turns += 1
        if "test" in after.cursor:
            break
        at = step(after.cursor)
    assert turns == TRIES and not QualityReport.objects.exists()
    assert isinstance(count_tests(replace(step(), thought=None)), Done)


@pytest.mark.django_db
def test_figures_drawn_up_beside_other_editions_are_not_published(
    test: Assessment, community: Community, system: Actor
) -> None:
    """Two workers count the same day: the second one's figures do not know of the first one's edition."""
    crowd(test, community, 20)
    drawn = draw_up(community.pk, test, NOW.date())
    assert publish_quality_report(system, test, drawn=drawn, now=NOW) is not None
    assert publish_quality_report(system, test, drawn=drawn, now=NOW) is None
    late = replace(drawn, today=NOW.date() + timedelta(days=1))
    assert publish_quality_report(system, test, drawn=late, now=NOW + timedelta(days=1)) is None
    assert QualityReport.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_that_dies_while_it_counts_costs_a_second_count(
    test: Assessment, community: Community
) -> None:
    crowd(test, community, 20)
    think_of_next_test(step())
    assert not QualityReport.objects.exists()
    for _again in range(2):
        tick(NOW)
        drain(lambda: NOW)
    assert QualityReport.objects.count() == 1


@pytest.mark.django_db
def test_the_day_of_a_count_is_the_day_here(test: Assessment, community: Community, system: Actor) -> None:
    """Two in the morning in Greenwich is eight in the evening of the day before in Chicago."""
    evening = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    Assessment.objects.filter(pk=test.pk).update(made_at=evening)
    crowd(test, community, 20)
    report = publish_quality_report(system, test, now=evening)
    assert report is not None
    assert (report.first_day, report.last_day) == (date(2026, 3, 2), date(2026, 3, 2))
    assert report.numbers["exact"]["as_of"] == "2026-03-02"
    crowd(test, community, 20)
    assert publish_quality_report(system, test, now=evening + timedelta(hours=3)) is None
    assert publish_quality_report(system, test, now=evening + timedelta(hours=4)) is not None


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_lock_while_it_counts(
    test: Assessment, community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(test, community, 20)
    inside: list[bool] = []
    count = quality.counted

    def look(community_id: int, assessment: Assessment) -> object:
        inside.append(connection.in_atomic_block)
        return count(community_id, assessment)

    monkeypatch.setattr(quality, "counted", look)
    tick(NOW)
    drain(lambda: NOW)
    assert inside == [False]
    assert QualityReport.objects.count() == 1
