"""A person says a piece of evidence is wrong. It stops counting until somebody answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.settling import reopen_vouches
from techhire.plays.seekers.facts import DisputeAnswered, DisputeOpened, FreshLookBegun, FreshLookEnded
from techhire.plays.seekers.models import Dispute, Evidence
from techhire.plays.seekers.rules import (
    answers_open,
    may_answer_dispute,
    may_begin_fresh_look,
    may_dispute,
    may_end_fresh_look,
    on_behalf,
)
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
    dispute.refresh_from_db(fields=["answered_at", "looked_at_since"])
    if dispute.answered_at is not None:
        raise Refused(_("Somebody has answered this already."))
    if answer not in answers_open(actor, dispute):
        raise Refused(
            _("Somebody new is looking at it, and what they say decides. You can only take it away.")
        )
    dispute.answer, dispute.answered_at, dispute.answered_by_id = answer, now, actor.account_id
    dispute.save(update_fields=["answer", "answered_at", "answered_by"])
    stands = answer == DisputeAnswer.STANDS
    _set_state(dispute.evidence, EvidenceState.COUNTS if stands else EvidenceState.WITHDRAWN)
    evidence = dispute.evidence
    record(DisputeAnswered(evidence.seeker_id, evidence.pk, dispute.pk, answer), actor=actor, now=now)
    return dispute


@transaction.atomic
def begin_fresh_look(actor: Actor, dispute: Dispute, /, *, now: datetime) -> Dispute:
    """Somebody who has not seen it looks at what is disputed. Until then its source can only take it away."""
    require(may_begin_fresh_look(actor, dispute))
    return _looked_at(actor, dispute, FreshLookBegun, since=now, now=now)


@transaction.atomic
def end_fresh_look(actor: Actor, dispute: Dispute, /, *, now: datetime) -> Dispute:
    """Nobody looks at it any more, so its source may answer by itself again."""
    require(may_end_fresh_look(actor, dispute))
    return _looked_at(actor, dispute, FreshLookEnded, since=None, now=now)


def _looked_at(
    actor: Actor,
    dispute: Dispute,
    fact: type[FreshLookBegun] | type[FreshLookEnded],
    *,
    since: datetime | None,
    now: datetime,
) -> Dispute:
    evidence = dispute.evidence
    lock_seeker(evidence.seeker)
    dispute.refresh_from_db(fields=["answered_at", "looked_at_since"])
    is_known = (dispute.looked_at_since is None) == (since is None)
    if is_known or (since is not None and dispute.answered_at is not None):
        return dispute
    dispute.looked_at_since = since
    dispute.save(update_fields=["looked_at_since"])
    body = fact(evidence.seeker_id, evidence.pk, dispute.pk)
    record(body, actor=actor, now=now, community_id=evidence.seeker.community_id)
    return dispute


def _set_state(evidence: Evidence, state: EvidenceState) -> None:
    seeker = lock_seeker(evidence.seeker)
    evidence.state = state
    evidence.save(update_fields=["state"])
    if state == EvidenceState.WITHDRAWN:
        reopen_vouches(evidence)
    restore_estimates([seeker], [evidence.skill_id])
    mark_changed([seeker.pk], seeker.community_id)
