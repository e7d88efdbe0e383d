"""Made-up people of the demo say something about themselves, and a report of each test counts it."""

import random
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import QualityReport, Sitting
from techhire.plays.assessments.queries.counted import people_with_results
from techhire.plays.assessments.queries.quality import report_on
from techhire.plays.assessments.queries.quality_story import story_of
from techhire.plays.assessments.words import ReportFlag
from techhire.plays.seekers.models import Evidence, SelfIdentification
from techhire.plays.seekers.words import ABOUT_SELF
from techhire.portals.console.demo.seeding import Scene
from techhire.portals.console.demo.selfid import TAKERS, WEIGHTS, add_self_identification
from tests.factories.quality import NOW, a_test, crowd, finished, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(community: Community) -> Scene:
    return Scene(community, "river", NOW, random.Random(1), {}, {})


def test_everybody_who_finished_a_test_is_asked_once(scene: Scene, community: Community) -> None:
    first, second = a_test(community), a_test(community)
    group = crowd(first, community, 30, (-0.5, 0.5))
    for seeker in group[:12]:
        finished(second, seeker)
        finished(second, seeker, finished_at=NOW + timedelta(days=40))
    add_self_identification(scene)
    assert SelfIdentification.objects.count() == 30
    assert set(QualityReport.objects.values_list("assessment_id", flat=True)) == {first.pk, second.pk}
    said = {row.sex for row in SelfIdentification.objects.all()}
    assert {"woman", "man", "not_said"} <= said


def test_where_nobody_took_a_test_nothing_is_made_up(scene: Scene, community: Community) -> None:
    a_test(community)
    add_self_identification(scene)
    assert not SelfIdentification.objects.exists() and not QualityReport.objects.exists()


def test_the_communitys_own_test_gets_past_results_and_a_page_that_finds_something(
    scene: Scene, community: Community, convener: Actor
) -> None:
    test = a_test(community, items=tuple(at / 8 - 2 for at in range(33)), min_items=6, max_items=15)
    people(community, 320)
    add_self_identification(scene)
    assert Sitting.objects.filter(assessment=test, state="finished").count() == TAKERS
    assert not Evidence.objects.exists(), "nobody here saw these results happen"
    report = report_on(convener, test)
    assert report is not None
    story = story_of(report)
    assert story.exact["people"] == TAKERS and story.tables
    flags = {flag for line in story.questions for flag in line.flags}
    assert flags & {ReportFlag.MOVED, ReportFlag.UNFAIR, ReportFlag.UNEVEN}


def test_every_answer_that_is_drawn_is_one_people_can_give() -> None:
    for question, choices in ABOUT_SELF.items():
        assert {*WEIGHTS[question], "not_said"} == set(choices.values)


def test_who_finished_what_is_for_the_operator_alone(
    community: Community, convener: Actor, system: Actor
) -> None:
    test = a_test(community)
    group = crowd(test, community, 2)
    assert people_with_results(system) == {test: group}
    assert people_with_results(convener) == {} and people_with_results(Actor.system()) == {}
