"""Keys for machines. The secret is shown once; what is kept cannot be turned back into it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.facts import TokenCreated, TokenEnded
from techhire.commons.communities.models import ApiToken
from techhire.commons.communities.rules import SIGN_IN, may_create_token, may_end_token
from techhire.commons.communities.words import Scope
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.commons.vault import fingerprint

LONGEST_DAYS = 365
OPEN_AT_ONCE = 20
NOTE_EVERY = timedelta(hours=1)


@transaction.atomic
def create_token(
    actor: Actor, /, *, name: str, scopes: Iterable[str], days: int, now: datetime
) -> tuple[ApiToken, str]:
    """A token that acts for the actor in this community and ends by itself. Returns it with its secret."""
    require(may_create_token(actor))
    if actor.account_id is None or actor.community_id is None:
        raise Refused(SIGN_IN)
    chosen = tuple(scope for scope in Scope.values if scope in set(scopes))
    if not chosen:
        raise Refused(_("Choose what the token may do."), field="scopes")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("Choose from 1 to %(days)d days.") % {"days": LONGEST_DAYS}, field="days")
    mine = ApiToken.objects.filter(account_id=actor.account_id, ended_at__isnull=True, expires_at__gt=now)
    if mine.count() >= OPEN_AT_ONCE:
        raise Refused(_("You have many tokens already. End one you no longer use."))
    secret = f"th_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        community_id=actor.community_id,
        account_id=actor.account_id,
        name=one_line(name, field="name", limit=80),
        fingerprint=fingerprint(secret, purpose="api-token"),
        scopes=list(chosen),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(TokenCreated(token.pk, token.account_id, chosen), actor=actor, now=now)
    return token, secret


@transaction.atomic
def end_token(actor: Actor, token: ApiToken, /, *, now: datetime) -> ApiToken:
    """Stop a token at once. Ending it again changes nothing."""
    require(may_end_token(actor, token))
    if token.ended_at is None:
        token.ended_at = now
        token.save(update_fields=["ended_at"])
        record(TokenEnded(token.pk, token.account_id), actor=actor, now=now)
    return token


def note_token_use(token: ApiToken, /, *, now: datetime) -> None:
    """Remember, to the hour, that a token is in use, so that its owner can tell which to end. It is no fact."""
    if token.used_at is None or now - token.used_at >= NOTE_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
