"""Somebody without a mouse posts a job and turns being found on and off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.models import Seeker
from tests.journeys.browser import Keyboard, Walk
from tests.journeys.town import resident

AD = "You answer calls, reset passwords in Active Directory and write tickets. You need a driver's license."

pytestmark = pytest.mark.usefixtures("town")


def test_the_first_stop_skips_to_the_content(page: Page, walk: Walk, keyboard: Keyboard) -> None:
    walk.to("/")
    page.keyboard.press("Tab")
    skip = page.locator(".usa-skipnav")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keyboard.press(skip)
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_a_job_is_posted_by_keyboard_alone(
    page: Page, walk: Walk, keyboard: Keyboard, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("employer"))
    walk.to(reverse("employer:home"))
    go(page, keyboard, "link", "Post a job")
    keyboard.write(page.get_by_label("Job title"), "Night help desk")
    keyboard.write(page.get_by_label("The job ad"), AD)
    go(page, keyboard, "button", "Read the ad")
    assert Posting.objects.get(title="Night help desk").text == AD
    go(page, keyboard, "link", "Go on to the skills")
    go(page, keyboard, "button", "Confirm these skills", limit=25)
    keyboard.write(page.get_by_label("ZIP code of the workplace"), "64106")
    go(page, keyboard, "button", "Save and go on", limit=60)
    assert Posting.objects.get(title="Night help desk").zip_code == "64106"


def test_being_found_is_turned_off_and_on_by_keyboard_alone(
    page: Page, walk: Walk, keyboard: Keyboard, sign_in: Callable[[Any], None]
) -> None:
    account = resident("seeker")
    account.language = "en"
    account.save(update_fields=["language"])
    sign_in(account)
    walk.to(reverse("seeker:found"))
    go(page, keyboard, "button", "Turn it off now")
    assert not Seeker.objects.get(account=account).found
    walk.to(reverse("seeker:found"))
    go(page, keyboard, "button", "Yes, let employers find me")
    assert Seeker.objects.get(account=account).found


def test_every_stop_of_a_page_shows_where_the_focus_is(page: Page, walk: Walk, keyboard: Keyboard) -> None:
    walk.to(reverse("public:check_ad"))
    for target in page.locator("#main a:visible, #main button:visible, #main textarea:visible").all():
        keyboard.reach(target)


def go(page: Page, keyboard: Keyboard, role: Any, name: str, limit: int = 80) -> None:
    """Reach a link or button of the main part with Tab, and press Enter on it."""
    target = page.locator("#main").get_by_role(role, name=name).first
    keyboard.reach(target, limit)
    with page.expect_navigation():
        page.keyboard.press("Enter")
