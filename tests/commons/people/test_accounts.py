"""Accounts: made, changed, locked, opened, erased, and read by nobody but their owner."""

from dataclasses import replace
from datetime import datetime

import pytest
from allauth.account.models import EmailAddress

from techhire.commons.ledger.models import Fact
from techhire.commons.people.actions import (
    change_account,
    create_account,
    enter_demo,
    erase_account,
    lock_account,
    note_sign_up,
    recover_account,
)
from techhire.commons.people.models import Account
from techhire.commons.people.queries import (
    account_at,
    account_of,
    accounts_named,
    held_about_account,
    proven_addresses,
    sign_in_ways,
)
from techhire.commons.people.rules import (
    may_change_account,
    may_enter_demo,
    may_erase_account,
    may_lock_account,
    may_read_account,
    may_recover_account,
)
from techhire.commons.permits import Actor, Refused
from tests.factories.people import AccountFactory, account_with_address

pytestmark = pytest.mark.django_db
EVERYBODY = [
    "hiring_manager",
    "trainer",
    "coach",
    "helper",
    "convener",
    "rival",
    "person",
    "visitor",
    "stranger",
    "system",
]


def test_an_account_by_e_mail_signs_in_with_it(now: datetime) -> None:
    account = create_account(email="Ana@Example.org", password="a long one 42", verified=True, now=now)
    assert account.handle == account.email == "ana@example.org"
    assert account.check_password("a long one 42")
    assert proven_addresses(account) == {"ana@example.org"}
    assert Fact.objects.get(name="AccountCreated").data == {"account_id": account.pk, "way": "made"}


def test_an_account_without_e_mail_gets_a_number(now: datetime) -> None:
    account = create_account(name="Ana", now=now)
    assert len(account.handle) == 11
    assert not account.has_usable_password()
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"handle": "ana@example.org"}, "handle"),
        ({"handle": " ANA@example.org"}, "handle"),
        ({"handle": "x" * 255}, "handle"),
        ({"handle": "x\x00y"}, "handle"),
        ({"email": "nobody"}, "email"),
        ({"handle": "b", "name": "a\x00"}, "name"),
        ({"handle": "b", "name": "x" * 121}, "name"),
        ({"handle": "b", "language": "xx"}, "language"),
    ],
)
def test_bad_input_makes_no_account(now: datetime, details: dict[str, str], field: str) -> None:
    create_account(handle="ana@example.org", now=now)
    with pytest.raises(Refused) as refusal:
        create_account(**details, now=now)
    assert refusal.value.field == field
    assert Account.objects.count() == 1


def test_signing_up_is_put_on_record(community: object, now: datetime) -> None:
    account = AccountFactory()
    note_sign_up(account, community_id=None, now=now)
    assert Fact.objects.get(name="AccountCreated").actor_id == account.pk


def test_only_the_person_changes_reads_or_erases_an_account(
    request: pytest.FixtureRequest, person: Actor
) -> None:
    account = Account.objects.get(pk=person.account_id)
    for rule in (may_change_account, may_erase_account, may_read_account):
        allowed = {word for word in EVERYBODY if rule(request.getfixturevalue(word), account)}
        assert allowed == {"person", "system"}, rule.__name__
        assert not rule(replace(person, scopes=frozenset({"own:write"})), account)


def test_only_the_product_locks_and_opens(request: pytest.FixtureRequest, person: Actor) -> None:
    account = Account.objects.get(pk=person.account_id)
    for rule in (may_lock_account, may_recover_account):
        assert {w for w in EVERYBODY if rule(request.getfixturevalue(w), account)} == {"system"}
        assert rule(replace(person, is_operator=True), account)


def test_name_and_language_are_changed(person: Actor, now: datetime) -> None:
    account = change_account(
        person, Account.objects.get(pk=person.account_id), name=" Ana  B ", language="es", now=now
    )
    assert (account.name, account.language) == ("Ana B", "es")
    assert Fact.objects.filter(name="AccountChanged").count() == 1


