"""Pass rates of judged work by group, beside how far assessors agree: counted by the worker, none of a few people."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from scipy.stats import fisher_exact

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.quality import publish_judged_quality
from techhire.plays.assessments.models import Interview, QualityReport, Rubric
from techhire.plays.assessments.queries.agreement import agreement_figures, agreement_of
from techhire.plays.assessments.queries.judged_quality import (
    judged_report_on,
    reached_by,
    rubrics_to_count,
    watched_rubric,
    watched_rubric_lines,
)
from techhire.plays.assessments.queries.quality_story import JudgedStory, judged_story_of
from techhire.plays.assessments.rules.quality import may_publish_judged_quality, may_see_judged_quality
from techhire.plays.assessments.words import Agreeing, Fairness, GroupStanding
from tests.cases import in_one_world
from tests.factories.judging import NOW, a_draft, a_rubric, judged, judged_crowd, read_by_two
from tests.factories.people import AccountFactory
from tests.factories.quality import people
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db
NEXT_DAY = NOW + timedelta(days=1)
LOW, HIGH = (1.6, 2.0, 2.2, 2.3, 3.4), (2.2, 3.0, 3.4, 3.6, 4.2)
REST = {"race": "white", "age": "under_forty"}


@pytest.fixture
def published(system: Actor) -> Callable[..., QualityReport]:
    """``published(rubric)`` counts it now."""

    def count(rubric: Rubric, now: Any = NOW) -> QualityReport:
        report = publish_judged_quality(system, rubric, now=now)
        assert report is not None
        return report

    return count


def lines(story: JudgedStory, by: str) -> dict[str, Any]:
    [table] = [one for one in story.tables if one.by == (by,)]
    return {line.name: line for line in table.lines}


def test_a_gap_is_found_with_its_ratio_and_the_chance_alone(published: Any, rubric: Rubric) -> None:
    judged_crowd(rubric, 60, LOW, sex="woman", **REST)
    judged_crowd(rubric, 60, HIGH, sex="man", **REST)
    judged_crowd(rubric, 40, (*LOW, *HIGH))
    story = judged_story_of(published(rubric), 3)
    rows = lines(story, "sex")
    assert story.fairness == Fairness.GAP and story.gaps == [("Sex", "women")]
    assert (rows["women"].people, rows["women"].reached) == (60, 12)
    assert (rows["men"].people, rows["men"].reached) == (60, 48)
    assert rows["women"].ratio == 0.25 and rows["women"].p < 0.001
    assert rows["people with another answer"].people is None
    assert Fact.objects.get(name="JudgedQualityPublished").data["rubric_id"] == rubric.pk


def test_a_gap_among_few_is_held_against_the_exact_test(published: Any, rubric: Rubric) -> None:
    judged_crowd(rubric, 24, (2.0, 3.0), sex="woman", **REST)
    judged_crowd(rubric, 40, (2.0, 3.0, 3.0, 3.0), sex="man", **REST)
    judged_crowd(rubric, 30, (2.0, 3.0))
    women = lines(judged_story_of(published(rubric), 3), "sex")["women"]
    assert women.ratio == pytest.approx(2 / 3, abs=0.01)
    assert (women.method, women.standing) == ("fisher", GroupStanding.GAP_MAY_BE_CHANCE)
    assert women.p == pytest.approx(fisher_exact([[12, 12], [30, 10]]).pvalue, abs=1e-4)


def test_small_groups_are_shown_nowhere(published: Any, rubric: Rubric) -> None:
    judged_crowd(rubric, 9, HIGH, sex="another", **REST)
    judged_crowd(rubric, 60, LOW, sex="woman", **REST)
    judged_crowd(rubric, 60, HIGH, sex="man", **REST)
    judged_crowd(rubric, 40, (*LOW, *HIGH))
    report = published(rubric)
    rows = lines(judged_story_of(report, 3), "sex")
    assert rows["people with another answer"].people is None
    for block in report.numbers["groups"]:
        for table in block["tables"]:
            for row in table["rows"]:
                told = [row[name] for name in ("people", "reached", "missed") if row[name] is not None]
                assert all(number >= 10 for number in told), row


def test_nothing_is_said_of_nine_people_and_something_of_ten(system: Actor, rubric: Rubric) -> None:
    judged_crowd(rubric, 9)
    assert publish_judged_quality(system, rubric, now=NOW) is None
    judged_crowd(rubric, 1)
    report = publish_judged_quality(system, rubric, now=NOW)
    assert report is not None and report.numbers["exact"]["people"] == 10
    assert (report.rubric, report.assessment) == (rubric, None)


def test_a_second_day_moves_nothing_by_fewer_than_ten(system: Actor, published: Any, rubric: Rubric) -> None:
    judged_crowd(rubric, 30, (2.0, 3.0), sex="woman", **REST)
    judged_crowd(rubric, 30, (2.0, 3.0), sex="man", **REST)
    first = published(rubric)
    assert publish_judged_quality(system, rubric, now=NOW + timedelta(hours=3)) is None
    judged_crowd(rubric, 9, (3.0,), sex="woman", **REST)
    assert publish_judged_quality(system, rubric, now=NEXT_DAY) is None
    judged_crowd(rubric, 1, (3.0,), sex="woman", **REST)
    second = published(rubric, NEXT_DAY)
    assert (first.numbers["exact"]["people"], second.numbers["exact"]["people"]) == (60, 70)


def test_a_level_is_reached_from_half_below_it(rubric: Rubric) -> None:
    works = judged_crowd(rubric, 5, (1.0, 2.49, 2.5, 3.67, 5.0))
    found = reached_by(rubric)
    assert [found[work.seeker_id] for work in works] == [1, 2, 3, 4, 5]


def test_each_person_counts_once_with_the_first_result(rubric: Rubric) -> None:
    [work] = judged_crowd(rubric, 1, (2.0,))
    judged(rubric, work.seeker, 4.0, at=NOW + timedelta(days=100))
    judged(rubric, work.seeker, 5.0, state="withdrawn")
    assert reached_by(rubric) == {work.seeker_id: 2}


def test_interviews_count_whatever_the_person_said_to_having_them_on_record(
    employer: Organization, guide: Rubric
) -> None:
    group = people(employer.community, 4)
    for seeker, (agreement, state) in zip(
        group,
        (("yes", "finished"), ("no", "finished"), ("waiting", "finished"), ("waiting", "open")),
        strict=True,
    ):
        Interview.objects.create(
            edition=guide.editions.get(),
            seeker=seeker,
            organization=employer,
            state=state,
            agreement=agreement,
            opened_at=NOW,
            finished_at=NOW if state == "finished" else None,
            level="3.2" if state == "finished" else None,
            level_sd="0.5" if state == "finished" else None,
        )
    assert reached_by(guide) == dict.fromkeys([seeker.pk for seeker in group[:3]], 3)
    assert rubrics_to_count(0) == [guide.pk]


@pytest.mark.parametrize(
    ("pairs", "apart", "says"),
    [
        (9, 0.0, Agreeing.UNKNOWN),
        (12, 0.0, Agreeing.GOOD),
        (12, 1.0, Agreeing.FAIR),
        (12, 2.0, Agreeing.POOR),
    ],
)
def test_agreement_stands_beside_the_rates(
    published: Any, rubric: Rubric, pairs: int, apart: float, says: Agreeing
) -> None:
    works = judged_crowd(rubric, 20, (1.0, 2.0, 3.0))
    read_by_two(works[:pairs], AccountFactory(), AccountFactory(), apart)
    story = judged_story_of(published(rubric))
    assert story.agreeing == says
    assert (story.exact["pairs"], story.exact["pieces"]) == (pairs, pairs)
    is_told = says != Agreeing.UNKNOWN
    assert (story.exact["icc_one"] is not None) is is_told and (story.exact["icc_two"] is not None) is is_told


def test_no_assessor_is_named_in_what_is_published(published: Any, system: Actor, rubric: Rubric) -> None:
    first, second = AccountFactory(), AccountFactory()
    read_by_two(judged_crowd(rubric, 20, (1.0, 2.0, 3.0)), first, second)
    kept = json.dumps(published(rubric).numbers)
    assert first.email not in kept and "people" in kept
    shown = agreement_of(system, rubric)
    figures = agreement_figures(rubric)
    assert (figures.kappa, figures.pieces) == (shown.kappa, shown.pieces)
    assert {row.account for row in shown.people} == {first, second}


def test_the_calendar_counts_every_rubric_once_a_day(
    community: Community, elsewhere: Community, rubric: Rubric, tickets: Skill, employer: Organization
) -> None:
    other = a_rubric(employer, tickets)
    for one in (rubric, other):
        judged_crowd(one, 12)
    for hours in (0, 2):
        tick(NOW)
        drain(lambda hours=hours: NOW + timedelta(hours=hours))
    assert sorted(QualityReport.objects.values_list("rubric_id", flat=True)) == [rubric.pk, other.pk]


@in_one_world("who", ROLES)
def test_only_the_civic_lead_sees_it_and_nobody_counts_by_hand(
    role: Callable[[str], Actor], published: Any, rubric: Rubric, who: str
) -> None:
    judged_crowd(rubric, 12)
    published(rubric)
    actor = role(who)
    assert bool(may_see_judged_quality(actor, rubric)) is (who == "convener")
    assert (watched_rubric(actor, rubric.pk) is not None) is (who == "convener")
    assert bool(watched_rubric_lines(actor)) is (who == "convener")
    assert not may_publish_judged_quality(actor, rubric)
    with pytest.raises(Refused):
        publish_judged_quality(actor, rubric, now=NEXT_DAY)
    if who != "convener":
        with pytest.raises(Refused):
            judged_report_on(actor, rubric)


def test_another_communitys_rubrics_are_neither_seen_nor_counted(
    stranger: Actor, elsewhere: Community, rubric: Rubric
) -> None:
    assert watched_rubric_lines(stranger) == []
    assert not may_publish_judged_quality(Actor.system(elsewhere.pk), rubric)
    assert not may_publish_judged_quality(Actor.system(), rubric)


def test_rubrics_nobody_ever_used_are_not_listed(
    convener: Actor, onramp: Organization, tickets: Skill, rubric: Rubric
) -> None:
    a_draft(onramp, tickets)
    assert [line.rubric for line in watched_rubric_lines(convener)] == [rubric]


@pytest.mark.parametrize("many", [12, 48])
def test_counting_takes_as_many_queries_however_many_people(
    published: Any, rubric: Rubric, django_assert_max_num_queries: Any, many: int
) -> None:
    read_by_two(judged_crowd(rubric, many, (1.0, 2.0, 3.0)), AccountFactory(), AccountFactory())
    with django_assert_max_num_queries(26):
        published(rubric)
