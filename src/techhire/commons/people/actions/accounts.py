"""Making, changing, locking, opening and erasing accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.people.actions.cards import free_number
from techhire.commons.people.facts import (
    AccountChanged,
    AccountCreated,
    AccountErased,
    AccountLocked,
    AccountRecovered,
    EnteredDemo,
)
from techhire.commons.people.models import Account, Card
from techhire.commons.people.rules import (
    may_change_account,
    may_enter_demo,
    may_erase_account,
    may_lock_account,
    may_recover_account,
)
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import email_address, one_line


@transaction.atomic
def create_account(
    *,
    handle: str = "",
    email: str = "",
    name: str = "",
    password: str | None = None,
    language: str = "en",
    verified: bool = False,
    actor: Actor | None = None,
    now: datetime,
) -> Account:
    """Make an account. Without a handle it gets a card number as its handle, for somebody without e-mail.

    ``verified`` says that the address is known to be the person's; otherwise the first sign-in asks for a code.
    """
    address = email_address(email) if email else ""
    handle = handle.strip().lower() or address or free_number()
    one_line(handle, field="handle", limit=254)
    if Account.objects.filter(handle=handle).exists():
        raise Refused(_("There is an account with this sign-in name already."), field="handle")
    account = Account(
        handle=handle,
        email=address,
        name=one_line(name, field="name", limit=120, required=False),
        language=_known_language(language),
    )
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Refused(_("There is an account with this sign-in name already."), field="handle") from error
    if address:
        EmailAddress.objects.create(user=account, email=address, primary=True, verified=verified)
    record(AccountCreated(account.pk, "made"), actor=actor or Actor.system(), now=now)
    return account


def _known_language(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("We do not speak this language yet."), field="language")
    return language


@transaction.atomic
def note_sign_up(account: Account, /, *, community_id: int | None, now: datetime) -> Account:
    """Put on record that somebody signed up by themselves."""
    actor = Actor(account_id=account.pk, community_id=community_id)
    record(AccountCreated(account.pk, "signed_up"), actor=actor, now=now)
    return account


@transaction.atomic
def change_account(actor: Actor, account: Account, /, *, name: str, language: str, now: datetime) -> Account:
    """Change how the person is addressed and in which language."""
    require(may_change_account(actor, account))
    account.name = one_line(name, field="name", limit=120, required=False)
    account.language = _known_language(language)
    account.save(update_fields=["name", "language"])
    record(AccountChanged(account.pk), actor=actor, now=now)
    return account


@transaction.atomic
def lock_account(actor: Actor, account: Account, /, *, now: datetime) -> Account:
    """Close an account to every way of signing in until its owner proves the e-mail address."""
    require(may_lock_account(actor, account))
    if account.state == AccountState.ACTIVE:
        account.state = AccountState.LOCKED
        account.save(update_fields=["state"])
        record(AccountLocked(account.pk), actor=actor, now=now)
    return account


@transaction.atomic
def recover_account(actor: Actor, account: Account, /, *, now: datetime) -> Account:
    """Open a locked account again. An erased one stays erased."""
    require(may_recover_account(actor, account))
    if account.state == AccountState.ERASED:
        raise Refused(_("This account was erased."))
    if account.state == AccountState.LOCKED:
        account.state = AccountState.ACTIVE
        account.save(update_fields=["state"])
        record(AccountRecovered(account.pk), actor=actor, now=now)
    return account


@transaction.atomic
def erase_account(actor: Actor, account: Account, /, *, now: datetime) -> Account:
    """Remove everything that says who this was; the row and its facts stay, so that counts stay true.

    Seats are ended one floor up: pages call ``communities.actions.erase_person``, which calls this.
    """
    require(may_erase_account(actor, account))
    if account.state == AccountState.ERASED:
        return account
    for rows in (EmailAddress, Authenticator, SocialAccount):
        rows.objects.filter(user=account).delete()
    Card.objects.filter(account=account, ended_at__isnull=True).update(ended_at=now)
    Card.objects.filter(account=account).update(code_hash="")
    account.handle = f"erased-{account.pk}"
    account.email = account.name = ""
    account.state = AccountState.ERASED
    account.is_operator = False
    account.last_login = None
    account.set_unusable_password()
    account.save()
    record(AccountErased(account.pk), actor=actor, now=now)
    return account


@transaction.atomic
def enter_demo(account: Account, /, *, community_id: int, now: datetime) -> Account:
    """Let a visitor of the demo be one of its made-up people. Refused everywhere else."""
    require(may_enter_demo(account, demo=settings.DEMO))
    actor = Actor(account_id=account.pk, community_id=community_id)
    record(EnteredDemo(account.pk), actor=actor, now=now)
    return account
