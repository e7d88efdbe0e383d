"""Sheets to print: both languages at once, the questions of the pages they are typed into, for the onramp alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.portals.onramp.both_languages import in_both
from techhire.portals.onramp.enter_person import EnterForm
from techhire.portals.onramp.paper import SHEETS
from techhire.portals.onramp.profile import ProfileForm
from tests.cases import in_one_world
from tests.factories.matches import a_skill, a_task

Browser = Callable[[Actor | None], Client]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("sheet", "fields"), [("intake", EnterForm), ("needs", ProfileForm)])
def test_a_sheet_asks_what_its_page_asks_in_both_languages(
    sheet: str, fields: type, language: str, browser: Browser, coach: Actor, onramp: Organization
) -> None:
    client = browser(coach)
    client.cookies["django_language"] = language
    page = client.get(reverse("onramp:paper", args=[sheet])).content.decode()
    for asked in fields.base_fields.values():
        for code, words in in_both(asked.label):
            assert f'<span lang="{code}">{escape(words)}</span>' in page, words
    assert f'<html lang="{language}"' in page


def test_everyday_tasks_are_there_to_be_ticked(browser: Browser, coach: Actor) -> None:
    a_task("Answer the phone", {a_skill("Phones"): 2})
    page = browser(coach).get(reverse("onramp:paper", args=["intake"])).content.decode()
    assert '<span lang="en">Answer the phone</span>' in page
    assert (
        "Answer the phone" not in browser(coach).get(reverse("onramp:paper", args=["needs"])).content.decode()
    )


@pytest.mark.parametrize("page", ["onramp:home", "onramp:enter_person"])
def test_the_sheets_are_reached(page: str, browser: Browser, coach: Actor) -> None:
    assert reverse("onramp:paper", args=["intake"]) in browser(coach).get(reverse(page)).content.decode()


@in_one_world("role", ["hiring_manager", "trainer", "helper", "convener", "person", "stranger"])
def test_others_are_sent_away(role: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    client = browser(request.getfixturevalue(role))
    pages = [reverse("onramp:paper", args=[sheet]) for sheet in SHEETS]
    assert {client.get(page).status_code for page in pages} == {403}


def test_a_sheet_that_is_not_there_is_not_found(browser: Browser, coach: Actor) -> None:
    assert browser(coach).get(reverse("onramp:paper", args=["other"])).status_code == 404
