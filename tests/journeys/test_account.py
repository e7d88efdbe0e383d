"""Coming in: by password, by a code from a letter, with a passkey; staying away too long; being locked out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from techhire.commons.people.models import Account
from techhire.plays.marketplace.models import Posting
from tests.factories.communities import seat
from tests.factories.people import account_with_address
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of

SCREEN = "phone"
PASSWORD = "three plain words 7"

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def ana(town: None) -> Account:
    """Somebody with a proven address and a password."""
    account = account_with_address("ana@example.org")
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def as_demo(town: None, settings: Any, tmp_path: Path) -> None:
    """The site keeps its letters in a folder and shows them."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)


def try_password(page: Page, walk: Walk, password: str) -> None:
    """Fill in the sign-in form and send it."""
    page.locator("#id_login").fill("ana@example.org")
    page.locator("#id_password").fill(password)
    walk.press("Sign in")


def test_a_password_lets_in_and_a_wrong_one_keeps_the_address(page: Page, walk: Walk, ana: Account) -> None:
    walk.to(reverse("account_login"))
    try_password(page, walk, "something else")
    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("#id_login")).to_have_value("ana@example.org")
    try_password(page, walk, PASSWORD)
    walk.to(reverse("account:home"))
    walk.reads("You", "A password")
    for name in ("account:who_looked", "account_email", "account_change_password", "mfa_index"):
        walk.to(reverse(name))


def test_a_code_from_the_letter_lets_in(page: Page, walk: Walk, ana: Account, as_demo: None) -> None:
    walk.to(reverse("account_login"))
    walk.follow("Send me a code by e-mail")
    page.locator("input[type=email]").fill("ana@example.org")
    walk.press("Send me a code")
    mailbox = page.context.new_page()
    mailbox.goto(reverse("account:mailbox"))
    walk.look(mailbox)
    code = mailbox.locator(".th-code").first.inner_text()
    mailbox.close()
    page.locator("input[name=code]").fill(code)
    walk.press("Go on")
    walk.to(reverse("account:home"))
    walk.reads("A code sent to ana@example.org")


def test_the_demo_makes_one_somebody_with_one_press(page: Page, walk: Walk, as_demo: None) -> None:
    walk.to(reverse("account:demo"))
    page.goto(f"{reverse('account:demo')}?as=employer")
    walk.look(page)
    walk.reads("Harborlight Health")


def test_an_account_is_made_with_a_code(page: Page, walk: Walk, as_demo: None) -> None:
    walk.to(reverse("account_signup"))
    page.locator("#id_email").fill("new@example.org")
    for field in page.locator("#main input[type=password]").all():
        field.fill(PASSWORD)
    walk.press("Make my account")
    mailbox = page.context.new_page()
    mailbox.goto(reverse("account:mailbox"))
    code = mailbox.locator(".th-code").first.inner_text()
    mailbox.close()
    page.locator("input[name=code]").fill(code)
    walk.press("Go on")
    walk.to(reverse("seeker:home"))
    walk.headed("Find work for what you can do")


def test_passkeys_are_offered_and_can_be_added(page: Page, walk: Walk, ana: Account, settings: Any) -> None:
    walk.to(reverse("account_login"))
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
    try_password(page, walk, PASSWORD)
    walk.to(reverse("mfa_index"))
    page.goto(reverse("mfa_add_webauthn"))
    if page.locator("#id_password").count():
        page.locator("#id_password").fill(PASSWORD)
        walk.press("Go on")
    walk.headed("Add a passkey")
    expect(page.get_by_role("button", name="Add it")).to_be_enabled()


