"""A support partner: its first screen, a colleague invited by letter who says yes, and a key for a program."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.models import ApiToken, Invitation, Membership
from techhire.commons.communities.queries import token_of
from techhire.commons.ledger.worker import drain
from tests.factories.people import account_with_address
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

pytestmark = pytest.mark.usefixtures("town")


def test_the_first_screen_says_what_one_can_do(walk: Walk, sign_in: Callable[[Any], None]) -> None:
    sign_in(resident("support"))
    walk.to(reverse("support:home"))
    walk.headed("Nothing waits for you")
    walk.follow("Members")
    walk.headed("3 people work with")


def test_a_colleague_is_invited_by_letter_and_says_yes(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    house = organization_of("support")
    sign_in(resident("support"))
    walk.to(f"{reverse('account:members')}?organization={house.pk}")
    page.locator("#id_email").fill("nina@childcare.example")
    page.locator("#id_role").select_option("member")
    walk.press("Send the invitation")
    walk.reads("nina@childcare.example")
    drain(timezone.now)
    letter = next(sent for sent in mail.outbox if "nina@childcare.example" in sent.to)
    path = re.search(r"/invitation/[^\s/]+/", str(letter.body))
    assert path is not None
    page.context.clear_cookies()
    walk.to(path.group())
    walk.headed("invites you")
    nina = account_with_address("nina@childcare.example")
    sign_in(nina)
    walk.to(path.group())
    walk.press("Yes, I take part")
    assert Membership.objects.filter(account=nina, organization=house, role="member").exists()
    walk.to(reverse("account:home"))
    walk.reads(house.name)


def test_an_invitation_that_was_taken_back_is_closed(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    house = organization_of("support")
    sign_in(resident("support"))
    walk.to(f"{reverse('account:members')}?organization={house.pk}")
    page.locator("#id_email").fill("late@childcare.example")
    page.locator("#id_role").select_option("reader")
    walk.press("Send the invitation")
    token = token_of(Invitation.objects.get(email="late@childcare.example"))
    walk.press("Take it back")
    page.goto(reverse("account:invitation", args=[token]))
    walk.look(page)
    expect(page.get_by_role("button", name="Yes, I take part")).to_have_count(0)


def test_somebody_leaves_only_after_being_asked(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    account, house = resident("support"), organization_of("support")
    sign_in(account)
    seat = Membership.objects.get(account=account, organization=house)
    walk.to(reverse("account:leave", args=[seat.pk]))
    walk.headed(f"Leave {house.name}?")
    walk.press("Leave")
    seat.refresh_from_db()
    assert seat.ended_at is not None


def test_a_key_for_a_program_is_shown_once_and_ended(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    account = resident("support")
    sign_in(account)
    walk.to(reverse("account:tokens"))
    page.get_by_label("What is it for?").fill("nightly report")
    page.locator("fieldset .usa-checkbox__label").first.click()
    walk.press("Make it")
    secret = page.locator(".th-code").inner_text()
    assert secret
    walk.to(reverse("account:tokens"))
    assert secret not in page.content()
    walk.sure("End it now")
    assert ApiToken.objects.get(account=account).ended_at is not None


def test_an_organization_applies(page: Page, walk: Walk, sign_in: Callable[[Any], None]) -> None:
    sign_in(account_with_address("new@lantern.example"))
    walk.to(reverse("account:apply"))
    page.locator("#id_name").fill("Lantern Lofts")
    page.locator("fieldset label").first.click()
    walk.press("Send")
    walk.headed("Your organization waits to be let in")
    walk.follow("Draft a posting")
    page.get_by_label("Job title").fill("Lantern keeper")
    page.get_by_label("The job ad").fill("You reset passwords and answer calls at our help desk.")
    walk.press("Read the ad")
    walk.to(reverse("account:home"))
    walk.reads("Lantern Lofts", "The community looks at it first")
    walk.follow("Prepare a posting now")
    walk.reads("Lantern keeper")


def test_an_owner_corrects_what_is_told_about_the_house(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    house = organization_of("support")
    Membership.objects.filter(account=resident("support"), organization=house).update(role="owner")
    sign_in(resident("support"))
    walk.to(reverse("account:home"))
    walk.follow("Change what is told about")
    page.locator("#id_website").fill("childcare")
    walk.press("Save")
    expect(page.locator("#error-summary")).to_be_visible()
    page.locator("#id_website").fill("https://childcare.example")
    walk.press("Save")
    walk.to(f"{reverse('account:organization')}?organization={house.pk}")
    house.refresh_from_db()
    assert house.website == "https://childcare.example"
