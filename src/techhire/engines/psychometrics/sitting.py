"""A person taking a test, as a value: each answer makes a new one, and the old one stays as it was.

Everything follows from the bank, the settings, the seed and the answers in order, so those four are all that has
to be stored; `replay` brings the rest back after a lost connection or a killed server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from techhire.engines.psychometrics import kernels
from techhire.engines.psychometrics.choosing import Plan, choose, plan
from techhire.engines.psychometrics.items import ANSWERED, HELD, Floats, ItemBank
from techhire.engines.psychometrics.kernels import advance, learn, over
from techhire.engines.psychometrics.packing import ELAPSED, SCORED, SE, SHOWN, THETA, marks_of, pack
from techhire.engines.psychometrics.settings import GUESSED_VARIANCE, Settings

LENGTH, PRECISION, TIME, BANK = "length", "precision", "time", "bank"
"""Why a sitting is over: enough items, exact enough, time used up, nothing left to ask."""
REASONS = {kernels.LENGTH: LENGTH, kernels.PRECISION: PRECISION, kernels.TIME: TIME, kernels.BANK: BANK}
Told: TypeAlias = "tuple[Told, int, int, float] | tuple[()]"
"""Answers as a chain: those before, then place, points and seconds of the last. An answer more copies none."""


class Answer(NamedTuple):
    """An item's place in the bank, the points given, the seconds it took."""

    place: int
    points: int
    seconds: float


class Sitting(NamedTuple):
    """One state of a sitting. Made by `start`, `replay` and `after` only.

    `state` is laid out as `packing` says and never changed. `upcoming` is the place of the item to show; below 0 it
    says why there is none.
    """

    plan: Plan
    told: Told
    state: Floats
    upcoming: int

    def next_item(self) -> int | None:
        """The place in the bank of the item to show now, the same however often it is asked; None when over."""
        return self.upcoming if self.upcoming >= 0 else None

    def after(self, response: int, seconds: float = 0.0) -> Sitting:
        """The sitting after an answer to the item shown. ValueError when it is over or the points cannot be."""
        ready, told, before, index = self
        if index < 0:
            raise ValueError("this sitting is over")
        row = ready.rows[index].get(response)
        if row is None:
            item = ready.bank.items[index]
            raise ValueError(f"item {item.id} gives from 0 to {len(item.thresholds)} points, not {response}")
        if not seconds >= 0:
            raise ValueError("an answer cannot take less than no time")
        state, seconds = before.copy(), float(seconds)
        if ready.simple:
            upcoming = advance(state, ready.information, ready.chances, row, index, seconds)
        else:
            learn(state, ready.chances[row], index, seconds)
            upcoming = over(state) or choose(ready, state)
        return tuple.__new__(Sitting, (ready, (told, index, response, seconds), state, upcoming))

    @property
    def stop_reason(self) -> str | None:
        """Why it is over; None while there is something to ask."""
        return REASONS.get(self.upcoming)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was answered, in order."""
        found, told = [], self.told
        while told:
            told, place, points, seconds = told
            found.append(Answer(place, points, seconds))
        return tuple(reversed(found))

    @property
    def theta(self) -> float:
        """Ability in logits: the mean of the belief (EAP), which begins as N(0, 1)."""
        return float(self.state[THETA])

    @property
    def se(self) -> float:
        """Standard error of the ability, in logits."""
        return float(self.state[SE])

    @property
    def shown(self) -> int:
        """How many items were answered."""
        return int(self.state[SHOWN])

    @property
    def scored(self) -> int:
        """How many of them are scored."""
        return int(self.state[SCORED])

    @property
    def elapsed(self) -> float:
        """Seconds the answers took in all."""
        return float(self.state[ELAPSED])

    @property
    def held(self) -> tuple[int, ...]:
        """Places of items the exposure lottery passed over."""
        return tuple(np.flatnonzero(marks_of(self.state) == HELD).tolist())

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
    state = pack(bank, settings, ready.wanted, ready.seed, skip)
    return Sitting(ready, (), state, choose(ready, state))


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
        index = bank.position[name]
        if marks_of(sitting.state)[index] == ANSWERED:
            raise ValueError(f"item {name} was answered before")
        sitting = sitting._replace(upcoming=index).after(points, *seconds)
    return sitting


def from_dict(bank: ItemBank, settings: Settings, data: Mapping[str, Any]) -> Sitting:
    """The sitting that `to_dict` wrote down."""
    return replay(bank, settings, data["seed"], [tuple(answer) for answer in data["answers"]])
