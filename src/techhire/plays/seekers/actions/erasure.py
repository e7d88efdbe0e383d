"""Erasing a person's record: what says who they were goes, what others count on stays without a name."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed
from techhire.plays.seekers.actions.profile import new_code
from techhire.plays.seekers.facts import SeekerErased, SeekerSealed
from techhire.plays.seekers.models import (
    Consent,
    Contact,
    Dispute,
    EmployerBlock,
    EmployerFeedback,
    Estimate,
    Evidence,
    Experience,
    Grant,
    Hold,
    Seeker,
    SelfIdentification,
    SkillUse,
    Vouch,
)
from techhire.plays.seekers.queries.holds import live_holds
from techhire.plays.seekers.rules import may_erase_seeker, may_finish_erasure
from techhire.plays.seekers.words import (
    ISSUER,
    OUT_OF_SIGHT,
    EvidenceKind,
    EvidenceState,
    FeedbackState,
    Said,
    SeekerState,
)


@transaction.atomic
def erase_seeker(actor: Actor, seeker: Seeker, /, *, now: datetime) -> Seeker:
    """End visibility, access and matching at once; remove name, contacts, claims and words.

    Pieces that others stood behind stay without title or issuer, so that their track records and counts stay true;
    who looked stays for the organizations' own accounts. Facts hold ids only. Where a law keeps the record, it is
    sealed instead: nobody sees it any more, and the calendar erases it when the hold ends.
    """
    if seeker.state in OUT_OF_SIGHT:
        return seeker
    require(may_erase_seeker(actor, seeker))
    held = lock_seeker(seeker)
    _end_access(held, now)
    hold = live_holds(held.community.day_of(now)).filter(seeker=held).first()
    if hold is None:
        return _erase(actor, held, now)
    held.state, held.found = SeekerState.SEALED, False
    held.version += 1
    held.save(update_fields=["state", "found", "version"])
    mark_changed([held.pk], held.community_id)
    record(SeekerSealed(held.pk, hold.until), actor=actor, now=now, community_id=held.community_id)
    return held


@transaction.atomic
def finish_erasure(actor: Actor, seeker: Seeker, /, *, now: datetime) -> Seeker:
    """Erase a sealed record once nothing keeps it any more."""
    held = lock_seeker(seeker)
    require(may_finish_erasure(actor, held))
    kept = live_holds(held.community.day_of(now)).filter(seeker=held).exists()
    return held if kept or held.state != SeekerState.SEALED else _erase(actor, held, now)


def _erase(actor: Actor, held: Seeker, now: datetime) -> Seeker:
    Consent.objects.filter(seeker=held).update(words="")
    _clear_evidence(held)
    for rows in (Experience, Contact, EmployerBlock, SelfIdentification, SkillUse):
        rows.objects.filter(seeker=held).delete()
    Hold.objects.filter(seeker=held).update(law="", placed_by=None)
    _clear_person(held)
    mark_changed([held.pk], held.community_id)
    record(SeekerErased(held.pk), actor=actor, now=now, community_id=held.community_id)
    return held


def _end_access(seeker: Seeker, now: datetime) -> None:
    """Nobody sees or matches the person any more, and nothing waits for them."""
    Grant.objects.filter(seeker=seeker, ended_at__isnull=True).update(ended_at=now)
    Consent.objects.filter(seeker=seeker, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Estimate.objects.filter(seeker=seeker).delete()
    Evidence.objects.filter(seeker=seeker, state=EvidenceState.WAITING).update(state=EvidenceState.WITHDRAWN)
    EmployerFeedback.objects.filter(seeker=seeker, state=FeedbackState.WAITING).update(
        state=FeedbackState.EXPIRED
    )


def _clear_evidence(seeker: Seeker) -> None:
    claims = Evidence.objects.filter(seeker=seeker, kind=EvidenceKind.CLAIM)
    Dispute.objects.filter(evidence__in=claims.values("pk")).delete()
    claims.delete()
    Dispute.objects.filter(evidence__seeker=seeker).update(words="", opened_by=None)
    Evidence.objects.filter(seeker=seeker).update(title="", issuer_name="")
    Evidence.objects.filter(seeker=seeker, source__startswith="issuer:").update(source=ISSUER)
    Vouch.objects.filter(evidence__seeker=seeker, turned_out__isnull=True).delete()


def _clear_person(seeker: Seeker) -> None:
    blank = Seeker(community_id=seeker.community_id, made_at=seeker.made_at, code=new_code())
    keep = {"id", "community", "made_at", "version", "language"}
    for field in Seeker._meta.concrete_fields:
        if field.name not in keep:
            setattr(seeker, field.attname, getattr(blank, field.attname))
    seeker.state = SeekerState.ERASED
    seeker.authorized = seeker.needs_sponsorship = seeker.has_degree = Said.NOT_SAID
    seeker.remote_ok = False
    seeker.version += 1
    seeker.save()
