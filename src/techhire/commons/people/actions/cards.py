"""The printed card: a way in for somebody who has neither e-mail nor a phone of their own."""

from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.people.actions.numbers import new_code, new_number, typed_code, typed_number
from techhire.commons.people.facts import AccountRecovered, CardEnded, CardIssued, CardPaused, SignedInByCard
from techhire.commons.people.models import Account, Card
from techhire.commons.people.rules import may_end_card, may_issue_card
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, Refused, require

LIFE = timedelta(days=365)
TRIES = 5
PAUSE = timedelta(minutes=15)
TRIES_IN_ALL = 20


@transaction.atomic
def issue_card(
    actor: Actor, account: Account, /, *, organization_id: int | None = None, now: datetime
) -> tuple[str, str]:
    """A new card for the account: its number and its code, which is shown this once and kept only as a hash.

    Issuing again ends the earlier card and opens a locked account: it is the reset in person, by the coach who sees
    who asks. The number stays the same where the account has one.
    """
    require(may_issue_card(actor, account))
    account = Account.objects.select_for_update().get(pk=account.pk)
    if typed_number(account.handle) != account.handle:
        account.handle = free_number()
        account.save(update_fields=["handle"])
    again = bool(Card.objects.filter(account=account, ended_at__isnull=True).update(ended_at=now))
    code = new_code()
    card = Card.objects.create(
        account=account,
        code_hash=make_password(code),
        issued_by_id=actor.account_id,
        organization_id=_issuer(actor, organization_id),
        issued_at=now,
        expires_at=now + LIFE,
    )
    if account.state == AccountState.LOCKED:
        account.state = AccountState.ACTIVE
        account.save(update_fields=["state"])
        record(AccountRecovered(account.pk), actor=actor, now=now)
    record(CardIssued(account.pk, card.pk, card.organization_id, again), actor=actor, now=now)
    return account.handle, code


def _issuer(actor: Actor, organization_id: int | None) -> int | None:
    mine = [pk for pk in actor.organizations("onramp") if actor.writes_for(pk)]
    if organization_id is None:
        return mine[0] if mine else None
    if organization_id not in mine and not actor.is_system:
        raise Refused(_("You do not write for this onramp."))
    return organization_id


def free_number() -> str:
    """A card number no account has yet."""
    number = new_number()
    while Account.objects.filter(handle=number).exists():
        number = new_number()
    return number


@transaction.atomic
def end_card(actor: Actor, account: Account, /, *, now: datetime) -> int:
    """Stop the account's card from opening anything: it was lost, or somebody else saw it. Returns how many ended."""
    require(may_end_card(actor, account))
    cards = list(Card.objects.filter(account=account, ended_at__isnull=True))
    for card in cards:
        _end(card, "reported", actor, now)
    return len(cards)


def _end(card: Card, why: str, actor: Actor, now: datetime) -> None:
    card.ended_at = now
    card.save(update_fields=["ended_at"])
    record(CardEnded(card.account_id, card.pk, why), actor=actor, now=now)


def sign_in_by_card(*, number: str, code: str, community_id: int | None = None, now: datetime) -> Account:
    """The account behind a card, or ``Refused``. The same words and the same work whatever was wrong.

    A try is counted before the code is checked, so that many tries at once cannot slip past the count; a right code
    sets the count back. Five wrong ones in a row make the card rest, twenty end it.
    """
    handle, typed = typed_number(number), typed_code(code)
    card = _count_try(handle, now) if handle and typed else None
    if not check_password(typed or "", card.code_hash if card else _no_hash()) or card is None:
        if card is not None:
            _after_wrong_code(card.pk, community_id, now)
        raise Refused(
            _("This number and code do not open anything. Check both, or ask your coach for a new card.")
        )
    return _after_right_code(card.pk, community_id, now)


@cache
def _no_hash() -> str:
    """What a code is checked against where there is no card, so that both take the same time."""
    return make_password(new_code())


@transaction.atomic
def _count_try(handle: str, now: datetime) -> Card | None:
    open_cards = Card.objects.select_for_update().filter(
        account__handle=handle, account__state=AccountState.ACTIVE, ended_at__isnull=True, expires_at__gt=now
    )
    card = open_cards.first()
    if card is None:
        return None
    if card.paused_until is not None and card.paused_until > now:
        raise Refused(
            _("There were too many wrong codes. Wait 15 minutes, or ask your coach for a new card.")
        )
    card.failures += 1
    card.paused_until = now + PAUSE if card.failures % TRIES == 0 else None
    card.save(update_fields=["failures", "paused_until"])
    return card


@transaction.atomic
def _after_wrong_code(card_id: int, community_id: int | None, now: datetime) -> None:
    card = Card.objects.select_for_update().get(pk=card_id)
    actor = Actor(community_id=community_id)
    if card.failures >= TRIES_IN_ALL and card.ended_at is None:
        _end(card, "failures", actor, now)
    elif card.failures % TRIES == 0:
        record(CardPaused(card.account_id, card.pk, card.failures), actor=actor, now=now)


@transaction.atomic
def _after_right_code(card_id: int, community_id: int | None, now: datetime) -> Account:
    card = Card.objects.select_for_update(no_key=True).select_related("account").get(pk=card_id)
    card.failures, card.paused_until = 0, None
    card.save(update_fields=["failures", "paused_until"])
    actor = Actor(account_id=card.account_id, community_id=community_id)
    record(SignedInByCard(card.account_id, card.pk), actor=actor, now=now)
    return card.account
