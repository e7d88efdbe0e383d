"""How fairly work is judged, as the civic lead reads it: do assessors agree, and who reaches a level."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_judged_quality
from techhire.plays.assessments.models import Rubric
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import NOW, a_rubric, judged_crowd, read_by_two
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
LOW, HIGH = (1.6, 2.0, 2.2, 2.3, 3.4), (2.2, 3.0, 3.4, 3.6, 4.2)
REST = {"race": "white", "age": "under_forty"}


def address(rubric: Rubric, name: str = "judged_quality") -> str:
    return reverse(f"convener:{name}", args=[rubric.pk])


@pytest.fixture
def rubric(onramp: Organization, system: Actor) -> Rubric:
    """Men come out far higher than women; two assessors agree well."""
    made = a_rubric(onramp)
    works = judged_crowd(made, 60, LOW, sex="woman", **REST)
    judged_crowd(made, 60, HIGH, sex="man", **REST)
    judged_crowd(made, 40, (*LOW, *HIGH))
    read_by_two(works[:20], AccountFactory(email="one@example.org"), AccountFactory())
    publish_judged_quality(system, made, now=NOW)
    return made


def test_the_two_answers_stand_first(desk: Client, rubric: Rubric) -> None:
    text = desk.get(address(rubric)).content.decode()
    assert "Yes, assessors agree well." in text and "Not without a closer look" in text
    assert "Sex: women" in text and text.index("Do assessors agree?") < text.index("Who reaches level")
    assert "one@example.org" not in text


def test_rates_stand_beside_agreement_with_ratio_and_exact_test(desk: Client, rubric: Rubric) -> None:
    text = desk.get(address(rubric), {"level": "3"}).content.decode()
    assert "Weighted kappa" in text and "ICC of two readings" in text
    assert "Fisher's exact test" in text and "below four fifths, surely not chance" in text
    assert "at the sentences for each level first" in text and "at the questions first" not in text
    assert "people with another answer" not in text and "<svg" in text


def test_it_is_listed_beside_the_tests(desk: Client, rubric: Rubric, onramp: Organization) -> None:
    waiting = a_rubric(onramp)
    text = desk.get(reverse("convener:qualities")).content.decode()
    assert address(rubric) in text and address(waiting) in text
    assert "Judged work" in text and "Yes, assessors agree well." in text and "no figures yet" in text


def test_before_ten_people_the_page_says_why_it_says_nothing(desk: Client, onramp: Organization) -> None:
    made = a_rubric(onramp)
    judged_crowd(made, 9)
    text = desk.get(address(made)).content.decode()
    assert "Fewer than ten people were judged" in text and "kappa" not in text
    assert desk.get(address(made, "judged_quality_file")).status_code == 404


def test_the_table_is_a_file(desk: Client, rubric: Rubric) -> None:
    answer = desk.get(address(rubric, "judged_quality_file"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    woman = next(row for row in rows if row["group"] == "women" and row["level"] == "3")
    assert (woman["people"], woman["reached it"], woman["test"]) == ("60", "12", "fisher")


def test_a_reader_of_the_civic_lead_looks_too_without_the_assessors(onlooker: Client, rubric: Rubric) -> None:
    text = onlooker.get(address(rubric)).content.decode()
    assert "Weighted kappa" in text and reverse("account:agreement", args=[rubric.pk]) not in text


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
def test_the_pages_are_closed_to_everybody_else(
    browser_of: Callable[[Actor], Client], request: pytest.FixtureRequest, rubric: Rubric, who: str
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    for name in ("judged_quality", "judged_quality_file"):
        assert browser.get(address(rubric, name)).status_code == 403


def test_another_communitys_rubric_is_not_there(desk: Client, elsewhere: Community) -> None:
    theirs = a_rubric(OrganizationFactory(community=elsewhere, kinds=["onramp"]))
    assert desk.get(address(theirs)).status_code == 404
    assert desk.get(reverse("convener:judged_quality", args=[10**9])).status_code == 404


def test_it_is_in_spanish_too(desk: Client, rubric: Rubric) -> None:
    text = desk.get(address(rubric), HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "¿Coinciden quienes evalúan?" in text and "Responder a un ticket" in text
    translation.activate("en")


@pytest.mark.parametrize("more", [0, 6])
def test_the_pages_ask_the_database_as_often_however_much_there_is(
    desk: Client, rubric: Rubric, onramp: Organization, django_assert_max_num_queries: Any, more: int
) -> None:
    for _unused in range(more):
        a_rubric(onramp)
    with django_assert_max_num_queries(14):
        assert desk.get(address(rubric)).status_code == 200
    with django_assert_max_num_queries(16):
        assert desk.get(reverse("convener:qualities")).status_code == 200
