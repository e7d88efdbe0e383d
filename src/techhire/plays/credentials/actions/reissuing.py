"""Making badges anew that stopped holding with their key: one long job in steps, with progress."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.credentials.actions.issuing import remake
from techhire.plays.credentials.facts import ReissueStarted
from techhire.plays.credentials.models import Credential, SigningKey
from techhire.plays.credentials.rules import may_reissue_badges
from techhire.plays.credentials.words import CredentialState, KeyStanding, RevokeReason
from techhire.plays.seekers.words import SeekerState

STEP = 25


@transaction.atomic
def reissue_badges(actor: Actor, key: SigningKey, /, *, now: datetime) -> int:
    """Begin to make every badge anew that stopped with this key; returns the id of the fact whose job it is."""
    require(may_reissue_badges(actor, key))
    if key.standing != KeyStanding.REVOKED:
        raise Refused(_("This key is still believed, so its badges need not be made anew."))
    waiting = _stopped_with(key.pk, now).count()
    if not waiting:
        raise Refused(_("No badge waits to be made anew."))
    fact = record(ReissueStarted(key.issuer_id, key.pk, waiting), actor=actor, now=now)
    return fact.pk


def reissue_step(key_id: int, after: int, now: datetime) -> tuple[int, int]:
    """Make up to 25 anew; returns the last one looked at and how many there were, 0 when all are done."""
    rows = list(_stopped_with(key_id, now).filter(pk__gt=after).order_by("pk")[:STEP])
    if not rows:
        return after, 0
    issuer_id = rows[0].key.issuer_id
    key = SigningKey.objects.select_related("issuer__community").get(
        issuer_id=issuer_id, standing=KeyStanding.ACTIVE
    )
    for row in rows:
        if not _has_another(row):
            remake(row, key, now=now)
    return rows[-1].pk, len(rows)


def _stopped_with(key_id: int, now: datetime) -> QuerySet[Credential]:
    rows = Credential.objects.filter(
        key_id=key_id,
        state=CredentialState.REVOKED,
        reason=RevokeReason.KEY,
        replaced_at__isnull=True,
        valid_until__gt=now,
        seeker__state=SeekerState.ACTIVE,
    )
    return rows.select_related("achievement", "community", "key", "seeker")


def _has_another(row: Credential) -> bool:
    """Whether the person had the same badge signed meanwhile."""
    live = Credential.objects.filter(seeker_id=row.seeker_id, achievement_id=row.achievement_id)
    return live.exclude(state=CredentialState.REVOKED).filter(replaced_at__isnull=True).exists()
