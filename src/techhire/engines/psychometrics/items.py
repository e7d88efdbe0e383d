"""Items with their measured curves, and a bank of them in columns.

Every curve uses the plain logistic with scale constant 1: abilities and difficulties are logits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_Array = TypeVar("_Array", bound=NDArray[np.generic])

GRID_STEP = 0.1
GRID_END = 6.0
GRID: Floats = np.linspace(-GRID_END, GRID_END, 121)
"""Abilities at which a sitting keeps its belief, in logits. A sum over steps of 0.1 equals the integral to many
digits as long as the belief is not narrower than 0.1."""
GRID.setflags(write=False)
FREE, ANSWERED, HELD, CLOSED, PILOT = 0, 1, 2, 3, 4
"""Marks of items in a sitting: only a free one is chosen for scoring. A held one was passed over by the lottery."""


@dataclass(frozen=True)
class Item:
    """One question or task.

    `a` slope, `b` difficulty in logits, `c` chance to guess right. A graded item has `steps`: where the chance of
    k points or more is one half, strictly rising; its `b` is then their mean. `pilot` items are shown and not
    scored; the difficulty of a `guessed` one comes from its author; a `closed` one is kept so that old answers
    can be scored, and is never offered.

    Raises ValueError where a number is outside its range.
    """

    id: str
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    steps: tuple[float, ...] = ()
    topic: str = ""
    pilot: bool = False
    guessed: bool = False
    closed: bool = False

    def __post_init__(self) -> None:
        if not (isfinite(self.a) and self.a > 0):
            raise ValueError(f"item {self.id}: the slope must be above 0, not {self.a}")
        if not 0 <= self.c < 1:
            raise ValueError(f"item {self.id}: the guessing chance must be from 0 to below 1, not {self.c}")
        if self.steps:
            self._check_steps()
        if not isfinite(self.b):
            raise ValueError(f"item {self.id}: the difficulty must be a number, not {self.b}")

    def _check_steps(self) -> None:
        rising = all(low < high for low, high in zip(self.steps, self.steps[1:], strict=False))
        if not rising or not all(map(isfinite, self.steps)):
            raise ValueError(f"item {self.id}: the steps must rise: {self.steps}")
        if self.c:
            raise ValueError(f"item {self.id}: a graded item has no guessing chance")
        object.__setattr__(self, "b", sum(self.steps) / len(self.steps))

    @property
    def thresholds(self) -> tuple[float, ...]:
        """The steps; of an item scored right or wrong, its difficulty alone."""
        return self.steps or (self.b,)


@dataclass(frozen=True)
class ItemBank:
    """Items in a fixed order, with their numbers as read-only arrays. ValueError where an id occurs twice."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.items))
        if len(self.position) < len(self.items):
            raise ValueError("two items of a bank have the same id")

    @classmethod
    def of(cls, items: Iterable[Item]) -> ItemBank:
        """A bank of any series of items."""
        return cls(tuple(items))

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each id stands."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def a(self) -> Floats:
        """Slopes, shape [items]."""
        return _fixed(np.array([item.a for item in self.items], dtype=np.float64))

    @cached_property
    def b(self) -> Floats:
        """Difficulties in logits, shape [items]."""
        return _fixed(np.array([item.b for item in self.items], dtype=np.float64))

    @cached_property
    def c(self) -> Floats:
        """Guessing chances, shape [items]."""
        return _fixed(np.array([item.c for item in self.items], dtype=np.float64))

    @cached_property
    def points(self) -> NDArray[np.int64]:
        """The most points of each item, shape [items]; 1 for right or wrong."""
        return _fixed(np.array([len(item.thresholds) for item in self.items], dtype=np.int64))

    @cached_property
    def steps(self) -> Floats:
        """Thresholds, shape [items, most points]; +inf beyond an item's own, which makes more points impossible."""
        table = np.full((len(self), int(self.points.max(initial=1))), np.inf)
        for row, item in zip(table, self.items, strict=True):
            row[: len(item.thresholds)] = item.thresholds
        return _fixed(table)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that occur, in alphabetical order."""
        return tuple(sorted({item.topic for item in self.items}))

    @cached_property
    def topic(self) -> NDArray[np.int32]:
        """Each item's place in `topics`, shape [items]."""
        place = {name: index for index, name in enumerate(self.topics)}
        return _fixed(np.array([place[item.topic] for item in self.items], dtype=np.int32))

    @cached_property
    def marks(self) -> NDArray[np.uint8]:
        """How items are marked before a sitting: FREE, PILOT or CLOSED. Shape [items]."""
        marks = [PILOT if item.pilot else CLOSED if item.closed else FREE for item in self.items]
        return _fixed(np.array(marks, dtype=np.uint8))

    @cached_property
    def pilots(self) -> tuple[int, ...]:
        """Places of the pilot items that may be shown."""
        return tuple(i for i, item in enumerate(self.items) if item.pilot and not item.closed)

    @cached_property
    def information(self) -> NDArray[np.float32]:
        """Information of every item at every ability of the grid, shape [121, items], in logits to the -2."""
        from techhire.engines.psychometrics.models import bank_information

        return _fixed(bank_information(self, GRID).astype(np.float32))

    @cached_property
    def chances(self) -> Floats:
        """Chance of every answer at every ability of the grid, shape [answers, 121]."""
        from techhire.engines.psychometrics.models import answer_chances

        return _fixed(answer_chances(self, GRID))

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """The row of `chances` for no points of each item; those for more follow. Shape [items]."""
        return _fixed(np.cumsum(self.points + 1) - self.points - 1)

    @cached_property
    def rows(self) -> tuple[dict[int, int], ...]:
        """For each item, the row of `chances` for each number of points it can give."""
        pairs = zip(self.first.tolist(), self.points.tolist(), strict=True)
        return tuple({k: first + k for k in range(most + 1)} for first, most in pairs)


def _fixed(array: _Array) -> _Array:
    array.setflags(write=False)
    return array
