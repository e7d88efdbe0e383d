"""Ways in: password, code, card, passkey page; guessing locks, proving the address opens again."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from techhire.commons.ledger.models import Fact
from techhire.commons.people.actions import create_account, issue_card
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from tests.factories.people import account_without_address

pytestmark = pytest.mark.django_db
PASSWORD = "three long words 7"
HOME = "/home/"


@pytest.fixture(autouse=True)
def nobody_counted_yet() -> Iterator[None]:
    """The limits on tries live in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ana(community: object, now: datetime) -> Account:
    return create_account(email="ana@example.org", password=PASSWORD, language="es", verified=True, now=now)


@pytest.fixture
def client(community: object) -> Client:
    return Client()


def code_in_last_letter() -> str:
    return re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[-1]


def sign_in(client: Client, password: str) -> int:
    answer = client.post(reverse("account_login"), {"login": "ana@example.org", "password": password})
    return int(answer.status_code)


def test_a_password_lets_in_and_speaks_the_account_s_language(client: Client, ana: Account) -> None:
    answer = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, HOME)
    assert answer.cookies["django_language"].value == "es"


def test_a_wrong_password_keeps_what_was_typed(client: Client, ana: Account) -> None:
    answer = client.post(reverse("account_login"), {"login": "ana@example.org", "password": "no"})
    assert answer.status_code == 200
    assert b"ana@example.org" in answer.content
    assert b"error-summary" in answer.content


def test_signing_up_needs_a_code_from_the_address(client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    account = Account.objects.get(handle="new@example.org")
    assert "_auth_user_id" not in client.session
    answer = client.post(reverse("account_email_verification_sent"), {"code": code_in_last_letter()})
    assert answer.url == HOME
    assert client.session["_auth_user_id"] == str(account.pk)
    assert Fact.objects.get(name="AccountCreated").data["way"] == "signed_up"


def test_a_wrong_code_after_signing_up_lets_nobody_in(client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    client.post(reverse("account_email_verification_sent"), {"code": "0000-0000"})
    assert "_auth_user_id" not in client.session


def test_signing_up_twice_does_not_tell_who_is_here(client: Client, ana: Account) -> None:
    answer = client.post(reverse("account_signup"), {"email": "ana@example.org", "password1": PASSWORD})
    other = Client().post(reverse("account_signup"), {"email": "bea@example.org", "password1": PASSWORD})
    assert (answer.status_code, answer.url) == (other.status_code, other.url)
    assert Account.objects.filter(email="ana@example.org").count() == 1


def test_a_code_by_e_mail_lets_in(client: Client, ana: Account) -> None:
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    assert len(mail.outbox) == 1
    assert "River City TechHire" in str(mail.outbox[0].body)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in_last_letter()})
    assert answer.url == HOME


def test_a_code_may_be_typed_without_its_dash(client: Client, ana: Account) -> None:
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    typed = code_in_last_letter().replace("-", "")
    assert client.post(reverse("account_confirm_login_code"), {"code": typed}).url == HOME


def test_twenty_wrong_passwords_lock_and_a_code_opens_again(
    client: Client, ana: Account, settings: object
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False  # type: ignore[attr-defined]  # the wrapper takes any name
    for _try in range(20):
        sign_in(client, "wrong")
    ana.refresh_from_db()
    assert ana.state == "locked"
    answer = client.post(
        reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD}, follow=True
    )
    assert "_auth_user_id" not in client.session
    assert reverse("account_reset_password").encode() in answer.content

    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in_last_letter()})
    new = "another three words 8"
    client.post(reverse("account_complete_password_reset"), {"password1": new, "password2": new})
    ana.refresh_from_db()
    assert ana.state == "active"
    assert sign_in(client, new) == 302
    assert Fact.objects.filter(name__in=["AccountLocked", "AccountRecovered"]).count() == 2


def test_an_erased_account_gets_no_code(client: Client, ana: Account) -> None:
    Account.objects.filter(pk=ana.pk).update(state="erased")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    assert not re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))


def test_five_quick_tries_are_enough(client: Client, ana: Account) -> None:
    for _try in range(5):
        sign_in(client, "wrong")
    assert sign_in(client, PASSWORD) == 200
    ana.refresh_from_db()
    assert ana.state == "active"


