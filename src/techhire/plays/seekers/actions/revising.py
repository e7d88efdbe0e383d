"""Putting right what a measured piece says, in its place: disputes, badges and vouches keep pointing at it.

Evidence enters by one action and leaves by one; this changes neither. What it said before is kept by who measured it.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.settling import reopen_vouches, settle_vouches, turned_out_by
from techhire.plays.seekers.facts import EvidenceRevised
from techhire.plays.seekers.models import Estimate, Evidence, Vouch
from techhire.plays.seekers.rules import may_revise_evidence
from techhire.plays.seekers.words import EvidenceState


@transaction.atomic
def revise_evidence(
    actor: Actor, evidence: Evidence, /, *, level: float, sd: float, open_bank: bool, now: datetime
) -> Evidence:
    """Say another level (0 to 5.5) with another standard error, and store the estimate it leads to.

    A disputed piece stays disputed. A vouch it answered is answered again where the answer would be another one.
    """
    require(may_revise_evidence(actor, evidence))
    seeker = lock_seeker(evidence.seeker)
    evidence.refresh_from_db()
    if not (0 <= level <= 5.5 and 0 < sd < 9):
        raise Refused(_("A level is between 0 and 5.5, and its standard error is above 0."))
    if evidence.state == EvidenceState.WITHDRAWN:
        return evidence
    before = _code(evidence)
    evidence.level, evidence.sd = Decimal(str(round(level, 2))), Decimal(str(round(sd, 3)))
    evidence.open_bank = open_bank
    evidence.save(update_fields=["level", "sd", "open_bank"])
    _answer_vouches_again(actor, evidence, now)
    after = restore_estimates([seeker], [evidence.skill_id]).get((seeker.pk, evidence.skill_id), 0)
    mark_changed([seeker.pk], seeker.community_id)
    body = EvidenceRevised(seeker.pk, evidence.pk, evidence.skill_id, evidence.kind, before, after)
    record(body, actor=actor, now=now, community_id=seeker.community_id)
    return evidence


def _answer_vouches_again(actor: Actor, evidence: Evidence, now: datetime) -> None:
    answered = Vouch.objects.filter(settled_by=evidence).select_related("evidence")
    if any(row.turned_out != turned_out_by(evidence, row.evidence) for row in answered):
        reopen_vouches(evidence)
        settle_vouches([evidence], actor=actor, now=now)


def _code(evidence: Evidence) -> int:
    row = Estimate.objects.filter(
        seeker_id=evidence.seeker_id, skill_id=succession().end_of(evidence.skill_id)
    ).first()
    return row.code if row else 0
