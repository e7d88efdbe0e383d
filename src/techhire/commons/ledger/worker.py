"""The one worker: claims a due reaction by a guarded update, runs one step in one transaction, and goes on.

A step's effects and the mark that it is done commit together, so a worker killed between any two lines either did
all of a step or none of it; the lease runs out and another worker takes the reaction up. Reactions are found by
state, never by "id greater than the last seen", since PostgreSQL commits ids out of order.

What a handler has to compute first is thought out before that transaction, on plain reads, so that nobody waits for a
lock meanwhile. Killed there, nothing was written, and it is thought again.
"""

import secrets
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from types import FrameType
from typing import Any

import structlog
from django.db import OperationalError, close_old_connections, connection, transaction
from django.db.models import F, Q

from techhire.commons.ledger.models import Reaction
from techhire.commons.ledger.registry import Done, More, Step, handler_named, thinker_of
from techhire.commons.ledger.schedule import tick

LEASE = timedelta(minutes=5)
LONG_LEASE = timedelta(minutes=30)
"""For a step that thinks first: were it shorter than a thought, two workers would take the step from each other."""
TRIES = 6
CRASHES = 12
BATCH = 20
PAUSE = 1.0
LOOK_AT_CLOCK = timedelta(minutes=1)
log = structlog.get_logger(__name__)


def claim(now: datetime) -> Reaction | None:
    """Take one due reaction for this worker, or None. Safe with any number of workers."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    due = Reaction.objects.filter(free, state=Reaction.State.WAITING, due_at__lte=now)
    for pk in list(due.order_by("due_at", "id").values_list("pk", flat=True)[:BATCH]):
        lease = secrets.token_hex(16)
        taken = due.filter(pk=pk).update(leased_until=now + LEASE, lease=lease, attempts=F("attempts") + 1)
        if taken:
            reaction = Reaction.objects.select_related("fact").get(pk=pk)
            if thinker_of(reaction.handler):
                Reaction.objects.filter(pk=pk, lease=lease).update(leased_until=now + LONG_LEASE)
            return reaction
    return None


def work_once(clock: Callable[[], datetime]) -> bool:
    """Run one step of one due reaction. Returns whether there was one."""
    reaction = claim(clock())
    if reaction is None:
        return False
    if reaction.attempts > CRASHES:
        _give_up(reaction)
        return True
    try:
        thought = _think(reaction, clock())
        with transaction.atomic():
            _run(reaction, thought, clock())
    except LostLease:
        log.warning("reaction_lost_lease", reaction=reaction.pk)
    except (
        Exception
    ) as error:  # a broken handler must not stop the worker; it is tried again, then left as stuck
        log.exception("reaction_failed", reaction=reaction.pk, handler=reaction.handler)
        _put_back(reaction, error, clock())
    return True


class LostLease(Exception):
    """Another worker took the reaction over while this one ran; this one's step is rolled back."""


class WroteWhileThinking(Exception):
    """What thinks before a transaction tried to write, or to begin one; it may only read."""


def _think(reaction: Reaction, now: datetime) -> Any:
    """What the handler has to know before it writes; nothing of it holds a lock or lasts if this process dies."""
    thinker = thinker_of(reaction.handler)
    if thinker is None:
        return None
    with connection.execute_wrapper(_reads_only):
        return thinker(_step(reaction, now))


def _reads_only(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
    if not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
        raise WroteWhileThinking(sql.split()[0])
    return execute(sql, *more)


def _step(reaction: Reaction, now: datetime) -> Step:
    fact = reaction.fact
    return Step(
        fact_id=fact.pk,
        community_id=fact.community_id,
        name=fact.name,
        data=fact.data,
        subject_id=fact.subject_id,
        actor_id=fact.actor_id,
        now=now,
        cursor=reaction.cursor,
    )


def _run(reaction: Reaction, thought: Any, now: datetime) -> None:
    mine = Reaction.objects.select_for_update().filter(pk=reaction.pk, lease=reaction.lease, state="waiting")
    if not mine.exists():
        raise LostLease
    handler = handler_named(reaction.fact.name, reaction.handler)
    if handler is None:
        raise LookupError(f"No handler is named {reaction.handler}.")
    step = replace(_step(reaction, now), thought=thought)
    result = handler(step) or Done()
    if not mine.update(**_after(result, now)):
        raise LostLease


def _after(result: Done | More, now: datetime) -> dict[str, object]:
    if isinstance(result, More):
        return {
            "cursor": result.cursor,
            "done_units": result.done,
            "total_units": result.total,
            "due_at": result.not_before or now,
            "leased_until": None,
            "lease": "",
            "attempts": 0,
        }
    return {
        "state": Reaction.State.DONE,
        "finished_at": now,
        "leased_until": None,
        "lease": "",
        "done_units": F("total_units"),
        "trouble": "",
    }


def _give_up(reaction: Reaction) -> None:
    """A step that took its worker down a dozen times, without ever raising, is left for a person to look at."""
    log.error("reaction_takes_workers_down", reaction=reaction.pk, handler=reaction.handler)
    Reaction.objects.filter(pk=reaction.pk, lease=reaction.lease).update(
        state=Reaction.State.STUCK, leased_until=None, lease="", trouble="It took its worker down."
    )


def _put_back(reaction: Reaction, error: Exception, now: datetime) -> None:
    stuck = reaction.attempts >= TRIES
    Reaction.objects.filter(pk=reaction.pk, lease=reaction.lease).update(
        state=Reaction.State.STUCK if stuck else Reaction.State.WAITING,
        due_at=now + timedelta(seconds=2 ** min(reaction.attempts, 8)),
        leased_until=None,
        lease="",
        trouble=f"{type(error).__name__}"[:400],
    )


def drain(clock: Callable[[], datetime], *, limit: int = 10_000) -> int:
    """Work until nothing is due. Returns the number of steps run; used by the demo, the console and tests."""
    steps = 0
    while steps < limit and work_once(clock):
        steps += 1
    return steps


def run_forever(
    *,
    clock: Callable[[], datetime],
    stop: Event,
    sleep: Callable[[float], object] | None = None,
    pause: float = PAUSE,
) -> int:
    """Work until ``stop`` is set: the step at hand is finished, then it returns the number of steps.

    Looks at the calendar once a minute; sleeps ``pause`` seconds where nothing is due, and where the database does
    not answer. ``sleep`` is the stop's own wait unless a test gives another.
    """
    rest = sleep or stop.wait
    steps, looked = 0, None
    while not stop.is_set():
        close_old_connections()
        try:
            now = clock()
            if looked is None or now - looked >= LOOK_AT_CLOCK:
                looked = now
                tick(now)
            worked = work_once(clock)
        except OperationalError as error:
            log.error("worker_lost_database", exc_info=error)
            connection.close()
            worked = False
        steps += worked
        if not worked:
            rest(pause)
    return steps


def stop_on_signals(stop: Event) -> None:
    """Have SIGTERM and SIGINT end the work after the step at hand."""

    def told(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
