"""An employer comes by a link: checks an ad without an account, posts it, and looks at the people who fit."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.queries import actor_for
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.models import Unmasking
from tests.factories.matches import a_posting, found_person
from tests.journeys.browser import Walk, broken_words, overflow
from tests.journeys.town import organization_of, resident

AD = (Path(__file__).parents[2] / "benchmarks/extraction/texts/help_desk.txt").read_text(encoding="utf-8")
WORDS = re.compile("proven|likely|claimed|not yet shown")

pytestmark = pytest.mark.usefixtures("town")


def test_an_ad_is_checked_without_an_account(page: Page, walk: Walk) -> None:
    walk.to("/")
    walk.follow("Paste an ad")
    page.get_by_label("The job ad").fill(AD)
    walk.press("Check it")
    walk.headed("people here fit")
    walk.reads("Skills we read", "Active Directory")
    expect(page.get_by_label("A card to forward")).to_have_value(re.compile("People here who fit"))


def test_an_ad_becomes_a_posting_and_the_first_people_come_with_reasons(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("employer"))
    walk.to("/employer/")
    walk.follow("Post a job")
    page.get_by_label("Job title").fill("Help Desk Technician II")
    page.get_by_label("The job ad").fill(f"{AD}\nBachelor's degree required.")
    walk.press("Read the ad")
    walk.headed("may shut good people out")
    walk.press("Take the suggestion")
    walk.follow("Go on to the skills")
    walk.headed("Is that what the job needs?")
    walk.press("Confirm these skills")
    page.get_by_label("ZIP code of the workplace").fill("64106")
    page.get_by_label("Pay from, in dollars").fill("23.40")
    page.get_by_label("Pay to, in dollars").fill("31.15")
    walk.press("Save and go on")
    settle_the_words(page, walk)
    walk.press("Publish")
    say_how_skills_are_shown(page, walk)
    walk.follow("Open the shortlist")
    look_at_the_people(page, walk)


@pytest.mark.parametrize("width", [480, 768, 1280])
def test_no_word_of_what_a_job_asks_for_breaks_in_two(
    width: int, page: Page, sign_in: Callable[[Any], None]
) -> None:
    account, employer = resident("employer"), organization_of("employer")
    more = "\nNice to have: Python and Microsoft Intune."
    who = actor_for(account, employer.community)
    posting = create_posting(who, employer, title="Help desk", text=AD + more, now=timezone.now())
    sign_in(account)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(reverse("employer:posting", args=[posting.identifier]))
    expect(page.locator("main tbody")).to_contain_text("preferred")
    assert broken_words(page, "main tbody td") == [] and overflow(page) == 0


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_word_of_the_answers_further_down_a_shortlist_breaks_in_two(
    width: int, page: Page, sign_in: Callable[[Any], None]
) -> None:
    employer = organization_of("employer")
    asks = {Skill.objects.get(code=code): 2 for code in ("computer-hardware", "printer-support", "wifi")}
    for _unused in range(8):
        found_person(employer.community, asks)
    build_snapshot(employer.community_id, now=timezone.now())
    posting = a_posting(employer, asks)
    sign_in(resident("employer"))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(reverse("employer:shortlist", args=[posting.identifier]))
    expect(page.locator("main tbody button").first).to_be_visible()
    assert broken_words(page, "main tbody td") == [] and overflow(page) == 0


def test_people_are_found_by_skill_and_a_posting_begins_with_the_skills(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    employer = organization_of("employer")
    sql, python = Skill.objects.get(code="sql"), Skill.objects.get(code="python")
    for _unused in range(12):
        found_person(employer.community, {sql: 4})
    build_snapshot(employer.community_id, now=timezone.now())
    sign_in(resident("employer"))
    walk.to("/employer/")
    walk.follow("Find people by skill")
    walk.reads("Nobody can be written to from here", "No skills yet")
    for skill in (sql, python):
        page.get_by_label("Name of the skill").fill(skill.name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        walk.press(f"Add {skill.name}")
    page.locator(f"#level-{python.pk}").select_option("5")
    walk.press("Show people with these skills")
    walk.reads("Fewer than 10 people here show every essential skill", "singled out")
    page.locator(f"#need-{python.pk}").select_option("preferred")
    walk.press("Show people with these skills")
    walk.reads("people here show every essential skill", "hold for this search and this day")
    first = page.locator(".th-people > li").first
    expect(first).to_contain_text(re.compile(r"shows 1 of 1 essential skills"))
    expect(first.get_by_role("link")).to_have_count(0)
    page.get_by_label("Job title").fill("Report writer")
    walk.press("Begin a posting")
    walk.headed("Is that what the job needs?")
    walk.reads("SQL", "Python", "5 expert")


def settle_the_words(page: Page, walk: Walk) -> None:
    """Answer what the check still asks for, line by line, until the posting can be published."""
    for _unused in range(8):
        if page.get_by_role("button", name="Publish", exact=True).count():
            return
        walk.follow("The words")
        for name in ("Take the suggestion", "Keep as it is"):
            if page.get_by_role("button", name=name).count():
                walk.press(name)
                break
        walk.follow("Publish")
    raise AssertionError("the posting cannot be published:\n" + page.locator("#main").inner_text())


def say_how_skills_are_shown(page: Page, walk: Walk) -> None:
    """Choose the practice test of one skill; the minutes stand on the page before anybody begins."""
    walk.follow("How people show these skills")
    choice = page.get_by_label("Shown by").filter(has_text="practice").first
    choice.select_option(index=1)
    walk.press("Save the plan")
    walk.reads("1 step,", "minutes at most")
    walk.follow("Back to the posting")


def look_at_the_people(page: Page, walk: Walk) -> None:
    """Read the first three, say yes to the first who lets a name be shown, and learn it."""
    people = page.locator(".th-people > li")
    for at in range(3):
        expect(people.nth(at)).to_contain_text(re.compile(r"shows \d+ of \d+ essential skills"))
        expect(people.nth(at).locator(".th-word").first).to_have_text(WORDS)
    walk.press("Yes", people.first)
    expect(page.locator(".th-people > li").first.get_by_role("button", name="Yes")).to_have_attribute(
        "aria-pressed", "true"
    )
    walk.follow("Person", page.locator(".th-people > li").first)
    walk.reads("Skill by skill", "You said yes")
    before = Unmasking.objects.count()
    walk.press("Show the name")
    assert Unmasking.objects.count() == before + 1
    walk.reads("How to reach them")
    expect(page.locator("h1")).not_to_contain_text("Person ")
    walk.follow("Say what you saw them do")
    walk.leave_by(page.locator("#main .th-list a").first)
    page.locator("input[name=level]").nth(2).locator("xpath=following-sibling::label").click()
    walk.press("Say this")
    walk.reads("What you said", "3 independent")
