"""Every page of a job seeker draws, in both languages, for the person alone."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import SCHEDULE_BITS
from techhire.portals.seeker.profile_forms import STEPS
from tests.factories.seekers import access, piece, seeker_behind

pytestmark = pytest.mark.django_db
PLAIN = ["home", "profile", "found", "skills", "tasks", "jobs", "steps", "people", "who_looked", "erase"]


@pytest.fixture
def full(
    me: Seeker, posting: Posting, onramp: Organization, provider: Organization, tickets: Skill, task: object
) -> Seeker:
    """The person with something to show on every page."""
    access(me, onramp, "coaching")
    piece(me, tickets, "completion", 3, organization=provider, at=date(2025, 5, 1))
    return me


def ok(client: Client, address: str, language: str) -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    body = response.content.decode()
    assert f'<html lang="{language}">' in body
    assert body.count("<h1") == 1
    assert " style=" not in body
    assert not re.search(r"\son[a-z]+=", body)
    return body


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PLAIN)
def test_a_page_draws_in_both_languages(mine: Client, full: Seeker, name: str, language: str) -> None:
    ok(mine, reverse(f"seeker:{name}"), language)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("step", [form.slug for form in STEPS])
def test_a_question_draws_in_both_languages(mine: Client, full: Seeker, step: str, language: str) -> None:
    ok(mine, reverse("seeker:profile_step", args=[step]), language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_skill_and_a_job_draw_in_both_languages(
    mine: Client, full: Seeker, tickets: Skill, posting: Posting, language: str
) -> None:
    name = {"en": "Ticket handling", "es": "Manejo de tickets"}[language]
    assert name in ok(mine, reverse("seeker:skill", args=[tickets.code]), language)
    assert name in ok(mine, reverse("seeker:job", args=[posting.identifier]), language)


@pytest.mark.parametrize(
    ("language", "pay", "hours"),
    [("en", "$20 to $24.50 an hour", "full time"), ("es", "$20 a $24.50 por hora", "tiempo completo")],
)
def test_what_a_job_pays_and_when_stand_beside_the_fit(
    mine: Client, full: Seeker, posting: Posting, language: str, pay: str, hours: str
) -> None:
    Posting.objects.filter(pk=posting.pk).update(
        pay_min="20.00", pay_max="24.50", pay_unit="HOUR", schedule=SCHEDULE_BITS["full_time"]
    )
    assert pay in ok(mine, reverse("seeker:jobs") + "?all=1", language) + ok(
        mine, reverse("seeker:jobs"), language
    )
    page = ok(mine, reverse("seeker:job", args=[posting.identifier]), language)
    assert pay in page and hours in page
    Posting.objects.filter(pk=posting.pk).update(pay_max="20.00")
    page = ok(mine, reverse("seeker:job", args=[posting.identifier]), language)
    assert {"en": "$20 an hour", "es": "$20 por hora"}[language] in page


@pytest.mark.parametrize("name", PLAIN)
def test_a_visitor_is_sent_to_sign_in(browser: Callable[[None], Client], name: str) -> None:
    response = browser(None).get(reverse(f"seeker:{name}"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [name for name in PLAIN if name != "home"])
def test_somebody_without_a_record_is_asked_to_open_one(mine: Client, name: str) -> None:
    response = mine.get(reverse(f"seeker:{name}"))
    assert response.status_code == 302
    assert response.url == reverse("seeker:home")
    assert "Open your record" in mine.get(reverse("seeker:home")).content.decode()


def test_only_the_methods_a_page_knows_are_answered(mine: Client, full: Seeker) -> None:
    assert mine.post(reverse("seeker:jobs")).status_code == 405
    assert mine.get(reverse("seeker:found_off")).status_code == 405
    assert mine.get(reverse("seeker:start")).status_code == 405


def test_what_does_not_exist_is_not_found(mine: Client, full: Seeker) -> None:
    for name, value in [
        ("profile_step", "salary-history"),
        ("skill", "no-such-skill"),
        ("job", "no-such-job"),
        ("job", "00000000-0000-0000-0000-000000000000"),
    ]:
        assert mine.get(reverse(f"seeker:{name}", args=[value])).status_code == 404
    assert mine.post(reverse("seeker:withdraw", args=[987654])).status_code == 404
    assert mine.post(reverse("seeker:end_grant", args=[987654])).status_code == 404


def test_nobody_reaches_the_evidence_or_grant_of_somebody_else(
    browser: Callable[[Actor], Client], full: Seeker, rival: Actor, tickets: Skill, onramp: Organization
) -> None:
    seeker_behind(rival, "Somebody Else")
    row = piece(full, tickets, "completion", 3, organization=onramp)
    other = browser(rival)
    assert other.get(reverse("seeker:dispute", args=[row.pk])).status_code == 404
    assert other.post(reverse("seeker:withdraw", args=[row.pk])).status_code == 404
    grant = access(full, onramp, "coaching")
    assert other.post(reverse("seeker:end_grant", args=[grant.pk])).status_code == 404
