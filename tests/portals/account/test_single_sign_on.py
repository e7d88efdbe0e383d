"""Single sign-on against a real small server: who comes in, who is joined, what is refused, what is on record."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.config.environment import Environment
from tests.factories.people import account_with_address
from tests.factories.sign_in_server import SignInServer, sign_in_server

pytestmark = pytest.mark.django_db
LOGIN = "/sign-in/oidc/sso/login/"
PROVED = {"sub": "17", "name": "Ana Ruiz", "email": "Ana@river.example", "email_verified": True}


@pytest.fixture
def server(settings: Any) -> Iterator[SignInServer]:
    """The server the operator named."""
    with sign_in_server() as running:
        running.person = dict(PROVED)
        apps = Environment(**running.settings()).oidc_apps()
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        yield running


@pytest.fixture
def client(community: object) -> Client:
    return Client()


def walk_in(client: Client, language: str = "en", query: str = "") -> Any:
    """Press the button, be sent to the server, come back from it."""
    client.cookies["django_language"] = language
    away = client.get(f"{LOGIN}?process=login{query}")
    assert away.status_code == 302, away.content.decode()
    back = requests.get(away.url, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def signed_in_as(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_somebody_new_comes_in_at_once_and_is_put_on_record(client: Client, server: SignInServer) -> None:
    assert f'href="{LOGIN}?process=login"' in client.get(reverse("account_login")).content.decode()
    assert walk_in(client, "es").url == "/home/"
    account = Account.objects.get()
    assert (account.handle, account.name, account.language) == ("ana@river.example", "Ana Ruiz", "es")
    assert signed_in_as(client) == str(account.pk) and not account.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert Fact.objects.get(name="AccountCreated").data["way"] == "signed_up"
    assert server.asked[-3:] == ["/token", "/userinfo", "/keys"]


def test_the_same_person_finds_the_same_account_again(client: Client, server: SignInServer) -> None:
    walk_in(client)
    server.person["email"] = "ana.ruiz@river.example"
    other = Client()
    walk_in(other)
    assert signed_in_as(other) == signed_in_as(client) == str(Account.objects.get().pk)
    assert Fact.objects.filter(name="AccountCreated").count() == 1


def test_an_account_that_proved_the_address_is_joined(client: Client, server: SignInServer) -> None:
    ana = account_with_address("ana@river.example")
    walk_in(client)
    assert signed_in_as(client) == str(ana.pk)
    assert SocialAccount.objects.get().user == ana


def test_where_the_server_did_not_prove_the_address_nobody_is_joined(
    client: Client, server: SignInServer
) -> None:
    ana = account_with_address("ana@river.example")
    for said in (False, "false", None):
        server.person["email_verified"] = said
        walk_in(client)
        assert signed_in_as(client) == ""
    assert Account.objects.get() == ana and not SocialAccount.objects.exists()
    assert mail.outbox[-1].to == [ana.email]


def test_an_account_that_only_claims_the_address_is_not_joined(client: Client, server: SignInServer) -> None:
    """Somebody could have signed up with it and waited."""
    claimed = account_with_address("ana@river.example")
    EmailAddress.objects.update(verified=False)
    walk_in(client)
    assert signed_in_as(client) == "" and not SocialAccount.objects.filter(user=claimed).exists()


def test_somebody_new_with_an_unproved_address_proves_it_here(client: Client, server: SignInServer) -> None:
    server.person["email_verified"] = False
    assert walk_in(client).url == reverse("account_email_verification_sent")
    assert signed_in_as(client) == "" and mail.outbox[-1].to == ["ana@river.example"]


@pytest.mark.parametrize("state", ["locked", "erased"])
def test_a_closed_account_stays_closed(client: Client, server: SignInServer, state: str) -> None:
    walk_in(client)
    client.logout()
    Account.objects.update(state=state)
    walk_in(client)
    assert signed_in_as(client) == ""


def test_without_an_address_the_person_is_asked_for_one(client: Client, server: SignInServer) -> None:
    del server.person["email"], server.person["email_verified"]
    assert walk_in(client).url == reverse("socialaccount_signup")
    page = client.get(reverse("socialaccount_signup")).content.decode()
    assert "did not tell us your e-mail address" in page
    client.post(reverse("socialaccount_signup"), {"email": "ana@river.example"})
    assert signed_in_as(client) == "" and mail.outbox[-1].to == ["ana@river.example"]
    assert Fact.objects.filter(name="AccountCreated").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"signs_with": "forged"},
        {"token": {"aud": "somebody-else"}},
        {"token": {"iss": "https://evil.example"}},
        {"token": {"exp": 1}},
        {"token": {"sub": ""}},
        {"about": {"sub": "18"}},
    ],
)
def test_what_is_not_signed_for_us_and_this_person_lets_nobody_in(
    client: Client, server: SignInServer, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(server, name, value)
    answer = walk_in(client)
    assert answer.status_code == 401 and "did not work" in answer.content.decode()
    assert signed_in_as(client) == "" and not Account.objects.exists()


def test_coming_back_without_having_left_lets_nobody_in(client: Client, server: SignInServer) -> None:
    answer = client.get(f"{LOGIN}callback/?code=code-0&state=made-up")
    assert answer.status_code == 401 and "/token" not in server.asked


def test_stopping_at_the_server_is_told(client: Client, server: SignInServer) -> None:
    away = client.get(LOGIN)
    state = dict(pair.split("=") for pair in urlsplit(away.url).query.split("&"))["state"]
    answer = client.get(f"{LOGIN}callback/?error=access_denied&state={state}", follow=True)
    assert "You stopped signing in" in answer.content.decode()


def test_a_server_that_does_not_answer_is_told(client: Client, server: SignInServer) -> None:
    server.broken = True
    answer = client.get(LOGIN)
    assert answer.status_code == 502 and "does not answer us" in answer.content.decode()


@pytest.mark.parametrize("place", ["token_endpoint", "userinfo_endpoint", "jwks_uri"])
@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/x", "http://127.0.0.1:9/x", "http://169.254.169.254/"]
)
def test_the_server_cannot_send_us_to_hosts_nobody_listed(
    client: Client, server: SignInServer, place: str, url: str
) -> None:
    server.discovery = {place: url}
    answer = walk_in(client)
    assert answer.status_code == 502 and signed_in_as(client) == ""


def test_an_endless_answer_is_not_read_to_its_end(client: Client, server: SignInServer) -> None:
    server.discovery = {"userinfo_endpoint": f"{server.url}/huge"}
    assert walk_in(client).status_code == 502


def test_in_production_the_server_is_asked_by_https_only(
    client: Client, server: SignInServer, settings: Any
) -> None:
    settings.MODE = "production"
    assert client.get(LOGIN).status_code == 502
    assert server.asked == []


def test_nobody_is_sent_to_another_site_afterwards(client: Client, server: SignInServer) -> None:
    assert walk_in(client, query="&next=https://evil.example/").url == "/home/"


def test_another_account_with_this_sign_in_name_is_not_taken_over(
    client: Client, server: SignInServer
) -> None:
    """It moved to another address and kept its name."""
    other = account_with_address("ana@river.example")
    Account.objects.update(email="new@river.example")
    EmailAddress.objects.update(email="new@river.example")
    answer = walk_in(client)
    assert answer.status_code == 401 and signed_in_as(client) == ""
    assert Account.objects.get() == other


def test_without_a_server_there_is_no_such_door(client: Client) -> None:
    assert client.get(LOGIN).status_code == 404
    assert client.get(f"{LOGIN}callback/").status_code == 404
