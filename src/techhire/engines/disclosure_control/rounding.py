"""Rounding a whole table to multiples of 5, so that its totals give nothing away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from techhire.engines.disclosure_control.audit import leaks
from techhire.engines.disclosure_control.counts import BASE
from techhire.engines.disclosure_control.tables import Grid, Method, PublishedTable, published, with_totals


def round_table(counts: Sequence[Sequence[int]] | PublishedTable, base: int = BASE) -> PublishedTable:
    """The table with its totals, every figure a multiple of `base` (an odd number).

    Totals are rounded on their own, which is nearest to the truth. Where that would let a reader narrow a
    cell (four cells that all rounded up, beside a total that rounded down), the totals are the sums of the
    rounded cells instead, which say nothing the cells do not.
    """
    if base % 2 == 0:
        raise ValueError("the base of rounding is odd, so that no count lies halfway")
    grid = with_totals(counts)
    nearest = (grid + base // 2) // base * base
    table = published(Method.ROUNDED, nearest, np.zeros(grid.shape, dtype=bool))
    if not leaks(table, grid[:-1, :-1].tolist(), base=base):
        return table
    return published(Method.ROUNDED, _additive(nearest), np.zeros(grid.shape, dtype=bool))


def _additive(nearest: Grid) -> Grid:
    inner = nearest[:-1, :-1]
    grid = np.vstack([inner, inner.sum(axis=0)])
    return np.hstack([grid, grid.sum(axis=1, keepdims=True)])