def test_a_locked_account_opens_again(now: datetime) -> None:
    account, system = AccountFactory(), Actor.system()
    lock_account(system, account, now=now)
    assert not account.is_active
    recover_account(system, account, now=now)
    assert account.is_active
    assert set(Fact.objects.values_list("name", flat=True)) == {"AccountLocked", "AccountRecovered"}


def test_an_erased_account_does_not_come_back(now: datetime) -> None:
    account = AccountFactory()
    erase_account(Actor.system(), account, now=now)
    lock_account(Actor.system(), account, now=now)
    with pytest.raises(Refused):
        recover_account(Actor.system(), account, now=now)
    assert Account.objects.get(pk=account.pk).state == "erased"


def test_erasing_twice_is_erasing_once(now: datetime) -> None:
    account = account_with_address("ana@example.org")
    for _press in range(2):
        erase_account(Actor(account_id=account.pk), account, now=now)
    assert Fact.objects.filter(name="AccountErased").count() == 1
    assert not EmailAddress.objects.exists()
    assert account_at("ana@example.org") is None


def test_after_erasing_the_address_is_free_again(now: datetime) -> None:
    account = create_account(email="ana@example.org", now=now)
    erase_account(Actor.system(), account, now=now)
    assert create_account(email="ana@example.org", now=now).pk != account.pk


def test_nothing_said_about_a_person_is_left_in_the_row(now: datetime) -> None:
    account = create_account(email="ana@example.org", name="Ana Flores", password="a long one 42", now=now)
    erase_account(Actor.system(), account, now=now)
    row = str(Account.objects.filter(pk=account.pk).values().get())
    assert "ana" not in row.lower()
    assert "Flores" not in row


def test_the_person_reads_everything_held(person: Actor, now: datetime) -> None:
    account = Account.objects.get(pk=person.account_id)
    change_account(person, account, name="Ana", language="es", now=now)
    held = held_about_account(person, account)
    assert (held["name"], held["email"]) == ("Ana", account.email)
    assert [deed["name"] for deed in held["what_you_did"]] == ["AccountChanged"]


def test_nobody_else_reads_it(rival: Actor, person: Actor) -> None:
    with pytest.raises(Refused):
        held_about_account(rival, Account.objects.get(pk=person.account_id))


def test_ways_to_sign_in_are_told(person: Actor, visitor: Actor, now: datetime) -> None:
    account = Account.objects.get(pk=person.account_id)
    account.set_password(None)
    account.save()
    assert sign_in_ways(person, now) == {"password": False, "passkey": False, "app": False, "card": False}
    account.set_password("a long one 42")
    account.save()
    assert sign_in_ways(person, now)["password"]
    assert sign_in_ways(visitor, now) == {}
    assert account_of(visitor) is None


def test_names_of_erased_people_are_not_told(now: datetime) -> None:
    kept, gone = AccountFactory(name="Kept"), AccountFactory(name="Gone")
    erase_account(Actor.system(), gone, now=now)
    assert accounts_named([kept.pk, gone.pk]) == {kept.pk: "Kept"}


class TestDemo:
    def test_outside_the_demo_nobody_enters_in_one_click(self, now: datetime) -> None:
        account = AccountFactory(handle="seeker@demo.example")
        with pytest.raises(Refused):
            enter_demo(account, community_id=1, now=now)

    def test_in_the_demo_its_people_do(self, settings: object, now: datetime) -> None:
        settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's wrapper takes any name
        account = AccountFactory(handle="seeker@demo.example")
        assert enter_demo(account, community_id=1, now=now) == account
        assert Fact.objects.filter(name="EnteredDemo").count() == 1

    def test_real_people_and_locked_ones_never_do(self) -> None:
        assert not may_enter_demo(AccountFactory(handle="ana@example.org"), demo=True)
        assert not may_enter_demo(AccountFactory(handle="seeker@demo.example.org"), demo=True)
        assert not may_enter_demo(AccountFactory(handle="seeker@demo.example", state="locked"), demo=True)
