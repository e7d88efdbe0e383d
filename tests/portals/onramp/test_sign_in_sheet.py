"""Sheets people sign: empty for an event, with names for a test day, in both languages; and the card, in theirs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import TestDay
from techhire.plays.seekers.models import AccessRecord, Seeker
from techhire.portals.onramp.sign_in_sheet import LINES, SPARE
from tests.cases import in_one_world
from tests.factories.assessments import a_test_day, checked_in
from tests.factories.matches import a_person
from tests.factories.onramps import on_caseload

Browser = Callable[[Actor | None], Client]
BOTH = (("Name", "Nombre"), ("Time in", "Hora de llegada"), ("Signature", "Firma"))
OTHERS = ["hiring_manager", "trainer", "helper", "convener", "person", "stranger"]


@pytest.fixture
def day(onramp: Organization) -> TestDay:
    return a_test_day(onramp, place="Public library")


def opened(client: Client, name: str, *args: object, language: str = "en") -> str:
    client.cookies["django_language"] = language
    page = client.get(reverse(f"onramp:{name}", args=args))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_sheet_is_headed_in_both_languages(language: str, browser: Browser, coach: Actor) -> None:
    page = opened(browser(coach), "sign_in_sheet", language=language)
    for heads in BOTH:
        for code, words in zip(("en", "es"), heads, strict=True):
            assert f'<span lang="{code}">{words}</span>' in page
    assert page.count("<td>&nbsp;</td>") == LINES
    assert '<span lang="es">Lugar</span>' in page


@pytest.mark.parametrize("sheet", ["intake", "needs"])
def test_it_is_reached_from_the_other_sheets(sheet: str, browser: Browser, coach: Actor) -> None:
    assert reverse("onramp:sign_in_sheet") in opened(browser(coach), "paper", sheet)


def test_a_test_day_has_its_people_on_it_and_they_can_read_who_saw_their_names(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    ana = checked_in(day, a_person(community, name="Ana Ruiz"), confirmed=False)
    coached = browser(coach)
    page = opened(coached, "test_day_sign_in", day.pk)
    assert '<th scope="row">Ana Ruiz</th>' in page and page.count("<td>&nbsp;</td>") == LINES - 1
    assert "Public library" in page and '<span lang="es">Día de pruebas' in page
    look = AccessRecord.objects.get(seeker=ana.seeker)
    assert (look.purpose, look.what, look.organization) == ("testing", "name", day.organization)
    assert reverse("onramp:test_day_sign_in", args=[day.pk]) in opened(coached, "test_day", day.pk)


def test_a_long_list_keeps_a_few_empty_lines(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    for number in range(LINES):
        checked_in(day, a_person(community, name=f"Person {number}"), confirmed=False)
    assert opened(browser(coach), "test_day_sign_in", day.pk).count("<td>&nbsp;</td>") == SPARE


@in_one_world("role", OTHERS)
def test_nobody_else_opens_them(
    role: str, browser: Browser, day: TestDay, request: pytest.FixtureRequest
) -> None:
    checked_in(day, a_person(day.organization.community))
    client = browser(request.getfixturevalue(role))
    pages = (reverse("onramp:sign_in_sheet"), reverse("onramp:test_day_sign_in", args=[day.pk]))
    assert {client.get(page).status_code for page in pages} == {403}
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_a_test_day_is_headed_in_both_languages(
    language: str, browser: Browser, coach: Actor, day: TestDay
) -> None:
    page = opened(browser(coach), "test_list", day.pk, language=language)
    for code, words in (("en", "Here"), ("es", "Aquí"), ("en", "Looked at a photo ID")):
        assert f'<span lang="{code}">{words}</span>' in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(
    ("theirs", "says", "not_said"), [("es", "Cuídela", "Keep it like"), ("en", "Keep it like", "Cuídela")]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_card_speaks_the_language_of_the_person_and_its_page_that_of_the_coach(
    language: str, theirs: str, says: str, not_said: str, browser: Browser, coach: Actor, onramp: Organization
) -> None:
    seeker = on_caseload(onramp, name="Ana Ruiz").seeker
    Seeker.objects.filter(pk=seeker.pk).update(language=theirs)
    client = browser(coach)
    client.cookies["django_language"] = language
    page = client.post(reverse("onramp:person_card", args=[seeker.code])).content.decode()
    assert says in page and not_said not in page
    assert f'class="th-printed-card" lang="{theirs}"' in page
    assert ("Print the card" in page) == (language == "en")
