"""Taking a test: begin, answer one question at a time, take a break, end it. Each answer is saved on its own."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.clock import (
    GRACE,
    QUICK,
    end_break,
    is_over,
    is_up,
    note,
    note_absence,
    set_clock,
)
from techhire.plays.assessments.actions.closing import close_sitting
from techhire.plays.assessments.bridge.answers import points_for, tidy_answer
from techhire.plays.assessments.bridge.banks import OFFERED, most_points, next_item, rules_of, state_of
from techhire.plays.assessments.bridge.met_before import left_out
from techhire.plays.assessments.facts.sittings import (
    QuestionAnswered,
    SittingBegun,
    SittingPaused,
    SittingResumed,
)
from techhire.plays.assessments.models import Assessment, CheckIn, Item, Response, Sitting
from techhire.plays.assessments.rules.sittings import NOT_HERE, may_begin_sitting, may_take_sitting
from techhire.plays.assessments.words import (
    OPEN_SITTINGS,
    TAKES_ANSWERS_BACK,
    AssessmentKind,
    ItemState,
    NoteKind,
    SittingState,
    StopReason,
)
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker

SEEDS = 2**62


class Taken(StrEnum):
    """What became of an answer that was sent."""

    SAVED = "saved"
    REPEATED = "repeated"
    REPLACED = "replaced"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True)
class Step:
    """A sitting after something was sent, and what became of it."""

    sitting: Sitting
    taken: Taken


@transaction.atomic
def begin_sitting(
    actor: Actor,
    seeker: Seeker,
    assessment: Assessment,
    /,
    *,
    check_in: CheckIn | None = None,
    language: str = "en",
    seed: int | None = None,
    now: datetime,
) -> Sitting:
    """Begin a test; under a check-in it is supervised. Two tabs that begin at once get one sitting and one refusal."""
    seeker = lock_seeker(seeker)
    check_in = lock_check_in(check_in) if check_in is not None else None
    require(may_begin_sitting(actor, seeker, assessment, check_in, now))
    sitting = Sitting(
        seeker=seeker,
        assessment=assessment,
        rules=rules_of(assessment, skip=left_out(seeker, assessment.bank, assessment.max_items, now)),
        state=SittingState.UNDER_WAY,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        language=language[:5],
        supervised=check_in,
        given_by=check_in.day.organization if check_in else None,
        made_at=now,
    )
    set_clock(sitting, assessment, now)
    go_on(sitting, [], now)
    if sitting.current_id is None:
        raise Refused(NOT_HERE)
    sitting.save()
    fact = SittingBegun(sitting.pk, seeker.pk, assessment.pk, check_in is not None)
    record(fact, actor=actor, now=now, community_id=seeker.community_id)
    return sitting


def lock_check_in(check_in: CheckIn) -> CheckIn:
    """Hold somebody's place on a test day, and read it and the day as they are then: check-in may have been closed."""
    CheckIn.objects.select_for_update().only("pk").get(pk=check_in.pk)
    return CheckIn.objects.select_related("day__organization", "seeker__community").get(pk=check_in.pk)


def lock_sitting(sitting: Sitting) -> Sitting:
    """Hold the sitting until the transaction ends, so that two tabs take turns.

    It is read again once it is held: PostgreSQL would join what a waiting query found before with what changed since.
    """
    Sitting.objects.select_for_update().only("pk").get(pk=sitting.pk)
    rows = Sitting.objects.select_related("seeker__community", "assessment__bank__skill", "current")
    return rows.get(pk=sitting.pk)


def answers_of(sitting: Sitting) -> list[Response]:
    """Recorded answers, in the order they were given."""
    return list(Response.objects.filter(sitting=sitting).order_by("place"))


