"""Two-dimensional tables of counts with their totals: one protection a table, never two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from techhire.engines.disclosure_control.counts import check_count

Grid = NDArray[np.int64]


class Method(StrEnum):
    """How a table was protected."""

    SUPPRESSED = "suppressed"
    ROUNDED = "rounded"


class AlreadyProtected(ValueError):
    """A table was to be protected a second time; two protections together can be played against each other."""


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table fit to be shown. None is a hidden figure; it does not say why it is hidden."""

    method: Method
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    def extended(self) -> list[list[int | None]]:
        """Cells with the row totals as last column and the column totals as last row."""
        rows = [[*row, total] for row, total in zip(self.cells, self.row_totals, strict=True)]
        return [*rows, [*self.column_totals, self.total]]


def with_totals(counts: Sequence[Sequence[int]] | PublishedTable) -> Grid:
    """The counts, shape [rows + 1, columns + 1], with totals last. Refuses a table that is protected already."""
    if isinstance(counts, PublishedTable):
        raise AlreadyProtected(f"this table is {counts.method} already")
    rows = [list(row) for row in counts]
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise ValueError("a table needs at least one row and one column, and rows of one length")
    for row in rows:
        for count in row:
            check_count(count)
    grid = np.array(rows, dtype=np.int64)
    grid = np.vstack([grid, grid.sum(axis=0)])
    return np.hstack([grid, grid.sum(axis=1, keepdims=True)])


def published(method: Method, grid: Grid, hidden: NDArray[np.bool_]) -> PublishedTable:
    """The published form of an extended grid, with None where `hidden` is true."""
    shown = [
        tuple(None if hide else int(count) for count, hide in zip(counts, hides, strict=True))
        for counts, hides in zip(grid, hidden, strict=True)
    ]
    return PublishedTable(
        method,
        tuple(row[:-1] for row in shown[:-1]),
        tuple(row[-1] for row in shown[:-1]),
        shown[-1][:-1],
        shown[-1][-1],
    )
