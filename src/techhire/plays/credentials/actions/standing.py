"""A badge put on hold, let go on, taken back or given up; the published list says so in the same moment."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.credentials.actions.lists import set_bits
from techhire.plays.credentials.facts import BadgeReinstated, BadgeRevoked, BadgeSuspended
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.rules import (
    badge_mark,
    may_give_up_badge,
    may_reinstate_badge,
    may_revoke_badge,
    may_suspend_badge,
)
from techhire.plays.credentials.words import (
    BY_LEAD,
    CredentialState,
    ListPurpose,
    RevokeReason,
    SuspendReason,
)
from techhire.plays.seekers.actions.consents import end_badge_yes
from techhire.plays.seekers.rules import on_behalf
from techhire.plays.seekers.words import EvidenceState


@transaction.atomic
def suspend_badge(actor: Actor, credential: Credential, /, *, reason: str, now: datetime) -> Credential:
    """Put a badge on hold; one that is on hold already keeps its reason."""
    require(may_suspend_badge(actor, credential))
    if reason not in SuspendReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    row = _held(credential)
    if row.state != CredentialState.ISSUED:
        raise Refused(_("Only a valid badge can be put on hold."))
    _move(row, CredentialState.SUSPENDED, reason, now)
    set_bits([row.pk], ListPurpose.SUSPENSION, True, now)
    record(BadgeSuspended(row.seeker_id, row.pk, reason), actor=actor, now=now, community_id=row.community_id)
    return row


@transaction.atomic
def reinstate_badge(actor: Actor, credential: Credential, /, *, now: datetime) -> Credential:
    """Let a badge that was on hold count again."""
    require(may_reinstate_badge(actor, credential))
    row = _held(credential)
    if row.state != CredentialState.SUSPENDED:
        raise Refused(_("This badge is not on hold."))
    if not actor.is_system and row.evidence.filter(state=EvidenceState.DISPUTED).exists():
        raise Refused(_("It counts again by itself when the dispute is answered."))
    _move(row, CredentialState.ISSUED, "", now)
    set_bits([row.pk], ListPurpose.SUSPENSION, False, now)
    record(BadgeReinstated(row.seeker_id, row.pk), actor=actor, now=now, community_id=row.community_id)
    return row


@transaction.atomic
def revoke_badge(actor: Actor, credential: Credential, /, *, reason: str, now: datetime) -> Credential:
    """Take a badge back for good. The civic lead chooses one of two reasons; the product has its own."""
    require(may_revoke_badge(actor, credential))
    known = RevokeReason.values if actor.is_system else [one.value for one in BY_LEAD]
    if reason not in known:
        raise Refused(_("Choose a reason."), field="reason")
    return _revoke(actor, credential, reason, now)


@transaction.atomic
def give_up_badge(actor: Actor, credential: Credential, /, *, now: datetime) -> Credential:
    """The person does not want it any more. The same evidence can carry a new one later."""
    require(may_give_up_badge(actor, credential))
    end_badge_yes(credential.seeker, about=badge_mark(credential), now=now)
    return _revoke(on_behalf(actor, credential.seeker), credential, RevokeReason.GIVEN_UP, now)


def _revoke(actor: Actor, credential: Credential, reason: str, now: datetime) -> Credential:
    row = _held(credential)
    if row.state == CredentialState.REVOKED:
        raise Refused(_("This badge was taken back already."))
    _move(row, CredentialState.REVOKED, reason, now)
    set_bits([row.pk], ListPurpose.REVOCATION, True, now)
    record(BadgeRevoked(row.seeker_id, row.pk, reason), actor=actor, now=now, community_id=row.community_id)
    return row


def _held(credential: Credential) -> Credential:
    held = Credential.objects.select_for_update(of=("self",)).select_related("achievement__skill", "seeker")
    return held.get(pk=credential.pk)


def _move(row: Credential, state: str, reason: str, now: datetime) -> None:
    row.state, row.reason, row.state_at = state, reason, now
    row.save(update_fields=["state", "reason", "state_at"])