@transaction.atomic
def open_question(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Bring up what is to be answered now, the same however often it is asked for, in whatever process.

    Closes the sitting where its time is over, and goes on to another question where the present one was pulled.
    """
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state not in OPEN_SITTINGS or held.started_at is None:
        return held
    note_absence(held, now)
    if is_over(held, now):
        close_sitting(held, state_of(held, answers_of(held)), StopReason.TIME, now)
        return held
    if held.paused_at is None:
        if held.current is None or held.current.state not in OFFERED:
            go_on(held, answers_of(held), now)
        if held.state in OPEN_SITTINGS:
            held.shown_at = held.shown_at or now
    if held.state in OPEN_SITTINGS:
        held.save()
    return held


@transaction.atomic
def answer_question(
    actor: Actor, sitting: Sitting, /, *, place: int, item_id: int, answer: object, now: datetime
) -> Step:
    """Save one answer and choose what comes next.

    ``place`` counts answers from 0 and ``item_id`` is the question the page showed: what is sent twice, from a second
    tab or after the back button, is recognized by them and changes nothing. ``Refused`` where the answer does not fit
    the question. An answer in the last moments is the last one; one later than the time allows is kept and not scored.
    """
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state not in OPEN_SITTINGS or held.current is None:
        return Step(held, Taken.OVER)
    given = answers_of(held)
    if place != len(given) or item_id != held.current_id:
        return Step(held, Taken.REPEATED if 0 <= place < len(given) else Taken.REPLACED)
    item = held.current
    kept = tidy_answer(item, answer)
    end_break(held, now)
    note_absence(held, now)
    response = _response(held, item, place, kept, now)
    response.save()
    record(QuestionAnswered(held.pk, place), actor=actor, now=now, community_id=held.seeker.community_id)
    if is_up(held, now):
        taken = Taken.OVER if is_over(held, now) else _taken(item, response)
        close_sitting(held, state_of(held, [*given, response]), StopReason.TIME, now)
        return Step(held, taken)
    go_on(held, [*given, response], now)
    if held.state in OPEN_SITTINGS:
        held.version += 1
        held.save()
    return Step(held, _taken(item, response))


def _response(held: Sitting, item: Item, place: int, answer: Any, now: datetime) -> Response:
    seconds = max((now - (held.shown_at or now)).total_seconds(), 0.0)
    in_time = held.item_seconds is None or seconds <= held.item_seconds + GRACE.total_seconds()
    if answer is not None and seconds < QUICK:
        note(held, NoteKind.VERY_QUICK, now)
    return Response(
        sitting=held,
        item=item,
        place=place,
        answer=answer,
        points=points_for(item, answer, most_points(held.assessment.bank, item.pk)),
        scored=item.state == ItemState.ACTIVE and in_time and not is_over(held, now),
        counts=item.pulled_for not in TAKES_ANSWERS_BACK,
        seconds=round(seconds, 2),
        item_version=item.version,
        at=now,
    )


def _taken(item: Item, response: Response) -> Taken:
    if item.state not in OFFERED:
        return Taken.REPLACED
    return Taken.SAVED if response.scored or item.state == ItemState.PILOT else Taken.LATE


def go_on(sitting: Sitting, given: Sequence[Response], now: datetime) -> None:
    """Choose the next question from what was answered, or close the sitting where nothing is left to ask.

    A live check ends after its number of questions, whether they were answered in time or not.
    """
    state = state_of(sitting, given)
    reason = state.stop_reason
    if sitting.assessment.kind == AssessmentKind.CONFIRM and len(given) >= sitting.rules["max_items"]:
        reason = StopReason.LENGTH
    sitting.current_id, sitting.shown_at = (None if reason else next_item(state)), None
    if reason and sitting.pk is not None:
        close_sitting(sitting, state, StopReason(reason), now)


@transaction.atomic
def take_break(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Step away for a while. Nothing is lost; what a break costs in time is said on the page."""
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state != SittingState.UNDER_WAY or held.assessment.kind == AssessmentKind.CONFIRM:
        return held
    note_absence(held, now)
    held.state, held.paused_at = SittingState.INTERRUPTED, now
    held.version += 1
    held.save()
    note(held, NoteKind.PAUSED, now)
    record(SittingPaused(held.pk), actor=actor, now=now, community_id=held.seeker.community_id)
    return held


@transaction.atomic
def resume_sitting(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """Go on after a break, with the question that was there before."""
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state != SittingState.INTERRUPTED:
        return held
    if is_over(held, now):
        close_sitting(held, state_of(held, answers_of(held)), StopReason.TIME, now)
        return held
    end_break(held, now)
    held.seen_at = now
    held.version += 1
    held.save()
    record(SittingResumed(held.pk), actor=actor, now=now, community_id=held.seeker.community_id)
    return held


@transaction.atomic
def end_sitting(actor: Actor, sitting: Sitting, /, *, now: datetime) -> Sitting:
    """End it with what was answered so far; too little for a level gives none."""
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state in OPEN_SITTINGS:
        close_sitting(held, state_of(held, answers_of(held)), StopReason.ENDED, now)
    return held


@transaction.atomic
def note_happening(actor: Actor, sitting: Sitting, /, *, kind: str, now: datetime) -> None:
    """Keep a note a page made: the person left it and came back, or lost the connection."""
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state == SittingState.UNDER_WAY and kind in {NoteKind.LEFT_PAGE, NoteKind.LOST_CONNECTION}:
        note(held, NoteKind(kind), now)
