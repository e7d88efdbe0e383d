"""What becomes of badges when the evidence they rest on changes, or the person's record is erased."""

from datetime import datetime

from django.db import transaction

from techhire.commons.permits import Actor
from techhire.plays.credentials.actions.standing import reinstate_badge, revoke_badge, suspend_badge
from techhire.plays.credentials.bridge.proving import level_shown
from techhire.plays.credentials.models import AcceptedCredential, Credential
from techhire.plays.credentials.words import (
    CredentialState,
    OutsideState,
    RevokeReason,
    SuspendReason,
)
from techhire.plays.seekers.models import Evidence

LIVE = (CredentialState.ISSUED, CredentialState.SUSPENDED)


@transaction.atomic
def review_badges(evidence_id: int, /, *, reason: str = RevokeReason.EVIDENCE_GONE, now: datetime) -> int:
    """Weigh anew every badge that rests on a piece, as of the day it was signed, so that age takes none away.

    Where the piece was replaced by a better one, the badge rests on that one from now on. What still proves the level
    keeps it valid; what would with the disputed pieces keeps it on hold; else it is taken back for this ``reason``.
    Harmless when done twice. Returns how many were changed.
    """
    rows = Credential.objects.filter(evidence=evidence_id, state__in=LIVE)
    rows = rows.select_related("achievement__skill", "seeker", "community").order_by("pk")
    better = Evidence.objects.filter(pk__in=Evidence.objects.filter(pk=evidence_id).values("replaced_by"))
    for row in rows:
        row.evidence.add(*better)
    return sum(_reviewed(row, reason, now) for row in rows)


def _reviewed(row: Credential, reason: str, now: datetime) -> bool:
    system = Actor.system(row.community_id)
    wanted = row.achievement.level
    if _shows(row, with_disputed=False) >= wanted:
        if row.state == CredentialState.SUSPENDED and row.reason == SuspendReason.DISPUTED:
            reinstate_badge(system, row, now=now)
            return True
        return False
    if _shows(row, with_disputed=True) < wanted:
        revoke_badge(system, row, reason=reason, now=now)
        return True
    if row.state == CredentialState.ISSUED:
        suspend_badge(system, row, reason=SuspendReason.DISPUTED, now=now)
        return True
    return False


def _shows(row: Credential, *, with_disputed: bool) -> int:
    return level_shown(
        row.evidence.all(),
        as_of=row.community.day_of(row.issued_at),
        half_life_years=float(row.achievement.skill.half_life_years),
        with_disputed=with_disputed,
    )


@transaction.atomic
def forget_person(seeker_id: int, /, *, now: datetime) -> None:
    """After an erasure: take every badge back, keep its places in the lists, and throw its documents away."""
    rows = Credential.objects.filter(seeker_id=seeker_id)
    for row in rows.filter(state__in=LIVE).select_related("seeker").order_by("pk"):
        revoke_badge(Actor.system(row.community_id), row, reason=RevokeReason.ERASED, now=now)
    rows.update(document="", compact="", share_token="", share_fingerprint=None, for_employers=False)
    sent = AcceptedCredential.objects.filter(seeker_id=seeker_id)
    sent.filter(state=OutsideState.WAITING).update(state=OutsideState.TAKEN_BACK, decided_at=now)
    for sent_row in sent:
        sent_row.document = sent_row.title = sent_row.issuer = sent_row.issuer_name = ""
        sent_row.sha256 = f"erased:{sent_row.pk}"
        sent_row.save(update_fields=["document", "title", "issuer", "issuer_name", "sha256"])
