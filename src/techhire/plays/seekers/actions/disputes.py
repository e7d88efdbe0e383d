"""A person says a piece of evidence is wrong. It stops counting until somebody answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.settling import reopen_vouches
from techhire.plays.seekers.facts import DisputeAnswered, DisputeOpened
from techhire.plays.seekers.models import Dispute, Evidence
from techhire.plays.seekers.rules import may_answer_dispute, may_dispute, on_behalf
from techhire.plays.seekers.words import DisputeAnswer, DisputeReason, EvidenceState


@transaction.atomic
def open_dispute(
    actor: Actor, evidence: Evidence, /, *, reason: str, words: str = "", now: datetime
) -> Dispute:
    """Stop a piece from counting and ask its source to answer."""
    evidence.seeker = lock_seeker(evidence.seeker)
    require(may_dispute(actor, evidence))
    if reason not in DisputeReason.values:
        raise Refused(_("Choose what is wrong."), field="reason")
    evidence.refresh_from_db(fields=["state"])
    if evidence.state != EvidenceState.COUNTS:
        raise Refused(_("This does not count at the moment, so there is nothing to dispute."))
    dispute = Dispute.objects.create(
        evidence=evidence, reason=reason, words=words[:2000], opened_at=now, opened_by_id=actor.account_id
    )
    _set_state(evidence, EvidenceState.DISPUTED)
    body = DisputeOpened(evidence.seeker_id, evidence.pk, dispute.pk, reason)
    record(body, actor=on_behalf(actor, evidence.seeker), now=now)
    return dispute


@transaction.atomic
def answer_dispute(actor: Actor, dispute: Dispute, /, *, answer: str, now: datetime) -> Dispute:
    """It stands and counts again, or it is taken away; a correction is a new piece beside the old one's removal."""
    require(may_answer_dispute(actor, dispute.evidence))
    if answer not in DisputeAnswer.values:
        raise Refused(_("Choose an answer."), field="answer")
    lock_seeker(dispute.evidence.seeker)
    dispute.refresh_from_db(fields=["answered_at"])
    if dispute.answered_at is not None:
        raise Refused(_("Somebody has answered this already."))
    dispute.answer, dispute.answered_at, dispute.answered_by_id = answer, now, actor.account_id
    dispute.save(update_fields=["answer", "answered_at", "answered_by"])
    stands = answer == DisputeAnswer.STANDS
    _set_state(dispute.evidence, EvidenceState.COUNTS if stands else EvidenceState.WITHDRAWN)
    evidence = dispute.evidence
    record(DisputeAnswered(evidence.seeker_id, evidence.pk, dispute.pk, answer), actor=actor, now=now)
    return dispute


def _set_state(evidence: Evidence, state: EvidenceState) -> None:
    seeker = lock_seeker(evidence.seeker)
    evidence.state = state
    evidence.save(update_fields=["state"])
    if state == EvidenceState.WITHDRAWN:
        reopen_vouches(evidence)
    restore_estimates([seeker], [evidence.skill_id])
    mark_changed([seeker.pk], seeker.community_id)
