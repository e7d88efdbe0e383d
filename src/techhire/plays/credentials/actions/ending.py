"""What was accepted and holds no more: it ended, its issuer took it back, or the civic lead refuses the issuer now."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.credentials.actions.outside import kept_lines
from techhire.plays.credentials.facts import OutsideCredentialEnded
from techhire.plays.credentials.models import AcceptedCredential
from techhire.plays.credentials.queries.checking import Checked
from techhire.plays.credentials.rules import may_end_outside_credential, may_recheck_outside_credential
from techhire.plays.credentials.words import EndedReason, IssuerStanding, OutsideState
from techhire.plays.seekers.actions.evidence import withdraw_evidence

FOUND = {
    ("period", "expired"): EndedReason.EXPIRED,
    ("revocation", "set"): EndedReason.REVOKED,
    ("suspension", "set"): EndedReason.ON_HOLD,
    ("issuer_key", "key_not_listed"): EndedReason.KEY_GONE,
    ("issuer_key", "key_revoked"): EndedReason.KEY_GONE,
}
"""Failed checks that its issuer stands behind. A site that answers nonsense for a day ends nothing."""


@transaction.atomic
def end_outside_credential(
    actor: Actor, sent: AcceptedCredential, /, *, reason: str, now: datetime
) -> AcceptedCredential:
    """Stop counting one that was accepted; harmless when done twice. Whoever decided about it may accept it anew."""
    require(may_end_outside_credential(actor, sent))
    if reason not in EndedReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    row = _held(sent)
    return _end(actor, row, reason, now) if row.state == OutsideState.ACCEPTED else row


@transaction.atomic
def recheck_outside_credential(
    actor: Actor, sent: AcceptedCredential, checked: Checked, /, *, now: datetime
) -> AcceptedCredential:
    """Keep what checking an accepted one again found, and end it where its issuer does not stand by it any more.

    Where the issuer did not answer nothing is kept, so that it is asked again on the next day.
    """
    require(may_recheck_outside_credential(actor, sent))
    row = _held(sent)
    if row.state != OutsideState.ACCEPTED:
        return row
    reason = reason_to_end(checked)
    if not (reason or checked.is_good):
        return row
    row.verdict, row.checks, row.checked_at = checked.verdict, kept_lines(checked), now
    row.save(update_fields=["verdict", "checks", "checked_at"])
    return _end(actor, row, reason, now) if reason else row


def reason_to_end(checked: Checked) -> str:
    """Why it counts no more, empty where nothing says so."""
    if checked.standing == IssuerStanding.REFUSED:
        return EndedReason.NOT_TRUSTED
    failed = ((line.name, line.code) for line in checked.lines if line.outcome == "failed")
    return next((FOUND[one] for one in failed if one in FOUND), "")


def _held(sent: AcceptedCredential) -> AcceptedCredential:
    held = AcceptedCredential.objects.select_for_update(of=("self",))
    return held.select_related("seeker__community", "evidence__seeker").get(pk=sent.pk)


def _end(actor: Actor, row: AcceptedCredential, reason: str, now: datetime) -> AcceptedCredential:
    row.state, row.reason, row.ended_at = OutsideState.ENDED, reason, now
    row.save(update_fields=["state", "reason", "ended_at"])
    fact = OutsideCredentialEnded(row.seeker_id, row.pk, row.organization_id, reason, row.evidence_id)
    record(fact, actor=actor, now=now, community_id=row.seeker.community_id)
    if row.evidence is not None:
        withdraw_evidence(Actor.system(row.seeker.community_id), row.evidence, now=now)
    return row
