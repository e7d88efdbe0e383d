"""A coach asks for a badge at the person's word, prints it in their language, and shows or ends it at their word."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.models import Credential
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Consent, Seeker
from tests.cases import in_one_world
from tests.factories.credentials import badge_for, earned
from tests.factories.matches import a_person, a_skill
from tests.factories.onramps import on_caseload
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
YES = "Yes, I want to show it at the interview."


@pytest.fixture
def sql(db: None) -> Skill:
    return a_skill("SQL", name_es="SQL: consultas")


@pytest.fixture
def caseload(onramp: Organization, sql: Skill) -> Caseload:
    """Ana, who speaks Spanish, has no account and passed a supervised test."""
    found = on_caseload(onramp, name="Ana Ruiz", language="es")
    earned(found.seeker, sql)
    return found


@pytest.fixture
def desk(browser: Callable[[Actor], Client], coach: Actor) -> Client:
    return browser(coach)


def place(caseload: Caseload, name: str = "person_badges", *args: object) -> str:
    return reverse(f"onramp:{name}", args=[caseload.seeker.code, *args])


def page(desk: Client, path: str) -> str:
    response = desk.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def badge(caseload: Caseload, sql: Skill, desk: Client) -> Credential:
    desk.post(place(caseload, "person_badge_get", sql.code), {"words": YES})
    return Credential.objects.get()


def test_it_is_offered_read_out_and_signed_with_what_they_said(
    desk: Client, coach: Actor, caseload: Caseload, sql: Skill
) -> None:
    assert place(caseload) in page(desk, place(caseload, "person"))
    assert "Ana Ruiz could have 1 badge" in page(desk, place(caseload))
    asked = place(caseload, "person_badge_get", sql.code)
    assert "Read this to them" in page(desk, asked)
    empty = desk.post(asked, {"words": "", "for_employers": "on"}).content.decode()
    assert "error-summary" in empty and "checked" in empty and not Credential.objects.exists()
    done = desk.post(asked, {"words": YES, "for_employers": "on"}, follow=True).content.decode()
    assert "The badge is signed." in done
    row = Credential.objects.get()
    assert (row.holder, row.for_employers, row.share_fingerprint) == ("nobody", True, None)
    heard = Consent.objects.filter(purpose="badges").order_by("pk")
    assert [consent.scope[0] for consent in heard] == ["sign", "employers"]
    assert {(consent.words, consent.recorded_by_id) for consent in heard} == {(YES, coach.account_id)}
    person = page(desk, place(caseload, "person"))
    assert YES in person and "a signed badge" in person and "They have it in writing" in person
    assert desk.get(asked).status_code == 404, "it is not offered twice"


def test_the_paper_is_in_their_language_with_their_name_and_a_code_once_there_is_a_link(
    desk: Client, caseload: Caseload, badge: Credential
) -> None:
    path = place(caseload, "person_badge", badge.identifier)
    refused = desk.post(path, {"do": "share", "words": ""}).content.decode()
    assert "error-summary" in refused and Credential.objects.get().share_fingerprint is None
    assert "The link is made." in desk.post(path, {"do": "share", "words": YES}, follow=True).content.decode()
    response = desk.get(place(caseload, "person_badge_certificate", badge.identifier))
    words = " ".join(PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())
    assert response["Content-Type"] == "application/pdf" and "Ana Ruiz" in words
    assert "SQL: consultas" in words and "/badges/shared/" in words.replace(" ", "")
    for form in ("png", "json"):
        assert desk.get(place(caseload, "person_badge_file", badge.identifier, form)).status_code == 200
    assert "The link is dead." in desk.post(path, {"do": "unshare"}, follow=True).content.decode()


def test_employers_learn_of_it_and_no_more_at_their_word(
    desk: Client, caseload: Caseload, badge: Credential
) -> None:
    path = place(caseload, "person_badge", badge.identifier)
    desk.post(path, {"do": "show", "words": YES})
    assert Credential.objects.get().for_employers
    assert "They may know that a badge" in page(desk, path)
    desk.post(path, {"do": "hide"})
    assert not Credential.objects.get().for_employers
    desk.post(path, {"do": "give_up"})
    assert Credential.objects.get().state == "revoked"
    assert not Consent.objects.filter(purpose="badges", withdrawn_at__isnull=True).exists()
    assert "They do not want this badge" not in page(desk, path)
    assert desk.post(path, {"do": "dance"}).status_code == 404


def test_for_somebody_with_their_own_page_the_coach_shows_nothing_to_anybody(
    desk: Client, onramp: Organization, sql: Skill
) -> None:
    caseload = on_caseload(onramp, name="Dana Reyes", account=AccountFactory())
    row = badge_for(caseload.seeker, sql)
    path = place(caseload, "person_badge", row.identifier)
    shown = page(desk, path)
    assert "They have their own page." in shown and "make the link" not in shown
    refused = desk.post(path, {"do": "share", "words": YES}).content.decode()
    assert "Only the person can show their badge" in refused
    other = a_skill("Python")
    earned(caseload.seeker, other)
    assert "for_employers" not in page(desk, place(caseload, "person_badge_get", other.code))


def test_without_a_test_it_says_what_is_needed(desk: Client, onramp: Organization) -> None:
    caseload = on_caseload(onramp, name="Kim")
    assert "A supervised test or judged work has to prove a skill first." in page(desk, place(caseload))


@in_one_world(
    "who", ["rival", "trainer", "helper", "convener", "hiring_manager", "stranger", "person", "onramp_reader"]
)
def test_nobody_else_opens_any_of_it(
    browser: Callable[[Actor], Client],
    caseload: Caseload,
    badge: Credential,
    sql: Skill,
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    desk = browser(request.getfixturevalue(who))
    for path in (
        place(caseload),
        place(caseload, "person_badge_get", sql.code),
        place(caseload, "person_badge", badge.identifier),
        place(caseload, "person_badge_certificate", badge.identifier),
        place(caseload, "person_badge_file", badge.identifier, "json"),
    ):
        assert desk.get(path).status_code in (302, 403, 404)
    assert Credential.objects.count() == 1


def test_a_badge_of_somebody_else_is_not_found_under_this_person(
    desk: Client, caseload: Caseload, onramp: Organization, sql: Skill
) -> None:
    other: Seeker = a_person(onramp.community, name="Lee")
    row = badge_for(other, sql)
    for name, more in (
        ("person_badge", []),
        ("person_badge_certificate", []),
        ("person_badge_file", ["json"]),
    ):
        assert desk.get(place(caseload, name, row.identifier, *more)).status_code == 404


@pytest.fixture
def onramp_reader(onramp: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Somebody who may only look at what the onramp keeps."""
    return as_member(onramp, "reader")


def test_the_list_takes_few_queries(
    desk: Client, caseload: Caseload, django_assert_max_num_queries: Any
) -> None:
    for n in range(6):
        badge_for(caseload.seeker, a_skill(f"Skill {n}"))
    with django_assert_max_num_queries(30):
        page(desk, place(caseload))
