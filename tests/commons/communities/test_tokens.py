"""Tokens: shown once, kept as a fingerprint, ended by time, by hand and with the account."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.actions import create_token, end_token, note_token_use
from techhire.commons.communities.models import ApiToken
from techhire.commons.communities.queries import account_by_token, tokens_of
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused

pytestmark = pytest.mark.django_db


def test_a_secret_finds_its_account(member: Actor, now: datetime) -> None:
    token, secret = create_token(member, name="nightly pull", scopes=["own:read"], days=30, now=now)
    found = account_by_token(secret, now)
    assert found is not None
    assert found[0].pk == member.account_id
    assert found[1] == token


def test_the_secret_is_kept_nowhere(member: Actor, now: datetime) -> None:
    _token, secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    assert secret not in str(list(ApiToken.objects.values()))
    assert secret not in str(list(Fact.objects.values()))


def test_it_ends_on_its_day(member: Actor, now: datetime) -> None:
    _token, secret = create_token(member, name="nightly", scopes=["own:read"], days=1, now=now)
    assert account_by_token(secret, now + timedelta(hours=23)) is not None
    assert account_by_token(secret, now + timedelta(days=1)) is None


def test_ending_it_ends_it_at_once_and_once(member: Actor, now: datetime) -> None:
    token, secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    for _press in range(2):
        end_token(member, token, now=now)
    assert account_by_token(secret, now) is None
    assert Fact.objects.filter(name="TokenEnded").count() == 1


@pytest.mark.parametrize("state", ["locked", "erased"])
def test_it_does_not_outlive_the_account(member: Actor, now: datetime, state: str) -> None:
    _token, secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    Account.objects.filter(pk=member.account_id).update(state=state)
    assert account_by_token(secret, now) is None


@pytest.mark.parametrize("secret", ["", "th_", "th_" + "x" * 43, "\x00", "é" * 5000])
def test_a_guess_finds_nothing(member: Actor, now: datetime, secret: str) -> None:
    create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    assert account_by_token(secret, now) is None


@pytest.mark.parametrize(
    ("name", "scopes", "days", "field"),
    [
        ("", ["own:read"], 30, "name"),
        ("a\nb", ["own:read"], 30, "name"),
        ("x" * 81, ["own:read"], 30, "name"),
        ("x", [], 30, "scopes"),
        ("x", ["everything"], 30, "scopes"),
        ("x", ["own:read"], 0, "days"),
        ("x", ["own:read"], 366, "days"),
    ],
)
def test_bad_input_makes_no_token(
    member: Actor, now: datetime, name: str, scopes: list[str], days: int, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        create_token(member, name=name, scopes=scopes, days=days, now=now)
    assert refusal.value.field == field
    assert ApiToken.objects.count() == 0


def test_twenty_open_tokens_are_enough(member: Actor, now: datetime) -> None:
    for number in range(20):
        create_token(member, name=f"token {number}", scopes=["own:read"], days=30, now=now)
    with pytest.raises(Refused):
        create_token(member, name="one more", scopes=["own:read"], days=30, now=now)


def test_use_is_remembered_to_the_hour(member: Actor, now: datetime) -> None:
    token, _secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    note_token_use(token, now=now)
    token.refresh_from_db()
    note_token_use(token, now=now + timedelta(minutes=59))
    token.refresh_from_db()
    assert token.used_at == now


def test_people_see_their_own_tokens_only(member: Actor, owner: Actor, visitor: Actor, now: datetime) -> None:
    token, _secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    assert list(tokens_of(member)) == [token]
    assert list(tokens_of(owner)) == list(tokens_of(visitor)) == []
