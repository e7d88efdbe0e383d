"""A person taking a test, as a value: each answer makes a new one, and the old one stays as it was.

Everything follows from the bank, the settings, the seed and the answers in order, so those four are all that has
to be stored; `replay` brings the rest back after a lost connection or a killed server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.choosing import Plan, by_lot, choose, choose_pilot, plan
from techhire.engines.psychometrics.items import GRID, Floats, Item, ItemBank
from techhire.engines.psychometrics.kernels import advance, believe
from techhire.engines.psychometrics.settings import GUESSED_VARIANCE, Settings

LENGTH, PRECISION, TIME, BANK = "length", "precision", "time", "bank"
"""Why a sitting is over: enough items, exact enough, time used up, nothing left to ask."""


class Answer(NamedTuple):
    """An item's place in the bank, the points given, the seconds it took."""

    place: int
    points: int
    seconds: float


class Sitting(NamedTuple):
    """One state of a sitting. Made by `start`, `replay` and `after` only.

    `theta` and `se`: ability (EAP, prior N(0, 1)) and its standard error, logits. `stop_reason` is None while
    there is something to ask. `held` are items the exposure lottery passed over.
    """

    plan: Plan
    answers: tuple[Answer, ...]
    theta: float
    se: float
    scored: int
    elapsed: float
    counts: tuple[int, ...]
    belief: Floats
    blocked: NDArray[np.uint8]
    held: tuple[int, ...]
    upcoming: int | None
    stop_reason: str | None

    def next_item(self) -> int | None:
        """The place in the bank of the item to show now, the same however often it is asked; None when over."""
        return self.upcoming

    def after(self, response: int, seconds: float = 0.0) -> Sitting:
        """The sitting after an answer to the item shown. ValueError when it is over or the points cannot be."""
        index = self.upcoming
        if index is None:
            raise ValueError("this sitting is over")
        return _answered(self, index, response, seconds)

    @property
    def reported_variance(self) -> float:
        """Squared standard error to tell, in squared logits: 0.49 more where a scored item's difficulty is its
        author's guess. Stopping never looks at it.
        """
        items = self.plan.bank.items
        guessed = any(items[a.place].guessed and not items[a.place].pilot for a in self.answers)
        return self.se**2 + (GUESSED_VARIANCE if guessed else 0.0)

    def to_dict(self) -> dict[str, Any]:
        """What has to be stored beside bank and settings, fit for JSON."""
        ids = self.plan.bank.items
        return {
            "seed": self.plan.seed,
            "answers": [[ids[a.place].id, a.points, a.seconds] for a in self.answers],
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sitting):
            return NotImplemented
        mine, others = self.plan, other.plan
        same_test = mine.bank == others.bank and mine.settings == others.settings and mine.seed == others.seed
        return same_test and self.answers == other.answers

    def __hash__(self) -> int:
        return hash((self.plan.seed, self.answers))


def start(
    bank: ItemBank, settings: Settings, seed: int | None = None, *, skip: Iterable[str] = ()
) -> Sitting:
    """A sitting before its first answer. Without a seed that of the settings is taken.

    `skip` are ids of scored items not to be chosen in this sitting, such as those the person met last time; ids
    the bank does not have are passed over. Raises ValueError where the settings do not fit the bank.
    """
    ready = plan(bank, settings, settings.seed if seed is None else seed)
    blocked = bank.blocked.copy()
    blocked[[bank.position[name] for name in skip if name in bank.position]] = 1
    counts = (0,) * len(bank.topics)
    first = Sitting(ready, (), 0.0, 1.0, 0, 0.0, counts, ready.prior, blocked, (), None, None)
    return _chosen(first)


def replay(
    bank: ItemBank,
    settings: Settings,
    seed: int,
    answers: Iterable[tuple[str, int] | tuple[str, int, float]],
    *,
    skip: Iterable[str] = (),
) -> Sitting:
    """The sitting after recorded answers: (item id, points) or (item id, points, seconds), in order.

    An item is scored although it would not be chosen today, such as one closed since or one to `skip`. ValueError
    where an id is not in the bank or occurs twice.
    """
    sitting = start(bank, settings, seed, skip=skip)
    for name, points, *seconds in answers:
        if name not in bank.position:
            raise ValueError(f"no item {name} in this bank")
        sitting = _answered(sitting, bank.position[name], points, float(seconds[0]) if seconds else 0.0)
    return sitting


