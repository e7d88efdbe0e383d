"""Somebody without a mouse confirms twenty skills and reads people in a row, and does not press Tab all day for it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from techhire.commons.communities.queries import actor_for
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.models import Posting
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

TWENTY = (
    "SQL", "Python", "Linux", "Active Directory", "DNS", "TCP/IP", "VPN", "PowerShell", "Git", "Docker",
    "HTML", "CSS", "JavaScript", "TypeScript", "React", "Jira", "ServiceNow", "Tableau", "Power BI", "Kubernetes",
)  # fmt: skip
CLEAR = "Requirements:\n" + "\n".join(f"- Two years of {name}" for name in TWENTY)
OPEN = "Requirements:\n- Two years of SQL\n- Active Directory\n- DNS\n- Linux\n- Communication\nNice to have: Python"
FEW = 25

pytestmark = pytest.mark.usefixtures("town")


def drafted(text: str) -> Posting:
    """A draft of the employer's with this ad."""
    actor = actor_for(resident("employer"), organization_of("employer").community)
    return create_posting(
        actor, organization_of("employer"), title="Computer technician", text=text, now=timezone.now()
    )


def presses(page: Page, target: Locator, limit: int) -> int:
    """How often Tab is pressed from where the focus is until the target has it."""
    for count in range(limit + 1):
        if target.evaluate("element => element === document.activeElement"):
            return count
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} was not reached with {limit} presses of Tab")


def button(page: Page, does: str, skill: str) -> Locator:
    """The button that does this to a skill; what a screen reader says of it names the skill."""
    return page.locator("#main").get_by_role("button", name=re.compile(rf"^{does}\s*: {skill}$"))


def test_twenty_clear_skills_are_confirmed_with_few_presses(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    posting = drafted(CLEAR)
    sign_in(resident("employer"))
    walk.to(reverse("employer:requirements", args=[posting.identifier]))
    walk.reads("20 of 20 are clear")
    button = page.locator("#main").get_by_role("button", name="Confirm these skills").first
    assert presses(page, button, FEW) < FEW
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/details/$"))
    assert posting.requirements.filter(confirmed=True, level=3).count() == 20


def test_levels_the_ad_does_not_say_are_set_at_once_and_a_skill_goes_and_comes_back(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    posting = drafted(OPEN)
    sign_in(resident("employer"))
    walk.to(reverse("employer:requirements", args=[posting.identifier]))
    walk.reads("1 of 6 is clear, 5 need your look", "Usual for a first job in Computer user support")
    main = page.locator("#main")
    assert presses(page, main.get_by_role("button", name="Set these levels"), FEW) < FEW
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk.look(page)
    walk.reads("not in the usual profile", "What you change here is kept only once you press")
    page.locator("#bulk-level").select_option(label="what stands beside each below")
    walk.press("Set these levels")
    walk.reads("6 of 6 are clear")
    walk.leave_by(button(page, "Leave out", "SQL"))
    walk.reads("5 of 5 are clear")
    put_back = button(page, "Put back", "SQL")
    assert presses(page, put_back, 3) <= 3, "the focus is not where the skill was left out"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk.reads("6 of 6 are clear")
    line = main.locator(f"#skill-{posting.requirements.get(skill__name='SQL').skill_id}")
    line.locator("summary").click()
    walk.look(page)
    line.get_by_label("Level needed").select_option("5")
    walk.leave_by(button(page, "Done", "SQL"))
    expect(line).to_contain_text("5 expert")
    walk.press("Confirm these skills")
    assert posting.requirements.get(skill__name="SQL").level == 5


@pytest.mark.parametrize("is_sent", [False, True])
def test_leaving_changes_that_are_not_confirmed_is_asked_first(
    page: Page, walk: Walk, sign_in: Callable[[Any], None], is_sent: bool
) -> None:
    posting = drafted(OPEN)
    sign_in(resident("employer"))
    here = reverse("employer:requirements", args=[posting.identifier])
    walk.to(here)
    line = page.locator(f"#skill-{posting.requirements.get(skill__name='SQL').skill_id}")
    line.locator("summary").click()
    line.get_by_label("Level needed").select_option("5")
    if is_sent:
        walk.leave_by(button(page, "Done", "SQL"))
        page.locator("h1").click()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(reverse("employer:home"))
    assert asked == ["beforeunload"]


def test_people_are_read_in_a_row(page: Page, walk: Walk, sign_in: Callable[[Any], None]) -> None:
    sign_in(resident("employer"))
    walk.to(reverse("employer:home"))
    walk.leave_by(page.locator("#main .th-next a", has_text="to look at").first)
    walk.leave_by(page.locator(".th-people a").first)
    main = page.locator("#main")
    walk.reads("on the list")
    for _unused in range(3):
        before = main.locator("h1").inner_text()
        later = main.get_by_role("button", name="Later")
        assert presses(page, later, FEW) < FEW
        with page.expect_navigation():
            page.keyboard.press("Enter")
        walk.reads("Saved for person", "Back to person")
        if "/shortlist/" in page.url:
            break
        expect(main.locator("h1")).not_to_have_text(before)
    walk.follow("Back to person")
    walk.follow("Who fits")
    assert re.search("#[a-z0-9]{6}$", page.url)
