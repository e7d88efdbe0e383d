"""An account for somebody whose record was opened without one."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.people.actions import create_account
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, require
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import SeekerGotAccount
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import may_open_account


@transaction.atomic
def open_account(actor: Actor, seeker: Seeker, /, *, now: datetime) -> Account:
    """A new account without e-mail or password, tied to this record: a printed card is the way in."""
    current = lock_seeker(seeker)
    require(may_open_account(actor, current))
    name = " ".join(current.name.split())[:120]
    account = create_account(name=name, language=current.language, actor=actor, now=now)
    current.account = account
    current.version += 1
    current.save(update_fields=["account", "version"])
    record(SeekerGotAccount(current.pk, account.pk), actor=actor, now=now)
    return account
