"""Somebody who has no account looks around, in English and in Spanish."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program
from tests.journeys.browser import Walk

SCREEN = "phone"
pytestmark = pytest.mark.usefixtures("town")

LISTS = (
    "public:home",
    "public:jobs",
    "public:skills",
    "public:credentials",
    "public:roles",
    "public:programs",
    "public:privacy",
)


def addresses() -> list[str]:
    """Every page that needs no account; one of each kind of thing."""
    job = Posting.objects.filter(state="published").earliest("pk")
    program = Program.objects.select_related("organization").filter(state="listed").earliest("pk")
    return [
        *(reverse(name) for name in LISTS),
        reverse("public:job", args=[job.identifier]),
        reverse("public:skill", args=["computer-troubleshooting"]),
        reverse("public:role", args=["user-support"]),
        reverse("public:program", args=[program.organization.slug, program.slug]),
        reverse("public:check_ad"),
        reverse("public:could_i"),
        reverse("api-docs"),
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_public_page_opens_and_has_no_barrier(page: Page, walk: Walk, language: str) -> None:
    if language == "es":
        speak_spanish(page, walk)
    for address in addresses():
        walk.to(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_count(1)


def speak_spanish(page: Page, walk: Walk) -> None:
    """Choose the language where the page offers it: in the menu, which a phone opens first."""
    walk.to("/")
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
        expect(page.get_by_role("button", name="Español")).to_be_in_viewport()
    with page.expect_navigation():
        page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_jobs_skills_and_programs_are_found_by_words(page: Page, walk: Walk) -> None:
    walk.to("/jobs/")
    title = page.locator("#main h2 a").first.inner_text()
    page.get_by_label("Search by job, skill, employer or city").fill(title)
    walk.press("Search")
    walk.follow(title)
    walk.headed(title)
    walk.reads("What you need on day one")
    walk.to("/skills/?q=fix+computers")
    expect(page.locator("#main h2").first).to_have_text(re.compile(r"[1-9]\d* skills? fits? “fix computers”"))
    walk.to("/programs/?free=1")
    walk.follow(page.locator("#main h2 a").first.inner_text())
    walk.reads("What you can do after it")


def test_a_search_without_hits_says_what_to_do(walk: Walk) -> None:
    walk.to("/jobs/?q=zzzz")
    walk.reads("No job fits this search. Try fewer words.")
    walk.to("/programs/?q=zzzz")
    walk.reads("Try fewer words or another skill.")


def test_a_page_that_is_not_there_leads_back(page: Page, walk: Walk) -> None:
    answer = page.goto("/jobs/not-a-job/")
    assert answer is not None and answer.status == 404
    walk.look(page)
    walk.follow("Go to the start")
    walk.headed("Get hired for what you can do")
