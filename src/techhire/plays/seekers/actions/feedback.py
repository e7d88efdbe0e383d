"""What an employer says about a person's skill: a count for programs; evidence only where the person says yes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.commons.skills.queries import skills_in_bulk
from techhire.commons.skills.words import LEVELS
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.actions.evidence import add_evidence, take_away
from techhire.plays.seekers.facts import FeedbackAgreedTo, FeedbackExpired, FeedbackGiven, FeedbackRefused
from techhire.plays.seekers.models import Consent, EmployerFeedback, Evidence, Seeker
from techhire.plays.seekers.rules import (
    is_self,
    may_agree_to_feedback,
    may_expire_feedback,
    may_give_feedback,
    may_refuse_feedback,
    on_behalf,
)
from techhire.plays.seekers.words import FEEDBACK_OPEN, EvidenceKind, EvidenceState, FeedbackState, Purpose


@transaction.atomic
def give_feedback(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    /,
    *,
    posting_id: int,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> EmployerFeedback:
    """Say at which of five levels somebody showed a skill. Said again, it replaces what still waits."""
    seeker = lock_seeker(seeker)
    require(may_give_feedback(actor, seeker, organization, posting_id))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    if at > seeker.community.day_of(now):
        raise Refused(_("That day has not come yet."), field="at")
    if skill_id not in skills_in_bulk(seeker.community_id, [skill_id]):
        raise Refused(_("We do not know this skill."), field="skill")
    place = {"seeker": seeker, "organization": organization, "posting_id": posting_id, "skill_id": skill_id}
    row = EmployerFeedback.objects.select_for_update(of=("self",)).filter(**place).first()
    if row is not None and row.state != FeedbackState.WAITING:
        raise Refused(_("You have said this already, and it was answered."), field="level")
    row = row or EmployerFeedback(**place)
    row.level, row.at, row.given_at, row.given_by_id = level, at, now, actor.account_id
    row.save()
    body = FeedbackGiven(seeker.pk, row.pk, organization.pk, posting_id)
    record(body, actor=actor, now=now, community_id=seeker.community_id)
    return row


@transaction.atomic
def agree_to_feedback(
    actor: Actor, feedback: EmployerFeedback, /, *, words: str = "", now: datetime
) -> EmployerFeedback:
    """Make this very feedback evidence, after the person has read it; the yes is kept."""
    seeker = lock_seeker(feedback.seeker)
    held = _held(feedback, seeker)
    require(may_agree_to_feedback(actor, held))
    said = several_lines(words, field="words", limit=2000)
    if not said and not (is_self(actor, seeker) or actor.is_system):
        raise Refused(_("Write down what the person said, in their words."), field="words")
    if held.state != FeedbackState.WAITING:
        raise Refused(_("This does not wait for an answer any more."))
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.VOUCHING,
        scope=["show", f"feedback:{held.pk}"],
        words=said,
        spoken=bool(said),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)
    held.evidence = add_evidence(
        Actor.system(seeker.community_id),
        seeker,
        skill_id=held.skill_id,
        kind=EvidenceKind.EMPLOYER_FEEDBACK,
        level=float(held.level),
        at=held.at,
        organization=held.organization,
        now=now,
    )
    _answer(held, FeedbackState.AGREED, now)
    body = FeedbackAgreedTo(seeker.pk, held.pk, held.evidence.pk)
    record(body, actor=on_behalf(actor, seeker), now=now)
    return held


@transaction.atomic
def refuse_feedback(actor: Actor, feedback: EmployerFeedback, /, *, now: datetime) -> EmployerFeedback:
    """Do not use it, or not any more. The employer is not told; programs keep the count."""
    seeker = lock_seeker(feedback.seeker)
    held = _held(feedback, seeker)
    require(may_refuse_feedback(actor, held))
    if held.state in {FeedbackState.REFUSED, FeedbackState.EXPIRED}:
        return held
    if held.evidence is not None and held.evidence.state != EvidenceState.WITHDRAWN:
        take_away(held.evidence, seeker, actor=actor, now=now)
    _withdraw_yes(held, now)
    _answer(held, FeedbackState.REFUSED, now)
    record(FeedbackRefused(seeker.pk, held.pk), actor=on_behalf(actor, seeker), now=now)
    return held


def _held(feedback: EmployerFeedback, seeker: Seeker) -> EmployerFeedback:
    rows = EmployerFeedback.objects.select_for_update(of=("self",)).select_related("organization", "skill")
    held = rows.get(pk=feedback.pk)
    held.seeker = seeker
    held.evidence = Evidence.objects.filter(pk=held.evidence_id).first()
    return held


def _answer(held: EmployerFeedback, state: FeedbackState, now: datetime) -> None:
    held.state, held.answered_at = state, now
    held.save(update_fields=["state", "answered_at", "evidence"])


def _withdraw_yes(held: EmployerFeedback, now: datetime) -> None:
    given = Consent.objects.filter(
        seeker_id=held.seeker_id, purpose=Purpose.VOUCHING, withdrawn_at__isnull=True
    )
    for consent in given:
        if f"feedback:{held.pk}" in consent.scope:
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])


@transaction.atomic
def expire_feedback(actor: Actor, community: Community, /, *, now: datetime) -> int:
    """End the waiting of what nobody answered within thirty days. Returns how many."""
    require(may_expire_feedback(actor, community.pk))
    late = EmployerFeedback.objects.filter(
        seeker__community=community, state=FeedbackState.WAITING, given_at__lt=now - FEEDBACK_OPEN
    )
    pieces = EmployerFeedback.objects.filter(pk__in=list(late.values_list("pk", flat=True))).update(
        state=FeedbackState.EXPIRED, answered_at=now
    )
    if pieces:
        record(FeedbackExpired(pieces), actor=actor, now=now, community_id=community.pk)
    return pieces
