"""A live check of five minutes: asked for, agreed to, started by whoever watches, answered by the person."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.clock import set_clock
from techhire.plays.assessments.actions.sittings import SEEDS, go_on, lock_sitting
from techhire.plays.assessments.bridge.banks import rules_of
from techhire.plays.assessments.bridge.earlier import earlier_result
from techhire.plays.assessments.bridge.live_questions import live_questions
from techhire.plays.assessments.facts.sittings import (
    LiveCheckAnswered,
    LiveCheckAsked,
    LiveCheckStarted,
    LiveCheckWithdrawn,
    SittingBegun,
)
from techhire.plays.assessments.models import Assessment, LiveCheck, Sitting
from techhire.plays.assessments.rules.judging import Job
from techhire.plays.assessments.rules.live import (
    may_agree_to_confirm,
    may_ask_for_confirm,
    may_begin_confirm,
    may_decline_confirm,
    may_start_confirm,
    may_withdraw_confirm,
    watches_as_onramp,
)
from techhire.plays.assessments.words import (
    OPEN_CHECKS,
    OPEN_SITTINGS,
    CheckEnd,
    LiveCheckState,
    SittingState,
    Watched,
)
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker

BEGIN_WITHIN = timedelta(minutes=30)


@transaction.atomic
def ask_for_confirm(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    assessment: Assessment,
    /,
    *,
    posting_id: int | None = None,
    watched: str = Watched.ROOM,
    now: datetime,
) -> LiveCheck:
    """Ask a person for a few watched answers; nothing happens before their yes. Asked twice, it is the same ask."""
    seeker = lock_seeker(seeker)
    require(may_ask_for_confirm(actor, seeker, organization, assessment, posting_id))
    if watched not in Watched.values:
        raise Refused(_("Choose one of the answers."), field="watched")
    if seeker.account_id is None:
        raise Refused(_("This person has no account here, so nobody can say yes. A coach can open one."))
    if earlier_result(seeker, assessment.bank) is None:
        raise Refused(_("There is no result of this person in this skill that could be confirmed."))
    open_ask = LiveCheck.objects.filter(
        organization=organization, seeker=seeker, assessment=assessment, state__in=OPEN_CHECKS
    ).first()
    if open_ask is not None:
        return open_ask
    check = LiveCheck.objects.create(
        organization=organization,
        asked_by_id=actor.account_id,
        seeker=seeker,
        assessment=assessment,
        posting_id=posting_id,
        watched=watched,
        counts=watches_as_onramp(actor, organization, seeker),
        asked_at=now,
    )
    record(LiveCheckAsked(check.pk, organization.pk, seeker.pk), actor=actor, now=now)
    return check


def _locked(check: LiveCheck) -> LiveCheck:
    LiveCheck.objects.select_for_update().only("pk").get(pk=check.pk)
    rows = LiveCheck.objects.select_related(
        "organization", "seeker__community", "assessment__bank", "sitting"
    )
    return rows.get(pk=check.pk)


@transaction.atomic
def agree_to_confirm(actor: Actor, check: LiveCheck, /, *, now: datetime) -> LiveCheck:
    """The person says yes; whoever asked can start it when both are there."""
    held = _locked(check)
    require(may_agree_to_confirm(actor, held))
    return _answered(actor, held, LiveCheckState.AGREED, now)


@transaction.atomic
def decline_confirm(actor: Actor, check: LiveCheck, /, *, now: datetime) -> LiveCheck:
    """The person says no, or takes a yes back before it begins. Nothing follows from it.

    Where they shut out whoever asked, the product says it for them, so that one reads like the other.
    """
    held = _locked(check)
    require(may_decline_confirm(actor, held))
    _drop_sitting(held)
    return _answered(actor, held, LiveCheckState.DECLINED, now)


def _answered(actor: Actor, held: LiveCheck, state: LiveCheckState, now: datetime) -> LiveCheck:
    held.state, held.answered_at = state, now
    held.save(update_fields=["state", "answered_at", "sitting"])
    agreed = state == LiveCheckState.AGREED
    record(LiveCheckAnswered(held.pk, held.organization_id, held.seeker_id, agreed), actor=actor, now=now)
    return held


@transaction.atomic
def withdraw_confirm(
    actor: Actor, check: LiveCheck, /, *, ended: str = CheckEnd.TAKEN_BACK, now: datetime
) -> LiveCheck:
    """Whoever asked does not ask any more, or, as ``ended`` says, its ground or its time is over."""
    held = _locked(check)
    require(may_withdraw_confirm(actor, held))
    _drop_sitting(held)
    held.state = LiveCheckState.WITHDRAWN
    held.save(update_fields=["state", "sitting"])
    body = LiveCheckWithdrawn(held.pk, held.organization_id, held.seeker_id, str(ended))
    record(body, actor=actor, now=now, community_id=held.seeker.community_id)
    return held


def _drop_sitting(check: LiveCheck) -> None:
    """A sitting nobody began holds nothing."""
    empty, check.sitting = check.sitting, None
    if empty is not None:
        LiveCheck.objects.filter(pk=check.pk).update(sitting=None)
        empty.delete()


@transaction.atomic
def start_confirm(actor: Actor, check: LiveCheck, /, *, job: Job | None = None, now: datetime) -> LiveCheck:
    """Whoever watches says that both are there; the person's page then shows the button to begin."""
    held = _locked(check)
    lock_seeker(held.seeker)  # before the posting, as wherever both are held
    require(may_start_confirm(actor, held, job))
    if Sitting.objects.filter(seeker=held.seeker, state__in=OPEN_SITTINGS).exists():
        raise Refused(_("This person has another test under way. They have to end it first."))
    earlier = earlier_result(held.seeker, held.assessment.bank)
    if earlier is None:
        raise Refused(_("There is no result of this person in this skill that could be confirmed."))
    asked = live_questions(held.assessment, held.seeker, earlier.theta, now)
    rules = rules_of(held.assessment, only=asked) | {
        "stop_se": 0.0,
        "shares": {},
        "pilot_items": 0,
        "earlier": [earlier.theta, earlier.se],
    }
    held.sitting = Sitting.objects.create(
        seeker=held.seeker,
        assessment=held.assessment,
        rules=rules,
        state=SittingState.INVITED,
        seed=secrets.randbelow(SEEDS),
        given_by=held.organization,
        posting_id=held.posting_id,
        made_at=now,
    )
    held.state, held.started_at, held.started_by_id = LiveCheckState.STARTED, now, actor.account_id
    held.save()
    record(LiveCheckStarted(held.pk, held.organization_id, held.seeker_id), actor=actor, now=now)
    return held


@transaction.atomic
def begin_confirm(actor: Actor, check: LiveCheck, /, *, language: str = "en", now: datetime) -> Sitting:
    """The person begins, soon after whoever watches has started it."""
    held = _locked(check)
    require(may_begin_confirm(actor, held))
    assert held.sitting is not None and held.started_at is not None
    sitting = lock_sitting(held.sitting)
    if sitting.state != SittingState.INVITED:
        return sitting
    if now > held.started_at + BEGIN_WITHIN:
        raise Refused(_("It was started too long ago. Ask whoever watches to ask again."))
    sitting.state, sitting.language = SittingState.UNDER_WAY, language[:5]
    set_clock(sitting, sitting.assessment, now)
    go_on(sitting, [], now)
    sitting.version += 1
    sitting.save()
    body = SittingBegun(sitting.pk, sitting.seeker_id, sitting.assessment_id, supervised=True)
    record(body, actor=actor, now=now)
    return sitting
