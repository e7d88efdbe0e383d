"""Pages of the sign-in library keep what was sent after the session ended, as pages of ours do."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.portals.account.own_pages import FOR_SIGNED_IN
from techhire.portals.layout.kept import KEPT_FOR, mark_of
from tests.factories.people import account_with_address

pytestmark = pytest.mark.django_db
NEW = {"email": "new@example.org", "action_add": ""}


@pytest.fixture
def ana(community: Community) -> Account:
    return account_with_address("ana@example.org")


def address(name: str) -> str:
    return reverse(name, kwargs={"pk": 1} if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else None)


@pytest.mark.parametrize("name", sorted(FOR_SIGNED_IN))
def test_a_form_is_kept_on_every_page_where_an_account_is_changed(
    client: Client, community: Community, name: str
) -> None:
    typed = {"name": "My phone", "email": "a@example.org", "credential": "{}", "code": "1", "password1": "x"}
    answer = client.post(address(name), typed)
    page = answer.content.decode()
    assert answer.status_code == 403 and "Your session ended" in page and "is never kept" in page
    assert 'value="My phone"' in page
    assert not any(f'name="{secret}"' in page for secret in ("credential", "code", "password1"))


def test_pages_where_somebody_signs_in_are_for_everybody(client: Client, community: Community) -> None:
    for name in ("account_login", "account_signup", "account_reset_password"):
        assert client.post(reverse(name), {}).status_code == 200
    assert client.get(reverse("account_email")).status_code == 302


def test_after_signing_in_it_is_sent_and_arrives(client: Client, ana: Account) -> None:
    client.force_login(ana)
    answer = client.post(reverse("account_email"), NEW | {KEPT_FOR: mark_of(Actor(account_id=ana.pk))})
    assert answer.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


def test_what_another_account_typed_is_not_sent(client: Client, ana: Account) -> None:
    client.force_login(ana)
    answer = client.post(reverse("account_email"), NEW | {KEPT_FOR: "0" * 64})
    assert answer.status_code == 403 and "Somebody else typed this" in answer.content.decode()
