"""Reading accounts: one by its id for itself, its card, and everything held about it."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account, Card
from techhire.commons.people.rules import may_issue_card, may_read_account
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, require


def account_of(actor: Actor) -> Account | None:
    """The actor's own account."""
    return Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None


def proven_addresses(account: Account) -> frozenset[str]:
    """The e-mail addresses the account has shown to be its own, in small letters."""
    rows = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in rows)


def accounts_named(account_ids: list[int]) -> dict[int, str]:
    """How these accounts want to be addressed, by id; erased ones are left out."""
    rows = Account.objects.filter(pk__in=account_ids).exclude(state=AccountState.ERASED)
    return {account.pk: str(account) for account in rows}


def account_at(email: str) -> Account | None:
    """The account that signs in with this address, locked ones included."""
    found = Account.objects.filter(handle=email.strip().lower()).exclude(state=AccountState.ERASED)
    return found.first()


def account_that_proved(email: str) -> Account | None:
    """The account that has shown this address to be its own, locked ones included."""
    rows = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user")
    row = rows.exclude(user__state=AccountState.ERASED).first()
    return None if row is None else row.user


def open_card(actor: Actor, account: Account, now: datetime) -> Card | None:
    """The card that opens the account at this moment, for its holder and for whoever may issue one."""
    if actor.account_id != account.pk and not may_issue_card(actor, account):
        return None
    return Card.objects.filter(account=account, ended_at__isnull=True, expires_at__gt=now).first()


def sign_in_ways(actor: Actor, now: datetime) -> dict[str, bool]:
    """Which ways of signing in the actor's own account has: password, passkey, app, card."""
    account = account_of(actor)
    if account is None:
        return {}
    kinds = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    return {
        "password": account.has_usable_password(),
        "passkey": "webauthn" in kinds,
        "app": "totp" in kinds,
        "card": open_card(actor, account, now) is not None,
    }


def held_about_account(actor: Actor, account: Account) -> dict[str, Any]:
    """Everything kept about an account and what it did, in plain data, for the person alone."""
    require(may_read_account(actor, account))
    cards = Card.objects.filter(account=account).order_by("issued_at")
    deeds = Fact.objects.filter(actor_id=account.pk).order_by("at", "id")
    return {
        "sign_in_name": account.handle,
        "email": account.email,
        "name": account.name,
        "language": account.language,
        "state": account.state,
        "made_at": account.made_at,
        "last_signed_in_at": account.last_login,
        "addresses": list(EmailAddress.objects.filter(user=account).values("email", "verified", "primary")),
        "second_steps": list(
            Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")
        ),
        "cards": list(cards.values("issued_at", "expires_at", "ended_at")),
        "what_you_did": list(deeds.values("at", "name", "channel", "subject_type", "subject_id", "data")),
    }
