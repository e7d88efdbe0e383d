"""What a reader could work out: the interval each hidden or rounded figure must lie in, by linear
programming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray

from techhire.engines.disclosure_control.counts import BASE, MINIMUM
from techhire.engines.disclosure_control.tables import Method, PublishedTable

Bounds = tuple[float, float]
_SLACK = 1e-6


class Inconsistent(ValueError):
    """The figures contradict each other: no true counts could give them."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All a reader can tell of one figure: it is between `low` and `high` (inf where nothing bounds it).

    `row` and `column` count from 0 in the extended table, totals last.
    """

    row: int
    column: int
    low: float
    high: float

    def covers(self, low: float, high: float) -> bool:
        """Whether every value from low to high stays possible."""
        return self.low <= low and self.high >= high


def feasible_range(
    objective: NDArray[np.float64],
    equations: NDArray[np.float64],
    sums: NDArray[np.float64],
    bounds: list[Bounds],
) -> Bounds:
    """Smallest and largest value of objective . x over x within `bounds` where equations . x = sums.

    Ends are rounded inward to whole numbers. The equations of a table are those of a network, whose extreme
    solutions are whole, so its ends are exact (Hoffman and Kruskal 1956). With other equations a reader who
    reasons in whole numbers might narrow the range a little further than this finds.
    """
    from scipy.optimize import linprog  # loads in a second that start-up should not spend

    ends: list[float] = []
    for direction in (1.0, -1.0):
        found = linprog(direction * objective, A_eq=equations, b_eq=sums, bounds=bounds, method="highs")
        if found.status == 3:
            ends.append(inf)
        elif found.status != 0:
            raise Inconsistent("these figures cannot all be true")
        else:
            ends.append(direction * float(found.fun))
    return float(ceil(ends[0] - _SLACK)), floor(ends[1] + _SLACK) if ends[1] < inf else inf


def audit(table: PublishedTable, base: int = BASE) -> list[Interval]:
    """The interval of every hidden figure of a suppressed table, or of every figure of a rounded one.

    It knows only what a reader knows: the figures shown, that counts are not negative, that totals add up,
    and how rounding works. It shares no code with the choice of what to hide.
    """
    shown = table.extended()
    bounds = [_bounds(table.method, figure, base) for row in shown for figure in row]
    equations = table_equations(len(shown), len(shown[0]))
    sums = np.zeros(len(equations))
    result = []
    for position, (low, high) in enumerate(bounds):
        if low == high:
            continue
        objective = np.zeros(len(bounds))
        objective[position] = 1.0
        ends = feasible_range(objective, equations, sums, bounds)
        result.append(Interval(position // len(shown[0]), position % len(shown[0]), *ends))
    return result


def _bounds(method: Method, figure: int | None, base: int) -> Bounds:
    if figure is None:
        return 0.0, inf
    if method is Method.ROUNDED:
        return float(max(0, figure - base // 2)), float(figure + (base - 1) // 2)
    return float(figure), float(figure)


def table_equations(rows: int, columns: int) -> NDArray[np.float64]:
    """Every row and column of an extended table adds up: shape [rows + columns, rows * columns], all equal 0."""
    grid = np.arange(rows * columns).reshape(rows, columns)
    equations = np.zeros((rows + columns, rows * columns))
    for row in range(rows):
        equations[row, grid[row, :-1]] = 1.0
        equations[row, grid[row, -1]] = -1.0
    for column in range(columns):
        equations[rows + column, grid[:-1, column]] = 1.0
        equations[rows + column, grid[-1, column]] = -1.0
    return equations


def leaks(
    table: PublishedTable, counts: Sequence[Sequence[int]], minimum: int = MINIMUM, base: int = BASE
) -> list[Interval]:
    """The figures of which a reader can tell more than the rule allows, given the true inner counts.

    Suppressed: a small count must stay free to be 0 to minimum - 1. Rounded: every figure must stay free over
    all that rounds to it.
    """
    inner = np.array(counts, dtype=np.int64)
    truth = np.vstack([inner, inner.sum(axis=0)])
    truth = np.hstack([truth, truth.sum(axis=1, keepdims=True)])
    shown = table.extended()
    found = []
    for interval in audit(table, base):
        figure = shown[interval.row][interval.column]
        if table.method is Method.ROUNDED:
            safe = interval.covers(*_bounds(table.method, figure, base))
        else:
            safe = truth[interval.row, interval.column] >= minimum or interval.covers(0, minimum - 1)
        if not safe:
            found.append(interval)
    return found
