"""Who may see a badge: nobody until the person makes a link of their own, or lets employers here know of it."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.vault import fingerprint
from techhire.plays.credentials.facts import BadgeShared
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.rules import badge_mark, may_share_badge
from techhire.plays.credentials.words import CredentialState
from techhire.plays.seekers.actions.consents import end_badge_yes, hear_badge_yes
from techhire.plays.seekers.rules import on_behalf

PURPOSE = "badge-link"


@transaction.atomic
def share_badge(
    actor: Actor, credential: Credential, /, *, on: bool, words: str = "", now: datetime
) -> Credential:
    """Make a link nobody can guess, or end it. An ended link never opens again: the next one is another.

    A coach who makes it writes down the person's ``words``.
    """
    require(may_share_badge(actor, credential))
    row = Credential.objects.select_for_update(of=("self",)).select_related("seeker").get(pk=credential.pk)
    if on and row.state == CredentialState.REVOKED:
        raise Refused(_("This badge was taken back, so there is nothing to show."))
    if on == bool(row.share_fingerprint):
        return row
    _heard(actor, row, "link", on, words, now)
    token = secrets.token_urlsafe(24) if on else ""
    row.share_token = token
    row.share_fingerprint = fingerprint(token, purpose=PURPOSE) if on else None
    row.shared_at = now if on else None
    row.save(update_fields=["share_token", "share_fingerprint", "shared_at"])
    return _told(actor, row, "link", on, now)


@transaction.atomic
def show_employers(
    actor: Actor, credential: Credential, /, *, on: bool, words: str = "", now: datetime
) -> Credential:
    """Let employers here, who can find the person, see that a badge stands behind the skill; or stop it.

    A coach who lets them writes down the person's ``words``.
    """
    require(may_share_badge(actor, credential))
    row = Credential.objects.select_for_update(of=("self",)).select_related("seeker").get(pk=credential.pk)
    if on == row.for_employers:
        return row
    _heard(actor, row, "employers", on, words, now)
    row.for_employers = on
    row.save(update_fields=["for_employers"])
    return _told(actor, row, "employers", on, now)


def _heard(actor: Actor, row: Credential, scope: str, on: bool, words: str, now: datetime) -> None:
    if on:
        hear_badge_yes(actor, row.seeker, about=badge_mark(row), scope=[scope], words=words, now=now)
    else:
        end_badge_yes(row.seeker, about=badge_mark(row), scope=scope, now=now)


def _told(actor: Actor, row: Credential, how: str, on: bool, now: datetime) -> Credential:
    fact = BadgeShared(row.seeker_id, row.pk, how, on)
    record(fact, actor=on_behalf(actor, row.seeker), now=now, community_id=row.community_id)
    return row
