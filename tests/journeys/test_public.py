"""Somebody who has no account looks around, in English and in Spanish, and reports a job that asks for money."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from techhire.commons.communities.models import Organization
from techhire.plays.concerns.models import Concern
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

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
    job = Posting.objects.select_related("organization").filter(state="published").earliest("pk")
    program = Program.objects.select_related("organization").filter(state="listed").earliest("pk")
    return [
        *(reverse(name) for name in LISTS),
        reverse("public:job", args=[job.identifier]),
        reverse("public:employer", args=[job.organization.slug]),
        reverse("public:skill", args=["computer-troubleshooting"]),
        reverse("public:role", args=["user-support"]),
        reverse("public:program", args=[program.organization.slug, program.slug]),
        reverse("public:report_job", args=[job.identifier]),
        reverse("public:report_program", args=[program.organization.slug, program.slug]),
        reverse("public:report_organization", args=[job.organization.slug]),
        reverse("public:report_look_up"),
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


def test_a_job_that_asks_for_money_is_reported_and_seen_to(
    page: Page, walk: Walk, context: BrowserContext, sign_in: Callable[[Any], None]
) -> None:
    employer = organization_of("employer")
    job = Posting.objects.filter(organization=employer, state="published").earliest("pk")
    code = report(page, walk, job)

    sign_in(resident("convener"))
    walk.to(reverse("convener:home"))
    walk.headed("1 reported thing waits for you")
    walk.to(reverse("convener:concerns"))
    walk.follow(job.title)
    walk.reads("They asked me to buy gift cards.", "It asks for money", "ana@example.org")
    walk.press("Yes, take it out of sight")
    walk.reads("It is out of sight, and its owner knows why.")

    context.clear_cookies()
    sign_in(resident("employer"))
    answered(page, walk, job, employer)

    context.clear_cookies()
    sign_in(resident("convener"))
    walk.to(reverse("convener:concern", args=[Concern.objects.get().pk]))
    walk.reads("Somebody misused our name.")
    page.locator("label", has_text="it was taken down").click()
    walk.press("Settle it")
    walk.press("Write to them how it ended")
    walk.reads("Written to on")
    walk.to(reverse("convener:concerns"))
    walk.headed("No report waits")

    context.clear_cookies()
    walk.to(reverse("public:report_look_up"))
    page.get_by_label("Code of your report").fill(code.lower())
    walk.press("Look")
    walk.headed("Closed: it was taken down")
    assert page.url.endswith(reverse("public:report_state", args=[code]))


def report(page: Page, walk: Walk, job: Posting) -> str:
    """Report the job by the link on its page; returns the code to follow it by."""
    walk.to(reverse("public:job", args=[job.identifier]))
    walk.follow("Report this job")
    walk.press("Send the report")
    walk.reads("Choose what is wrong.")
    page.locator("label", has_text="It asks for money").click()
    page.get_by_label("What happened, in your words").fill("They asked me to buy gift cards.")
    page.get_by_label("E-mail").fill("ana@example.org")
    walk.press("Send the report")
    walk.headed("Your report has arrived")
    return page.locator("#main .th-number").inner_text()


def answered(page: Page, walk: Walk, job: Posting, employer: Organization) -> None:
    """The employer reads why its job is out of sight, and says its side."""
    walk.to(reverse("account:notices"))
    walk.to(reverse("employer:posting", args=[job.identifier]))
    walk.follow("Read why, and answer")
    assert page.url.endswith(reverse("account:notice", args=[Concern.objects.get(organization=employer).pk]))
    walk.reads("It asks for money", "Who said so is not told to you.")
    expect(page.locator("#main")).not_to_contain_text("gift cards")
    page.get_by_label("Your answer to the civic lead").fill("Somebody misused our name.")
    walk.press("Send the answer")


def test_somebody_signed_in_reads_the_answer_in_their_account(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    employer = organization_of("employer")
    sign_in(resident("seeker"))
    walk.to(reverse("public:employer", args=[employer.slug]))
    walk.follow("Report this employer")
    page.locator("label", has_text="It treats people unfairly").click()
    page.locator("label", has_text="Keep it with my account").click()
    walk.press("Send the report")
    walk.to(reverse("account:own_reports"))
    walk.reads(employer.name, "Nobody has read it yet.")
