"""What a person did, told together with their coach; and the resume that is printed for them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    start_experience,
)
from techhire.plays.seekers.models import Evidence, Experience, Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import a_skill
from tests.factories.onramps import on_caseload

Browser = Callable[[Actor | None], Client]


@pytest.fixture
def ana(onramp: Organization) -> Seeker:
    """Somebody without an account on the caseload."""
    return on_caseload(onramp, name="Ana Ruiz", is_adult=True).seeker


def test_a_coach_writes_down_what_somebody_did(browser: Browser, coach: Actor, ana: Seeker) -> None:
    a_skill("Excel")
    client = browser(coach)
    listing = reverse("onramp:person_experiences", args=[ana.code])
    assert "Ask Ana Ruiz these questions" in client.get(listing).content.decode()
    first = client.post(listing, {"kind": "paid"}).url
    told = Experience.objects.get()
    assert first.startswith(reverse("onramp:person_experience_step", args=[ana.code, told.pk, "title"]))
    assert "organization=" in first
    step = reverse("onramp:person_experience_step", args=[ana.code, told.pk, "tools"])
    client.post(step, {"tools": "Microsoft Excel", "version": told.version})
    row = told.skills.get()
    ask = reverse("onramp:person_experience_skill", args=[ana.code, told.pk, row.pk])
    client.post(ask, {"level": "2"})
    piece = Evidence.objects.get()
    assert (piece.kind, piece.recorded_by_id) == ("claim", coach.account_id)
    one = reverse("onramp:person_experience", args=[ana.code, told.pk])
    shown = client.get(one).content.decode()
    assert "Excel" in shown and "1 skill of theirs" in shown and "Their resume" in shown
    assert "What you told" not in shown and "My resume" not in shown
    resume = client.get(reverse("onramp:person_resume", args=[ana.code])).content.decode()
    assert "The resume of Ana Ruiz is ready" in resume and "<title>Resume of Ana Ruiz" in resume
    assert "Their phone number" in resume and "one more thing they did" in resume
    for to_the_person in ("My ", "Your ", "things I did", "thing I did", "you told", "reach you"):
        assert to_the_person not in resume[resume.index("<main") : resume.index("</main>")]
    behind = client.get(reverse("onramp:person_behind", args=[ana.code])).content.decode()
    assert "What they told us" in behind and "hat you told us" not in behind
    file = client.get(reverse("onramp:person_resume_file", args=[ana.code]))
    assert file["Content-Type"] == "application/pdf"


TO_THE_PERSON = re.compile(
    r"\b(you|your|yours|i|me|my|mine|myself)\b|\b(usted|mi|mis|me|hice|hizo usted)\b", re.IGNORECASE
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_page_a_coach_writes_on_speaks_of_the_person(
    browser: Browser, coach: Actor, ana: Seeker, language: str
) -> None:
    a_skill("Excel"), a_skill("Word")
    client = browser(coach)
    client.cookies["django_language"] = language
    told = start_experience(coach, ana, kind="paid", now=timezone.now())
    told = describe_experience(
        coach,
        told,
        what="Hice cuentas en Microsoft Excel todos los días.",
        tools="Microsoft Word",
        now=timezone.now(),
    )
    kept, dropped = told.skills.order_by("pk")
    steps = ["title", "what", "often", "tools", "tasks", "place", "english"]
    pages = [reverse("onramp:person_experience_step", args=[ana.code, told.pk, step]) for step in steps]
    pages += [
        reverse("onramp:person_experience_skill", args=[ana.code, told.pk, row.pk]) for row in (kept, dropped)
    ]
    everything = [
        reverse("onramp:person_experiences", args=[ana.code]),
        reverse("onramp:person_experience", args=[ana.code, told.pk]),
    ]
    for address in (*pages, *everything):
        assert_speaks_of_the_person(client.get(address), address)
    answer_found_skill(coach, kept, level=3, now=timezone.now())
    answer_found_skill(coach, dropped, level=0, now=timezone.now())
    for address in everything:
        assert_speaks_of_the_person(client.get(address), address)
    gone = client.post(everything[1], {"remove": "1"}, follow=True)
    assert_speaks_of_the_person(gone, "after removing")


def assert_speaks_of_the_person(response: Any, address: str) -> None:
    assert response.status_code == 200, address
    tree = html.fromstring(response.content.decode())
    assert tree.xpath("//main")[0].text_content().strip()
    for quoted in tree.xpath("//main//q | //main//dd[@lang] | //main//textarea | //main//span[@lang]"):
        quoted.drop_tree()
    said = " ".join(tree.xpath("//title")[0].text_content().split())
    said += " " + " ".join(tree.xpath("//main")[0].text_content().split())
    assert not TO_THE_PERSON.search(said), (address, TO_THE_PERSON.search(said), said)


def test_a_reader_changes_nothing(
    browser: Browser, onramp: Organization, as_member: Callable[..., Actor], ana: Seeker
) -> None:
    client = browser(as_member(onramp, "reader"))
    listing = reverse("onramp:person_experiences", args=[ana.code])
    assert client.get(listing).status_code == 403
    assert client.post(listing, {"kind": "paid"}).status_code in {200, 403}
    assert not Experience.objects.exists()


@pytest.mark.parametrize("name", ["person_experiences", "person_resume", "person_resume_file"])
def test_another_onramp_finds_nobody(
    name: str, browser: Browser, community: Community, as_member: Callable[..., Actor], ana: Seeker
) -> None:
    other = as_member(OrganizationFactory(community=community, kinds=["onramp"]), "owner")
    assert browser(other).get(reverse(f"onramp:{name}", args=[ana.code])).status_code == 404
