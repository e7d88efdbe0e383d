"""The page of voluntary questions: offered afterwards, saved, changed and deleted by the person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.providers.actions.cohorts import add_cohort, enroll
from techhire.plays.providers.actions.programs import create_program, list_program, set_teaches
from techhire.plays.seekers.models import Seeker, SelfIdentification
from tests.factories.matches import NOW
from tests.factories.quality import a_test, finished
from tests.factories.seekers import access

pytestmark = pytest.mark.django_db
PAGE = "seeker:about"
ANSWERS = {"save": "1", "sex": "man", "race": "asian", "age": "under_forty"}


@pytest.fixture
def tested(me: Seeker) -> Seeker:
    """The person, after a test."""
    finished(a_test(), me, theta=0.4)
    return me


def test_before_a_test_or_a_course_nothing_is_asked(mine: Client, me: Seeker) -> None:
    text = mine.get(reverse(PAGE)).content.decode()
    assert "There is nothing to answer yet" in text and "<fieldset" not in text
    mine.post(reverse(PAGE), ANSWERS)
    assert not SelfIdentification.objects.exists()
    assert reverse(PAGE) not in mine.get(reverse("seeker:home")).content.decode()


def test_after_a_test_the_first_screen_offers_it_once(mine: Client, tested: Seeker) -> None:
    assert reverse(PAGE) in mine.get(reverse("seeker:home")).content.decode()
    assert mine.post(reverse(PAGE), ANSWERS)["Location"] == reverse(PAGE)
    assert reverse(PAGE) not in mine.get(reverse("seeker:home")).content.decode()
    assert SelfIdentification.objects.get().race == "asian"


def test_beginning_a_course_is_a_time_to_ask_too(
    mine: Client, me: Seeker, trainer: Actor, provider: Organization, tickets: object
) -> None:
    program = create_program(trainer, provider, name="Desk school", now=NOW)
    set_teaches(trainer, program, lines=[(tickets.pk, 2)], now=NOW)  # type: ignore[attr-defined]  # a fixture
    list_program(trainer, program, now=NOW)
    cohort = add_cohort(trainer, program, starts_on=NOW.date() + timedelta(days=3), seats=5, now=NOW)
    access(me, provider, "training")
    enroll(trainer, cohort, me, now=NOW)
    assert "<fieldset" in mine.get(reverse(PAGE)).content.decode()


def test_every_question_starts_with_rather_not_say(mine: Client, tested: Seeker) -> None:
    text = mine.get(reverse(PAGE)).content.decode()
    assert text.count('value="not_said"') == 3
    for block in text.split('value="not_said"')[1:]:
        assert "checked" in block[: block.index(">")]


def test_the_answers_can_be_deleted(mine: Client, tested: Seeker) -> None:
    mine.post(reverse(PAGE), ANSWERS)
    text = mine.get(reverse(PAGE)).content.decode()
    assert "Delete my answers" in text
    mine.post(reverse(PAGE), {"take_back": "1"})
    assert not SelfIdentification.objects.exists()


def test_an_answer_nobody_offers_is_said_beside_its_question(mine: Client, tested: Seeker) -> None:
    text = mine.post(reverse(PAGE), ANSWERS | {"race": "martian"}).content.decode()
    assert "error-summary" in text
    assert not SelfIdentification.objects.exists()


def test_the_page_is_kept_by_no_browser_and_opens_to_the_person_alone(
    mine: Client, tested: Seeker, browser: Callable[[Actor | None], Client], coach: Actor
) -> None:
    mine.post(reverse(PAGE), ANSWERS)
    assert "no-store" in mine.get(reverse(PAGE))["Cache-Control"]
    assert browser(None).get(reverse(PAGE)).status_code == 302
    assert browser(coach).get(reverse(PAGE))["Location"] == reverse("seeker:home")


def test_it_is_in_spanish_too(mine: Client, tested: Seeker) -> None:
    text = mine.get(reverse(PAGE), HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "Prefiero no decirlo" in text and "Hispana o latina" in text
