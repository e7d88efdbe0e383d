"""How good a test is, as the civic lead reads it: two answers first, figures behind them, none of a few people."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment, Response
from tests.cases import in_one_world
from tests.factories.quality import NOW, a_test, answered, crowd

pytestmark = pytest.mark.django_db
SPREAD = tuple(at / 5 - 2 for at in range(21))
LOW, HIGH = (-1.5, -0.5, -0.5, -0.5, 0.5), (-0.5, 0.5, 0.5, 0.5, 1.5)
REST = {"race": "white", "age": "under_forty"}


def address(test: Assessment, name: str = "test_quality") -> str:
    return reverse(f"convener:{name}", args=[test.bank_id, test.pk])


@pytest.fixture
def test(community: Community, system: Actor) -> Assessment:
    """Men pass far more often than women; 60 people did not say; one question has a wrong key."""
    test = a_test(community, items=SPREAD, title="Desk test")
    crowd(test, community, 100, LOW, sex="woman", **REST)
    crowd(test, community, 100, HIGH, sex="man", **REST)
    crowd(test, community, 60, (*LOW, *HIGH))
    answered(test)
    for row in Response.objects.filter(item__code="q11"):
        row.points = 1 - row.points
        row.save()
    publish_quality_report(system, test, now=NOW)
    return test


def test_the_two_answers_stand_first(desk: Client, test: Assessment) -> None:
    text = desk.get(address(test)).content.decode()
    assert "Is it exact enough?" in text and "Is it fair enough to use?" in text
    assert "Not without a closer look" in text
    assert "Sex: women" in text
    assert text.index("Is it fair enough") < text.index("Who reaches level")


def test_a_question_to_pull_says_so_in_words(desk: Client, test: Assessment) -> None:
    text = desk.get(address(test)).content.decode()
    assert "people who know more get it wrong more often" in text
    assert "Pull it now. Most likely its key is wrong." in text


def test_a_level_can_be_chosen_and_nonsense_is_no_level(desk: Client, test: Assessment) -> None:
    for asked in ("2", "3", "4"):
        assert f"Who reaches level {asked}" in desk.get(address(test), {"level": asked}).content.decode()
    for asked in ("0", "6", "x", "²", "-1"):
        assert desk.get(address(test), {"level": asked}).status_code == 200


def test_groups_are_shown_with_ratio_interval_and_test(desk: Client, test: Assessment) -> None:
    text = desk.get(address(test), {"level": "3"}).content.decode()
    assert "below four fifths, surely not chance" in text
    assert "chi-square" in text and "highest rate" in text
    assert "people with another answer" not in text
    assert "other groups are not shown" in text or "other group is not shown" in text
    assert "<svg" in text and "The same in figures" in text


def test_cut_scores_say_who_how_and_when(desk: Client, test: Assessment) -> None:
    text = desk.get(address(test)).content.decode()
    assert "panel judged each item" in text and "In the library." in text
    assert "5 people on the panel" in text


def test_before_ten_people_the_page_says_why_it_says_nothing(desk: Client, community: Community) -> None:
    test = a_test(community)
    crowd(test, community, 9)
    text = desk.get(address(test)).content.decode()
    assert "We cannot tell yet" in text and "Reliability" not in text
    assert desk.get(address(test, "test_quality_file")).status_code == 404


def test_the_list_says_both_answers_of_every_test(
    desk: Client, test: Assessment, community: Community
) -> None:
    waiting = a_test(community, title="Young test")
    text = desk.get(reverse("convener:qualities")).content.decode()
    assert address(test) in text and address(waiting) in text
    assert "Not without a closer look" in text and "no figures yet" in text
    assert reverse("convener:qualities") in desk.get(reverse("convener:home")).content.decode()


def test_the_table_is_a_file_that_runs_nothing(desk: Client, test: Assessment) -> None:
    answer = desk.get(address(test, "test_quality_file"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Disposition"].startswith("attachment;")
    woman = next(row for row in rows if row["group"] == "women" and row["level"] == "3")
    assert float(woman["ratio to the highest"]) < 0.8 and int(woman["people"]) == 100
    hidden = next(row for row in rows if row["group"] == "people with another answer")
    assert hidden["people"] == "" and hidden["reached it"] == ""
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "@", "-")]


def test_a_practice_test_says_what_its_figures_are_worth(
    desk: Client, community: Community, system: Actor
) -> None:
    practice = a_test(items=SPREAD)
    crowd(practice, community, 12)
    publish_quality_report(system, practice, now=NOW)
    assert "not what people can prove" in desk.get(address(practice)).content.decode()


def test_a_reader_of_the_civic_lead_looks_too(onlooker: Client, test: Assessment) -> None:
    assert onlooker.get(address(test)).status_code == 200


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
def test_the_pages_are_closed_to_everybody_else(
    browser_of: Callable[[Actor], Client], request: pytest.FixtureRequest, test: Assessment, who: str
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    for name in ("test_quality", "test_quality_file"):
        answer = browser.get(address(test, name))
        assert answer.status_code == 403 or "women" not in answer.content.decode()
        assert "surely not chance" not in answer.content.decode()


def test_another_communitys_test_and_a_wrong_bank_are_not_there(
    desk: Client, elsewhere: Community, test: Assessment
) -> None:
    assert desk.get(address(a_test(elsewhere))).status_code == 404
    assert desk.get(reverse("convener:test_quality", args=[test.bank_id + 1, test.pk])).status_code == 404
    assert desk.get(reverse("convener:test_quality", args=[test.bank_id, 10**17])).status_code == 404


def test_it_is_in_spanish_too(desk: Client, test: Assessment) -> None:
    text = desk.get(address(test), HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "¿Es lo bastante exacta?" in text and "mujeres" in text
    translation.activate("en")


@pytest.mark.parametrize("more", [0, 8])
def test_the_pages_ask_the_database_as_often_however_much_there_is(
    desk: Client, test: Assessment, community: Community, django_assert_max_num_queries: Any, more: int
) -> None:
    for number in range(more):
        a_test(community, title=f"Test {number}")
    with django_assert_max_num_queries(15):
        assert desk.get(address(test)).status_code == 200
    with django_assert_max_num_queries(16):
        assert desk.get(reverse("convener:qualities")).status_code == 200