def test_somebody_locked_loses_the_open_session(client: Client, ana: Account) -> None:
    sign_in(client, PASSWORD)
    assert client.get(reverse("account:home")).status_code == 200
    Account.objects.filter(pk=ana.pk).update(state="locked")
    assert client.get(reverse("account:home")).status_code == 302


class TestCard:
    @pytest.fixture
    def card(self, coach: Actor, now: datetime) -> tuple[str, str]:
        return issue_card(coach, account_without_address(), now=now)

    @pytest.fixture(autouse=True)
    def today(self, now: datetime, time_machine: object) -> None:
        time_machine.move_to(now)  # type: ignore[attr-defined]  # the fixture is untyped

    def test_number_and_code_let_in_for_two_hours(self, client: Client, card: tuple[str, str]) -> None:
        answer = client.post(reverse("account:sign_in_card"), {"number": card[0], "code": card[1]})
        assert answer.url == HOME
        assert client.session.get_expiry_age() == 7200

    def test_a_wrong_code_says_what_to_do_and_keeps_the_number(
        self, client: Client, card: tuple[str, str]
    ) -> None:
        answer = client.post(reverse("account:sign_in_card"), {"number": card[0], "code": "1"})
        assert answer.status_code == 200
        assert card[0].encode() in answer.content
        assert b"ask your coach" in answer.content
        assert "_auth_user_id" not in client.session

    def test_too_many_tries_from_one_place_have_to_wait(self, client: Client, card: tuple[str, str]) -> None:
        for _try in range(60):
            client.post(reverse("account:sign_in_card"), {"number": "1", "code": "1"})
        answer = client.post(reverse("account:sign_in_card"), {"number": card[0], "code": card[1]})
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session

    def test_one_who_changes_the_address_has_to_wait_and_the_neighbors_do_not(
        self, client: Client, card: tuple[str, str]
    ) -> None:
        page, mine = reverse("account:sign_in_card"), {"number": card[0], "code": card[1]}
        for at in range(60):
            client.post(page, {"number": "1", "code": "1"}, REMOTE_ADDR=f"2001:db8:0:7::{at:x}")
        client.post(page, mine, REMOTE_ADDR="2001:db8:0:7:8::1")
        assert "_auth_user_id" not in client.session
        for _try in range(60):
            client.post(page, {"number": "1", "code": "1"}, REMOTE_ADDR="::ffff:192.0.2.9")
        client.post(page, mine, REMOTE_ADDR="::ffff:192.0.2.10")
        assert "_auth_user_id" in client.session

    def test_the_holder_sees_the_card_on_the_account_page(
        self, client: Client, card: tuple[str, str]
    ) -> None:
        client.post(reverse("account:sign_in_card"), {"number": card[0], "code": card[1]})
        assert b"A printed card" in client.get(reverse("account:home")).content


def test_single_sign_on_is_offered_only_where_it_is_set_up(client: Client, settings: object) -> None:
    page = reverse("account_login")
    assert b"With your organization" not in client.get(page).content
    settings.SOCIALACCOUNT_PROVIDERS = {  # type: ignore[attr-defined]  # the wrapper takes any name
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "City of River sign-in",
                    "client_id": "x",
                    "secret": "y",
                    "settings": {"server_url": "https://id.example.org"},
                }
            ]
        }
    }
    assert b"City of River sign-in" in client.get(page).content


def test_the_passkey_script_gets_its_challenge(client: Client, settings: object) -> None:
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["request_options"]["publicKey"]["challenge"]


@pytest.mark.parametrize("slug", ["north"])
def test_signing_in_stays_in_the_community_it_began_in(
    client: Client, ana: Account, elsewhere: object, slug: str
) -> None:
    answer = client.post(f"/c/{slug}/sign-in/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert answer.url == f"/c/{slug}/home/"


@pytest.fixture
def time_machine() -> Iterator[Callable[..., object]]:
    """A clock that tests can move."""
    import time_machine as library

    class Clock:
        traveller: object = None

        def move_to(self, moment: datetime) -> None:
            self.traveller = library.travel(moment, tick=True)
            self.traveller.start()  # type: ignore[attr-defined]  # set on the line above

    clock = Clock()
    yield clock  # type: ignore[misc]  # an object with one method
    if clock.traveller is not None:
        clock.traveller.stop()  # type: ignore[attr-defined]  # set by move_to
