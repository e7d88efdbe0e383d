"""What a person lets others' vouches do, and what a source says of one that did not hold up."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.evidence import take_away
from techhire.plays.seekers.facts import VouchAgreedTo, VouchAnswered, VouchRefused
from techhire.plays.seekers.models import Consent, Evidence, Seeker, Vouch
from techhire.plays.seekers.rules import (
    is_self,
    may_agree_to_vouches,
    may_answer_vouch,
    may_refuse_vouch,
    on_behalf,
)
from techhire.plays.seekers.words import EvidenceKind, EvidenceState, Purpose, VouchAnswer


@transaction.atomic
def agree_to_vouches(
    actor: Actor, seeker: Seeker, /, *, evidence_ids: Iterable[int], words: str = "", now: datetime
) -> int:
    """Let these vouches count, after the person has read them; the yes is kept. Returns how many there were."""
    seeker = lock_seeker(seeker)
    require(may_agree_to_vouches(actor, seeker))
    said = several_lines(words, field="words", limit=2000)
    if not said and not (is_self(actor, seeker) or actor.is_system):
        raise Refused(_("Write down what the person said, in their words."), field="words")
    waiting = Evidence.objects.filter(seeker=seeker, kind=EvidenceKind.VOUCH, state=EvidenceState.WAITING)
    rows = list(waiting.filter(pk__in=list(evidence_ids)).order_by("pk"))
    if not rows:
        raise Refused(_("Choose at least one that is still waiting."), field="vouches")
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.VOUCHING,
        scope=["show", *(_mark(row) for row in rows)],
        words=said,
        spoken=bool(said),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(state=EvidenceState.COUNTS)
    restore_estimates([seeker], {row.skill_id for row in rows})
    mark_changed([seeker.pk], seeker.community_id)
    for row in rows:
        record(VouchAgreedTo(seeker.pk, row.pk, consent.pk), actor=on_behalf(actor, seeker), now=now)
    return len(rows)


@transaction.atomic
def refuse_vouch(actor: Actor, evidence: Evidence, /, *, now: datetime) -> Evidence:
    """Do not use a vouch, or not any more. What is known of how it turned out stays in the source's record."""
    seeker = lock_seeker(evidence.seeker)
    evidence.seeker = seeker
    require(may_refuse_vouch(actor, evidence))
    if evidence.kind != EvidenceKind.VOUCH:
        raise Refused(_("This is not a vouch."))
    evidence.refresh_from_db(fields=["state"])
    if evidence.state == EvidenceState.WITHDRAWN:
        return evidence
    take_away(evidence, seeker, actor=actor, now=now)
    _withdraw_yes(evidence, now)
    record(VouchRefused(seeker.pk, evidence.pk), actor=on_behalf(actor, seeker), now=now)
    return evidence


def _mark(row: Evidence) -> str:
    return f"evidence:{row.pk}"


def _withdraw_yes(evidence: Evidence, now: datetime) -> None:
    """Take back the yes to showing it, once nothing else it covers counts."""
    counting = Evidence.objects.filter(seeker_id=evidence.seeker_id, kind=EvidenceKind.VOUCH)
    still = {_mark(row) for row in counting.exclude(state=EvidenceState.WITHDRAWN)}
    given = Consent.objects.filter(
        seeker_id=evidence.seeker_id, purpose=Purpose.VOUCHING, withdrawn_at__isnull=True
    )
    for consent in given:
        if _mark(evidence) in consent.scope and not still & set(consent.scope):
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])


@transaction.atomic
def answer_vouch(actor: Actor, evidence: Evidence, /, *, answer: str, now: datetime) -> Vouch:
    """Say why a vouch did not hold up. The count stays as it is; an answer may be changed."""
    require(may_answer_vouch(actor, evidence))
    vouch = Vouch.objects.select_for_update(of=("self",)).filter(evidence=evidence).first()
    if vouch is None or vouch.turned_out is not False:
        raise Refused(_("Only a vouch that did not hold up is answered."))
    if answer not in VouchAnswer.values:
        raise Refused(_("Choose one of the answers."), field="answer")
    if vouch.answer == answer:
        return vouch
    vouch.answer, vouch.answered_at, vouch.answered_by_id = answer, now, actor.account_id
    vouch.save(update_fields=["answer", "answered_at", "answered_by"])
    assert evidence.organization_id is not None
    body = VouchAnswered(evidence.organization_id, evidence.pk, answer)
    record(body, actor=actor, now=now, community_id=evidence.seeker.community_id)
    return vouch