@pytest.fixture
def authenticator(page: Page) -> CDPSession:
    """The browser's own lock, with somebody in front of it who always touches it: keys that live in it (passkeys)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    lock = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": lock})
    session.lock_id = made["authenticatorId"]  # type: ignore[attr-defined]  # kept beside what it belongs to
    return session


def passkeys_in(authenticator: CDPSession) -> list[dict[str, Any]]:
    """What the lock keeps."""
    lock = {"authenticatorId": authenticator.lock_id}  # type: ignore[attr-defined]  # set by the fixture
    return list(authenticator.send("WebAuthn.getCredentials", lock)["credentials"])


def test_a_passkey_is_made_and_lets_in_without_a_password(
    page: Page, walk: Walk, ana: Account, authenticator: CDPSession
) -> None:
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    make_a_passkey(page, walk)
    kept = passkeys_in(authenticator)
    assert [key["isResidentCredential"] for key in kept] == [True]
    walk.to(reverse("mfa_index"))
    walk.reads("You have 1 passkey")
    walk.to(reverse("account_logout"))
    walk.press("Sign out", page.locator("#main"))
    walk.to(reverse("account_login"))
    walk.press("Use a passkey")
    walk.to(reverse("account:home"))
    walk.reads("A passkey")
    assert passkeys_in(authenticator)[0]["signCount"] > kept[0]["signCount"]


def test_beside_a_passkey_a_password_alone_is_not_enough(
    page: Page, walk: Walk, ana: Account, authenticator: CDPSession
) -> None:
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    make_a_passkey(page, walk)
    page.context.clear_cookies()
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    walk.headed("One more step")
    page.locator("#id_code").fill("123456")
    walk.press("Go on")
    expect(page.locator("#error-summary")).to_be_visible()
    walk.press("Use a passkey")
    walk.to(reverse("account:home"))
    walk.reads("A passkey")


def test_a_passkey_that_was_removed_lets_nobody_in(
    page: Page, walk: Walk, ana: Account, authenticator: CDPSession
) -> None:
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    make_a_passkey(page, walk)
    walk.to(reverse("mfa_index"))
    walk.follow("See and remove them")
    walk.headed("You have 1 passkey")
    walk.follow("Rename")
    page.locator("#id_name").fill("The old phone")
    walk.press("Save")
    walk.follow("Remove")
    walk.headed("Remove The old phone?")
    walk.press("Remove it")
    walk.headed("You have 0 passkeys")
    page.context.clear_cookies()
    walk.to(reverse("account_login"))
    walk.press("Use a passkey")
    expect(page.locator("#main .usa-alert--error, .usa-alert--error").first).to_be_visible()
    walk.to(reverse("account:home"))
    assert reverse("account_login") in page.url


def test_a_device_that_refuses_is_told_about_in_words(
    page: Page, walk: Walk, ana: Account, authenticator: CDPSession
) -> None:
    """The lock holds no key for this site, so the browser says no before anything is sent."""
    walk.to(reverse("account_login"))
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("#passkey-trouble")).to_be_visible()
    walk.look(page)


def make_a_passkey(page: Page, walk: Walk) -> None:
    """Add one from the account's own page, giving the password again where it is asked for."""
    walk.to(reverse("mfa_index"))
    walk.follow("Add a passkey")
    if page.locator("#id_password").count():
        page.locator("#id_password").fill(PASSWORD)
        walk.press("Go on")
    page.locator("#id_name").fill("Ana's phone")
    page.locator("label[for=id_passwordless]").click()
    walk.press("Add it")


def test_a_session_that_ends_while_typing_loses_nothing(
    page: Page, walk: Walk, ana: Account, sign_in: Callable[[Any], None]
) -> None:
    seat(ana, organization_of("employer"), "member")
    sign_in(ana)
    walk.to(reverse("employer:post"))
    page.get_by_label("Job title").fill("Typed before the session ended")
    page.get_by_label("The job ad").fill("You answer calls and reset passwords.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    walk.press("Read the ad")
    walk.headed("Your session ended")
    walk.press("Send it again")
    walk.reads("You are not signed in yet")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in, in a new tab").click()
    beside = opened.value
    beside.locator("#id_login").fill("ana@example.org")
    beside.locator("#id_password").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in").first.click()
    expect(beside.get_by_role("heading", name="You are signed in again")).to_be_visible()
    beside.close()
    walk.press("Send it again")
    posting = Posting.objects.get(title="Typed before the session ended")
    assert posting.text == "You answer calls and reset passwords."
    walk.to(reverse("layout:back_in"))
    walk.headed("You are signed in again")


def test_a_page_that_is_too_old_is_sent_again_with_one_press(
    page: Page, walk: Walk, ana: Account, sign_in: Callable[[Any], None]
) -> None:
    seat(ana, organization_of("employer"), "member")
    sign_in(ana)
    walk.to(reverse("employer:post"))
    page.get_by_label("Job title").fill("Typed on an old page")
    page.get_by_label("The job ad").fill("You answer calls and reset passwords.")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    walk.press("Read the ad")
    walk.headed("Please send that again")
    walk.press("Send it again")
    assert Posting.objects.filter(title="Typed on an old page").exists()


def test_a_session_that_ends_on_a_page_of_the_own_account_loses_nothing(
    page: Page, walk: Walk, ana: Account, sign_in: Callable[[Any], None]
) -> None:
    sign_in(ana)
    walk.to(reverse("account_email"))
    page.locator("#id_email").fill("new@example.org")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    walk.press("Add this address")
    walk.headed("Your session ended")
    sign_in(ana)
    walk.press("Send it again")
    walk.reads("new@example.org")


def test_too_many_wrong_passwords_have_to_wait(page: Page, walk: Walk, ana: Account) -> None:
    walk.to(reverse("account_login"))
    for _try in range(5):
        page.locator("#id_login").fill("ana@example.org")
        page.locator("#id_password").fill("wrong")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").first.click()
    try_password(page, walk, PASSWORD)
    expect(page.locator("#error-summary")).to_be_visible()
    walk.to(reverse("account_reset_password"))


def test_a_locked_account_is_told_how_to_open_again(page: Page, walk: Walk, ana: Account) -> None:
    Account.objects.filter(pk=ana.pk).update(state="locked")
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    walk.headed("This account is locked")
    walk.follow("Choose a new password")


def test_what_is_held_is_taken_along_and_erased(page: Page, walk: Walk, ana: Account) -> None:
    walk.to(reverse("account_login"))
    try_password(page, walk, PASSWORD)
    walk.to(reverse("account:erase"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert "ana@example.org" in Path(download.value.path()).read_text(encoding="utf-8")
    page.locator("#main .usa-checkbox__label").click()
    walk.press("Erase my account")
    assert Account.objects.get(pk=ana.pk).state == "erased"
