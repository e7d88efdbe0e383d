"""What people said about themselves is counted by group, and what leaves the counting is safe to show."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment, CutScores, QualityReport
from techhire.plays.assessments.queries.fairness import group_blocks
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.selfid import take_back_about_self
from techhire.plays.seekers.models import Seeker
from tests.factories.quality import NOW, a_test, answered, crowd, people, says
from tests.plays.assessments.readers import row_of

pytestmark = pytest.mark.django_db
HALF = (-0.5, 0.5)
"""Abilities of which every second reaches level 3, by the cut at 0."""
DAY = timedelta(days=1)


@pytest.fixture
def test(community: Community) -> Assessment:
    return a_test(community)


@pytest.fixture
def mixed(test: Assessment, community: Community) -> dict[str, list[Seeker]]:
    """Women, men and people who did not say, half of each at level 3."""
    rest = {"race": "white", "age": "under_forty"}
    return {
        "women": crowd(test, community, 60, HALF, sex="woman", **rest),
        "men": crowd(test, community, 60, HALF, sex="man", **rest),
        "silent": crowd(test, community, 40, HALF),
    }


@pytest.fixture
def published(system: Actor) -> Callable[..., dict[tuple[str, ...], Any]]:
    """``published(test, day)`` counts, and returns the tables that stand then."""

    def count(test: Assessment, day: int = 0) -> dict[tuple[str, ...], Any]:
        publish_quality_report(system, test, now=NOW + day * DAY)
        newest = QualityReport.objects.filter(assessment=test).latest("last_day")
        return {tuple(block["by"]): block for block in newest.numbers["groups"]}

    return count


def test_groups_are_counted_by_what_people_said(published: Any, test: Assessment, mixed: Any) -> None:
    block = published(test)[("sex",)]
    woman, silent = row_of(block, 3, "woman"), row_of(block, 3, "unknown")
    assert (woman["people"], woman["reached"]) == (60, 30)
    assert silent["standing"] in {"unknown", "hidden"}
    assert block["cuts"] == CutScores.objects.get().pk


def test_rather_not_say_is_no_group(
    published: Any, test: Assessment, community: Community, mixed: Any
) -> None:
    says(mixed["silent"])
    block = published(test)[("sex",)]
    assert "not_said" not in json.dumps(block)


def test_the_level_is_where_the_newest_cut_scores_put_it(
    published: Any, test: Assessment, community: Community
) -> None:
    crowd(test, community, 90, (-0.5, 0.5, 1.5))
    assert row_of(published(test)[()], 3)["reached"] == 60
    moved = CutScores.objects.create(
        bank=test.bank, thetas=[-2, -1, 1, 2, 3], method="bookmark", set_at=NOW + DAY
    )
    block = published(test, 1)[()]
    assert row_of(block, 3)["reached"] == 30
    assert (block["cuts"], block["as_of"]) == (moved.pk, "2026-03-03")


def test_without_cut_scores_there_is_no_pass_rate(published: Any, test: Assessment, mixed: Any) -> None:
    CutScores.objects.all().delete()
    assert published(test) == {}


def test_one_answer_taken_back_does_not_show(
    published: Any, test: Assessment, mixed: Any, system: Actor
) -> None:
    before = published(test)
    take_back_about_self(system, mixed["women"][0], now=NOW)
    assert published(test, 1) == before
    assert QualityReport.objects.count() == 1


def test_ten_answers_taken_back_move_the_tables(
    published: Any, test: Assessment, mixed: Any, system: Actor
) -> None:
    published(test)
    for seeker in mixed["women"][:40]:
        take_back_about_self(system, seeker, now=NOW)
    assert row_of(published(test, 1)[("sex",)], 3, "woman")["people"] == 20


def test_somebody_who_is_erased_leaves_the_groups_and_does_not_show(
    published: Any, test: Assessment, mixed: Any, system: Actor
) -> None:
    before = published(test)
    erase_seeker(system, mixed["men"][0], now=NOW)
    assert published(test, 1) == before


def test_what_is_kept_names_nobody(published: Any, test: Assessment, mixed: Any) -> None:
    published(test)
    kept = json.dumps(QualityReport.objects.get().numbers)
    assert not [s.code for group in mixed.values() for s in group if s.code in kept]


def test_the_answers_are_read_apart_from_everything_else(
    published: Any, test: Assessment, mixed: Any
) -> None:
    with CaptureQueriesContext(connection) as asked:
        published(test)
    reading = [one["sql"] for one in asked if "selfidentification" in one["sql"].lower()]
    assert reading and not [sql for sql in reading if "join" in sql.lower()]


def test_anything_with_levels_is_counted_the_same_way(community: Community) -> None:
    """Judged work hands in the level of each person, and no answers to questions."""
    women, men, silent = people(community, 40), people(community, 40), people(community, 30)
    says(women, sex="woman")
    says(men, sex="man")
    reached = {seeker.pk: 3 + place % 2 for place, seeker in enumerate([*women, *men, *silent])}
    blocks = {tuple(b["by"]): b for b in group_blocks(reached, earlier={}, today=NOW.date())}
    assert row_of(blocks[("sex",)], 4, "woman")["ratio"] == 1.0
    assert blocks[("sex",)]["dif"] == [] and blocks[("sex",)]["cuts"] is None


@pytest.fixture
def unlike(community: Community) -> Assessment:
    """A test of which one question is far harder for women of the same ability."""
    test = a_test(community, items=tuple(at / 5 - 1.4 for at in range(15)))
    spread = tuple(at / 10 - 1.5 for at in range(31))
    women = crowd(test, community, 220, spread, sex="woman")
    crowd(test, community, 220, spread, sex="man")
    crowd(test, community, 60, spread)
    answered(test, unlike={7: (women, 1.6)})
    return test


def test_a_question_that_is_harder_for_one_group_is_found(published: Any, unlike: Assessment) -> None:
    rows = {row["code"]: row for row in published(unlike)[("sex",)]["dif"]}
    assert {row["reference"] for row in rows.values()} <= {"man", "woman"}
    found = rows["q08"]
    assert found["size"] == "C"
    assert found["harder"] is (found["focal"] == "woman")
    assert found["uniform"] < 0.01
    assert sum(row["size"] == "C" for row in rows.values()) <= 2


def test_questions_few_of_a_group_answered_are_not_compared(
    published: Any, test: Assessment, mixed: Any
) -> None:
    assert published(test)[("sex",)]["dif"] == []
