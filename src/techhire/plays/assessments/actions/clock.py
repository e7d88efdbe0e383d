"""The time of a sitting: how long a person has, breaks that do not count, and being away without having asked.

The server's clock is the only one. At home it stops while somebody is away, since nobody watches anyway and a lost
connection must not cost the test; at a test day it runs on, and staff give back what the equipment took.
"""

from datetime import datetime, timedelta

from django.db.models import F

from techhire.plays.assessments.models import Accommodation, Assessment, Sitting, SittingNote
from techhire.plays.assessments.words import Breaks, ExtraTime, NoteKind, SittingState, longer

GRACE = timedelta(seconds=30)
"""An answer sent in the last seconds may take this long over a slow connection and still count."""
AWAY = timedelta(minutes=10)
"""At home, a silence longer than this stops the clock."""
QUICK = 2.0
MOST_TIMES = 999


def set_clock(sitting: Sitting, assessment: Assessment, now: datetime) -> None:
    """Start the person's own time: the usual one, longer where they asked for it. Kept only while it is open."""
    own = Accommodation.objects.filter(seeker_id=sitting.seeker_id).first()
    extra = own.extra_time if own else ExtraTime.NONE.value
    breaks = (own.breaks if own else "") or Breaks.NONE.value
    sitting.started_at = sitting.seen_at = now
    seconds = longer(assessment.seconds, extra)
    sitting.ends_at = None if seconds is None else now + timedelta(seconds=seconds)
    sitting.item_seconds = longer(assessment.item_seconds, extra)
    sitting.break_seconds = None if breaks == Breaks.OPEN else int(breaks) * 60


def stop_clock(sitting: Sitting) -> None:
    """Forget the person's own time, so that nothing of it stays beside a result."""
    sitting.ends_at = sitting.break_seconds = sitting.item_seconds = sitting.paused_at = None


def is_watched(sitting: Sitting) -> bool:
    """Whether staff sit beside it, so that the clock runs on while the person is away."""
    return sitting.given_by_id is not None


def free_pause(sitting: Sitting, now: datetime) -> timedelta:
    """The part of the present break that does not count as time."""
    if sitting.paused_at is None:
        return timedelta()
    pause = max(now - sitting.paused_at, timedelta())
    if not is_watched(sitting) or sitting.break_seconds is None:
        return pause
    return min(pause, timedelta(seconds=sitting.break_seconds))


def is_up(sitting: Sitting, now: datetime) -> bool:
    """Whether the time is used up, the present break taken into account, so that what comes now is the last."""
    return _is_past(sitting, timedelta(), now)


def is_over(sitting: Sitting, now: datetime) -> bool:
    """Whether it is used up although a slow connection is allowed for: what comes now came too late."""
    return _is_past(sitting, GRACE, now)


def _is_past(sitting: Sitting, more: timedelta, now: datetime) -> bool:
    return sitting.ends_at is not None and now > sitting.ends_at + free_pause(sitting, now) + more


def end_break(sitting: Sitting, now: datetime) -> None:
    """Go on after a break: the clock moves by what does not count, the question's own by all of it."""
    if sitting.paused_at is None:
        return
    free = free_pause(sitting, now)
    _move(sitting, free, max(now - sitting.paused_at, timedelta()))
    if sitting.break_seconds is not None:
        sitting.break_seconds = max(0, sitting.break_seconds - round(free.total_seconds()))
    sitting.paused_at = None
    sitting.state = SittingState.UNDER_WAY


def note_absence(sitting: Sitting, now: datetime) -> None:
    """Stop the clock for a long silence at home, and note it; then note that the person is here."""
    away = now - (sitting.seen_at or now) - AWAY
    if away > timedelta() and sitting.paused_at is None and not is_watched(sitting):
        _move(sitting, away, away)
        note(sitting, NoteKind.LOST_CONNECTION, now)
    sitting.seen_at = now


def _move(sitting: Sitting, end: timedelta, shown: timedelta) -> None:
    if sitting.ends_at is not None:
        sitting.ends_at += end
    if sitting.shown_at is not None:
        sitting.shown_at += shown


def note(sitting: Sitting, kind: NoteKind, now: datetime) -> None:
    """Count something a human may want to know of. It changes no result."""
    _row, made = SittingNote.objects.get_or_create(sitting=sitting, kind=kind, defaults={"at": now})
    if not made:
        seen = SittingNote.objects.filter(sitting=sitting, kind=kind, times__lt=MOST_TIMES)
        seen.update(times=F("times") + 1, at=now)