def from_dict(bank: ItemBank, settings: Settings, data: Mapping[str, Any]) -> Sitting:
    """The sitting that `to_dict` wrote down."""
    return replay(bank, settings, data["seed"], [tuple(answer) for answer in data["answers"]])


def _answered(sitting: Sitting, index: int, points: int, seconds: float) -> Sitting:
    ready = sitting.plan
    item = ready.bank.items[index]
    _check(sitting, item, index, points, seconds)
    answers = (*sitting.answers, Answer(index, points, seconds))
    elapsed = sitting.elapsed + seconds
    if ready.simple and not item.pilot:
        return _simply_answered(sitting, item, index, answers, elapsed)
    blocked = sitting.blocked.copy()
    blocked[index] = 1
    if item.pilot:
        return _chosen(sitting._replace(answers=answers, elapsed=elapsed, blocked=blocked))
    belief, counts = np.empty_like(sitting.belief), sitting.counts
    low, high = _between(item, points)
    theta, se = believe(sitting.belief, belief, item.a, low, high, item.c)
    if ready.shares:
        topic = int(ready.topic[index])
        counts = (*counts[:topic], counts[topic] + 1, *counts[topic + 1 :])
    scored = sitting.scored + 1
    held = sitting.held
    return _chosen(
        Sitting(ready, answers, theta, se, scored, elapsed, counts, belief, blocked, held, None, None)
    )


def _simply_answered(
    sitting: Sitting, item: Item, index: int, answers: tuple[Answer, ...], elapsed: float
) -> Sitting:
    """The same in one compiled call, where nothing but information and the lot decides what comes next."""
    ready = sitting.plan
    belief, best = np.empty(GRID.size), np.empty(ready.wanted, np.int64)
    before = sitting.blocked
    blocked = np.empty(before.size, np.uint8)
    low, high = _between(item, answers[-1].points)
    theta, se, found = advance(
        sitting.belief, belief, before, blocked, ready.information, best, index, (item.a, low, high, item.c)
    )
    scored = sitting.scored + 1
    reason = _reason(ready.settings, scored, se, elapsed)
    upcoming = None
    if reason is None:
        upcoming = by_lot(ready, best, found, len(answers))
        reason = BANK if upcoming is None else None
    counts = sitting.counts
    return Sitting(ready, answers, theta, se, scored, elapsed, counts, belief, blocked, (), upcoming, reason)


def _between(item: Item, points: int) -> tuple[float, float]:
    """The step an answer reached and the one it did not; infinite where there is none."""
    steps = item.steps or (item.b,)
    return (steps[points - 1] if points else -inf), (steps[points] if points < len(steps) else inf)


def _check(sitting: Sitting, item: Item, index: int, points: int, seconds: float) -> None:
    if points != int(points) or not 0 <= points <= (len(item.steps) or 1):
        raise ValueError(f"item {item.id} gives from 0 to {len(item.thresholds)} points, not {points}")
    if not seconds >= 0:
        raise ValueError("an answer cannot take less than no time")
    if index != sitting.upcoming and any(answer.place == index for answer in sitting.answers):
        raise ValueError(f"item {item.id} was answered before")


def _chosen(sitting: Sitting) -> Sitting:
    """The sitting with what comes next, or with the reason why nothing does. Its `blocked` is its own to mark."""
    ready = sitting.plan
    reason = _reason(ready.settings, sitting.scored, sitting.se, sitting.elapsed)
    if reason is not None:
        return sitting._replace(upcoming=None, stop_reason=reason)
    place, index, held = len(sitting.answers), None, sitting.held
    if place in ready.pilot_places:
        index = choose_pilot(ready, {answer.place for answer in sitting.answers}, place)
    if index is None:
        index, more = choose(ready, sitting.theta, sitting.blocked, sitting.counts, place)
        held += more
    return sitting._replace(held=held, upcoming=index, stop_reason=BANK if index is None else None)


def _reason(settings: Settings, scored: int, se: float, elapsed: float) -> str | None:
    if scored >= settings.max_items:
        return LENGTH
    if scored >= settings.min_items and se <= settings.stop_se:
        return PRECISION
    if settings.seconds is not None and elapsed >= settings.seconds:
        return TIME
    return None
