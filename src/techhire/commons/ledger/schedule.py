"""Jobs of the calendar: once an hour, a day or a month, however many workers look at the clock.

A tick is a fact like any other, so what follows is a reaction with its retries, steps and progress. Periods are UTC.
A period during which no worker ran is not made up for: the job runs once, for the period that is now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeVar

from django.db import IntegrityError, transaction

from techhire.commons.ledger.facts import ClockTicked
from techhire.commons.ledger.models import Tick
from techhire.commons.ledger.recording import record
from techhire.commons.ledger.registry import Handler, Thinker, reacts_to
from techhire.commons.permits import Actor

Period = Literal["hour", "day", "month"]
FORMATS: dict[Period, str] = {"hour": "%Y-%m-%dT%H", "day": "%Y-%m-%d", "month": "%Y-%m"}
F = TypeVar("F", bound=Handler)


@dataclass(frozen=True)
class Schedule:
    """A job of the calendar: its name, how often, and the handlers that do it."""

    name: str
    period: Period
    handlers: tuple[str, ...] = ()

    def period_of(self, now: datetime) -> str:
        """The period a moment lies in, as it is stored."""
        return now.astimezone(UTC).strftime(FORMATS[self.period])


_schedules: dict[str, Schedule] = {}


def every(name: str, period: Period, *, thinking: Thinker | None = None) -> Callable[[F], F]:
    """Run a handler once in each period: ``@every("age_estimates", "month")``, in an app's ``reactions`` module.

    ``thinking`` is what it computes before its transaction, as for ``reacts_to``.
    """

    def register(handler: F) -> F:
        reacts_to(ClockTicked, thinking=thinking)(handler)
        known = _schedules.get(name, Schedule(name, period))
        if known.period != period:
            raise ValueError(f"The schedule {name!r} runs once a {known.period}, not once a {period}.")
        handler_name = f"{handler.__module__}.{handler.__qualname__}"
        _schedules[name] = Schedule(name, period, tuple(sorted({*known.handlers, handler_name})))
        return handler

    return register


def schedules() -> list[Schedule]:
    """Every job of the calendar, by name."""
    return [_schedules[name] for name in sorted(_schedules)]


def tick(now: datetime) -> int:
    """Record one fact for each job whose present period has none yet. Returns how many; safe in several workers."""
    return sum(_tick(schedule, now) for schedule in schedules())


def _tick(schedule: Schedule, now: datetime) -> int:
    period = schedule.period_of(now)
    if Tick.objects.filter(schedule=schedule.name, period=period).exists():
        return 0
    try:
        with transaction.atomic():
            Tick.objects.create(schedule=schedule.name, period=period, at=now)
            fact = ClockTicked(schedule.name, period)
            record(fact, actor=Actor.system(), now=now, handlers=list(schedule.handlers))
    except IntegrityError:  # another worker looked at the clock in the same moment
        return 0
    return 1
