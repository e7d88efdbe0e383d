"""Somebody signs in with the account of their organization: a press of a button, its server, and back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from techhire.commons.people.models import Account
from techhire.config.environment import Environment
from tests.factories.sign_in_server import SignInServer, sign_in_server
from tests.journeys.browser import Walk

SCREEN = "phone"

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def server(settings: Any) -> Iterator[SignInServer]:
    """The server the operator named."""
    with sign_in_server() as running:
        running.person |= {"email": "ana@river.example", "email_verified": True}
        apps = Environment(**running.settings()).oidc_apps()
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        yield running


@pytest.fixture
def abroad(context: BrowserContext) -> Iterator[Page]:
    """A page that may go to the other server; what the browser blocks on the way fails the test."""
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    yield page
    assert not [text for text in heard if "Content Security Policy" in text]


def test_a_press_of_a_button_goes_to_the_server_and_back(
    abroad: Page, axe: Callable[[Page], None], server: SignInServer
) -> None:
    walk = Walk(abroad, axe)
    walk.to(reverse("account_login"))
    walk.follow("River sign-in")
    expect(abroad.locator("h1")).to_be_visible()
    account = Account.objects.get(handle="ana@river.example")
    assert "/authorize" in server.asked
    walk.to(reverse("account:home"))
    walk.headed(f"Your account, {account.name}")


def test_what_goes_wrong_on_the_way_is_told(
    abroad: Page, axe: Callable[[Page], None], server: SignInServer
) -> None:
    walk = Walk(abroad, axe)
    abroad.goto(f"{reverse('account:signed_on', args=['sso'])}?code=old&state=old")
    walk.look(abroad)
    walk.headed("Your organization's sign-in did not work")
    walk.to(reverse("socialaccount_login_cancelled"))
    walk.headed("You stopped signing in")
    del server.person["email"]
    walk.to(reverse("account_login"))
    walk.follow("River sign-in")
    walk.headed("One thing is still needed")
