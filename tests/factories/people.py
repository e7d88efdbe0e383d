"""Accounts."""

from datetime import UTC, datetime

import factory
from allauth.account.models import EmailAddress

from techhire.commons.people.actions import create_account
from techhire.commons.people.models import Account


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """Somebody who can sign in."""

    class Meta:
        model = Account

    handle = factory.Sequence(lambda n: f"person{n}@example.org")
    email = factory.SelfAttribute("handle")
    name = factory.Sequence(lambda n: f"Person {n}")


def account_with_address(address: str, *, verified: bool = True) -> Account:
    """Somebody who signs in by e-mail and has, or has not, proved the address."""
    account = AccountFactory(handle=address, email=address)
    EmailAddress.objects.create(user=account, email=address, verified=verified, primary=True)
    return account


def prove_address(account: Account | None, address: str, *, verified: bool = True) -> None:
    """One more address of an account, proven or only typed."""
    EmailAddress.objects.create(user=account, email=address, verified=verified)


def account_without_address() -> Account:
    """Somebody entered by a coach: a card number for a handle, no e-mail, no password."""
    return create_account(name="Ana", now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
