"""The civic lead's view of the community's keys."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from techhire.commons.ledger.queries import Progress, facts_about, progress_of
from techhire.commons.permits import Actor, require
from techhire.plays.credentials.models import Credential, Issuer, SigningKey
from techhire.plays.credentials.rules import may_see_keys
from techhire.plays.credentials.words import CredentialState, RevokeReason


@dataclass(frozen=True)
class KeyLine:
    """A key, how many badges hold by it now, and how many wait to be made anew."""

    key: SigningKey
    holding: int
    waiting: int


def keys_of(actor: Actor, issuer: Issuer, now: datetime) -> list[KeyLine]:
    """Every key, newest first. Three queries."""
    require(may_see_keys(actor))
    if issuer.community_id != actor.community_id:
        return []
    signed = Credential.objects.filter(key__issuer=issuer).order_by().values("key_id")
    stopped = Q(state=CredentialState.REVOKED, reason=RevokeReason.KEY, replaced_at__isnull=True)
    counted = {
        row["key_id"]: row
        for row in signed.annotate(
            holding=Count("pk", filter=~Q(state=CredentialState.REVOKED)),
            waiting=Count("pk", filter=stopped & Q(valid_until__gt=now, seeker__state="active")),
        )
    }
    none = {"holding": 0, "waiting": 0}
    return [
        KeyLine(key, counted.get(key.pk, none)["holding"], counted.get(key.pk, none)["waiting"])
        for key in issuer.keys.order_by("-made_at", "-pk")
    ]


def key_numbered(actor: Actor, key_id: int) -> SigningKey | None:
    """One key of the actor's community."""
    require(may_see_keys(actor))
    rows = SigningKey.objects.filter(pk=key_id, issuer__community_id=actor.community_id)
    return rows.select_related("issuer__community").first()


def reissue_progress(actor: Actor, issuer: Issuer) -> Progress | None:
    """How far the newest making anew is; None where there was none."""
    require(may_see_keys(actor))
    fact = facts_about("issuer", issuer.pk, names=("ReissueStarted",)).first()
    return progress_of(fact.pk) if fact else None
