"""What a reader could work out from several tables about the same people, put together.

Each table may be safe alone and not beside another: how many reached level 2, and how many reached level 3, tell how
many stand between. People are parted as finely as any table parts them; what is published are sums over such parts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.disclosure_control.audit import Bounds, Inconsistent
from techhire.engines.disclosure_control.counts import MINIMUM

Parts = frozenset[Hashable]
Floats = NDArray[np.float64]
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows: the people of all parts in `plus`, less those in `minus`, number from `low` to `high`.

    A figure that is shown has both ends equal. Two ways of parting the same people are tied by a difference of 0.
    """

    plus: Parts
    low: int
    high: int
    minus: Parts = frozenset()


def told_apart(known: Sequence[Known], small: Iterable[Parts], minimum: int = MINIMUM) -> Parts | None:
    """The first of the `small` sets of people whose number a reader can tell closer than "0 to minimum - 1".

    None where there is none. Which parts there can be is what occurs in `known` and `small`, empty ones included:
    a reader does not know which are empty. By linear programming, as `audit`; counts found on the way that give all
    that is known speak for every set they leave at 0, or at minimum - 1 and more. Raises Inconsistent.
    """
    sets = list(dict.fromkeys(small))
    if not sets:
        return None
    problem = _problem(known, sets)
    can_be_none, can_be_many = np.zeros(len(sets), dtype=bool), np.zeros(len(sets), dtype=bool)

    def look(counts: Floats | None) -> None:
        """Note which sets these counts speak for."""
        if counts is not None:
            people = problem.wanted @ counts
            can_be_none[people <= _SLACK] = True
            can_be_many[people >= minimum - 1 - _SLACK] = True

    look(problem.smallest(problem.wanted.sum(axis=0)))
    look(problem.with_many_at(minimum - 1))
    for row, target in enumerate(sets):
        for can, direction in ((can_be_none, 1.0), (can_be_many, -1.0)):
            if can[row]:
                continue
            found = problem.smallest(direction * problem.wanted[row])
            look(found)
            if found is not None and not can[row]:
                return target
    return None


@dataclass(frozen=True)
class _Problem:
    """What is known as equations over parts, and the sets as rows. Parts that go together are one variable."""

    equations: Floats
    sums: Floats
    wanted: Floats
    bounds: list[Bounds]

    def smallest(self, objective: Floats) -> Floats | None:
        """Counts that give all that is known and make the objective smallest; None where nothing bounds it."""
        return _solved(objective, self.bounds, A_eq=self.equations, b_eq=self.sums)

    def with_many_at(self, most: int) -> Floats | None:
        """Counts that give all that is known and fill as many sets as can be with ``most`` people each."""
        sets, variables = self.wanted.shape
        filled = np.eye(sets)
        found = _solved(
            np.concatenate([np.zeros(variables), -np.ones(sets)]),
            [*self.bounds, *[(0.0, float(most))] * sets],
            A_eq=np.hstack([self.equations, np.zeros((len(self.equations), sets))]),
            b_eq=self.sums,
            A_ub=np.hstack([-self.wanted, filled]),
            b_ub=np.zeros(sets),
        )
        return None if found is None else found[:variables]


def _solved(objective: Floats, bounds: list[Bounds], **conditions: Floats) -> Floats | None:
    from scipy.optimize import linprog  # loads in a second that start-up should not spend

    found = linprog(objective, bounds=bounds, method="highs", **conditions)
    if found.status == 3:
        return None
    if found.status != 0:
        raise Inconsistent("these figures cannot all be true")
    return np.asarray(found.x, dtype=np.float64)


def _problem(known: Sequence[Known], sets: Sequence[Parts]) -> _Problem:
    """The equations and the sets over those parts that differ; what is known within bounds gets a variable."""
    names = {part: place for place, part in enumerate(_parts(known, sets))}
    grid = np.zeros((len(known) + len(sets), len(names)))
    for row, one in enumerate(known):
        grid[row, [names[part] for part in one.plus]] += 1.0
        grid[row, [names[part] for part in one.minus]] -= 1.0
    for row, target in enumerate(sets, len(known)):
        grid[row, [names[part] for part in target]] = 1.0
    grid = np.unique(grid, axis=1)
    loose = [row for row, one in enumerate(known) if one.low != one.high]
    slack = np.zeros((len(grid), len(loose)))
    slack[loose, range(len(loose))] = -1.0
    sums = np.array([float(one.low) if one.low == one.high else 0.0 for one in known])
    bounds: list[Bounds] = [(0.0, float("inf"))] * grid.shape[1]
    bounds += [(float(known[row].low), float(known[row].high)) for row in loose]
    grid = np.hstack([grid, slack])
    return _Problem(grid[: len(known)], sums, grid[len(known) :], bounds)


def _parts(known: Sequence[Known], sets: Sequence[Parts]) -> dict[Hashable, None]:
    """Every part once, in the order it is met first."""
    found: dict[Hashable, None] = {}
    for one in known:
        found |= dict.fromkeys([*one.plus, *one.minus])
    for target in sets:
        found |= dict.fromkeys(target)
    return found
