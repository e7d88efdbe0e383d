"""Hiding small counts in a table, and enough others that no small one can be worked out.

Complementary cells are chosen by rectangles (the hypercube method; Hundepool et al., Statistical Disclosure
Control, 2012, chapter 4): in a rectangle of hidden cells with one small cell, moving people around the
rectangle keeps every total, so the small cell could hold anything its neighbors can give or take. A rectangle
is accepted only if the small cell could then be anything from 0 to the minimum less one, which is what hiding
it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from techhire.engines.disclosure_control.counts import MINIMUM
from techhire.engines.disclosure_control.tables import Grid, Method, PublishedTable, published, with_totals

Cell = tuple[int, int]
Hidden = NDArray[np.bool_]


def suppress(
    counts: Sequence[Sequence[int]] | PublishedTable,
    minimum: int = MINIMUM,
    *,
    hidden: Collection[int] = (),
    first: Collection[int] = (),
) -> PublishedTable:
    """The table with its totals, small counts (0 to minimum - 1) and their complementary cells hidden.

    For every small count, all that readers can work out from the figures shown leaves 0 to minimum - 1
    possible; `audit` proves it independently. Totals are hidden only where inner cells cannot do it. The rows
    numbered in `hidden` are hidden whole, as where another table about the same people hides them; those in
    `first` (people of an unknown group) are given up before any other row is.
    """
    grid = with_totals(counts)
    small = grid < minimum
    mask = small.copy()
    mask[sorted(hidden), :] = True
    targets = sorted(zip(*np.nonzero(small), strict=True), key=lambda cell: (-int(grid[cell]), cell))
    for row, column in targets:
        for cell in cheapest_pattern(grid, mask, (int(row), int(column)), minimum, first):
            mask[cell] = True
    return published(Method.SUPPRESSED, grid, mask)


def cheapest_pattern(
    grid: Grid, hidden: Hidden, target: Cell, minimum: int, first: Collection[int] = ()
) -> list[Cell]:
    """The other cells to hide so that a small one is protected, at the least loss of figures.

    One pattern always exists: the one that runs through the grand total moves everything the same way. A
    small grand total needs none, for then every figure is small and hidden.
    """
    last_row, last_column = grid.shape[0] - 1, grid.shape[1] - 1
    if target == (last_row, last_column):
        return []
    if target[1] == last_column:
        candidates = line_patterns(grid, target[0], minimum)
    elif target[0] == last_row:
        flipped = line_patterns(grid.T, target[1], minimum)
        candidates = ([(row, column) for column, row in cells] for cells in flipped)
    else:
        candidates = rectangles(grid, target, minimum)
    return min(candidates, key=lambda cells: (_loss(grid, hidden, cells, first), cells))


def line_patterns(grid: Grid, line: int, minimum: int) -> Iterator[list[Cell]]:
    """Every pattern that leaves the small total of a row free to be 0 to minimum - 1.

    Another row takes over all the people of this one (the total falls to 0), and one of its cells can give as
    many as the total still lacks (the total rises to minimum - 1). The row of totals can always do both.
    """
    lacks = minimum - 1 - int(grid[line, -1])
    filled = [column for column in range(grid.shape[1] - 1) if grid[line, column] > 0]
    last = grid.shape[0] - 1
    for other in range(grid.shape[0]):
        if other == line:
            continue
        for giver in range(grid.shape[1] - 1):
            if other == last or min(grid[other, giver], grid[other, -1]) >= lacks:
                columns = sorted({*filled, giver})
                here = [(line, column) for column in columns]
                yield [*here, *((other, column) for column in columns), (other, grid.shape[1] - 1)]


def rectangles(grid: Grid, target: Cell, minimum: int) -> Iterator[list[Cell]]:
    """Every rectangle on the target that leaves it free to be 0 to minimum - 1."""
    row, column = target
    down = int(grid[target])
    up = minimum - 1 - down
    for other_row in range(grid.shape[0]):
        for other_column in range(grid.shape[1]):
            if other_row == row or other_column == column:
                continue
            corners = [(row, other_column), (other_row, column), (other_row, other_column)]
            if all(_can_move(grid, target, corner, up, down) for corner in corners):
                yield corners


def _can_move(grid: Grid, target: Cell, corner: Cell, up: int, down: int) -> bool:
    with_target = _direction(grid, target, corner) > 0
    return int(grid[corner]) >= (down if with_target else up)


def _direction(grid: Grid, target: Cell, corner: Cell) -> int:
    """Whether a corner rises (1) or falls (-1) when the target rises. Totals carry the opposite sign."""
    step = 1 if corner[0] != target[0] and corner[1] != target[1] else -1
    return step * _sign(grid, target) * _sign(grid, corner)


def _sign(grid: Grid, cell: Cell) -> int:
    rows, columns = grid.shape
    return (-1 if cell[0] == rows - 1 else 1) * (-1 if cell[1] == columns - 1 else 1)


def _loss(grid: Grid, hidden: Hidden, corners: list[Cell], first: Collection[int]) -> tuple[int, int, int]:
    """Totals that would be lost, then people in the cells lost; rows to be given up first weigh least of all."""
    fresh = [corner for corner in corners if not hidden[corner]]
    dear = [corner for corner in fresh if corner[0] not in first]
    rows, columns = grid.shape
    totals = sum(1 for row, column in dear if row == rows - 1 or column == columns - 1)
    lost = sum(int(grid[corner]) for corner in dear)
    return totals, lost, sum(int(grid[corner]) for corner in fresh) - lost
