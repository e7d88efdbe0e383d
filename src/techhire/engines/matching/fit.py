"""Fit in float64: the one formula that pages, the ranking and every count share, bit for bit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .codes import ReachTable
from .need import Need

MANY = 2
"""Group of those who lack two essentials or more."""


@dataclass(frozen=True, eq=False)
class Fits:
    """People against one posting, a row a person, a column a counted skill in the order of skill ids.

    `unmet` counts essentials neither proven nor likely; `group` is that number, at most 2; `fit` the weighted mean
    of the chances `values`; `shown` whether a skill counts as met.
    """

    codes: NDArray[np.uint16]
    values: NDArray[np.float64]
    shown: NDArray[np.bool_]
    unmet: NDArray[np.int64]
    fit: NDArray[np.float64]

    @property
    def group(self) -> NDArray[np.int64]:
        """0, 1 or 2: no essential unmet, one, or two and more."""
        return np.minimum(self.unmet, MANY)

    def take(self, rows: NDArray[np.int64]) -> "Fits":
        """Return some of the rows, in the order asked for."""
        return Fits(self.codes[rows], self.values[rows], self.shown[rows], self.unmet[rows], self.fit[rows])


@dataclass(frozen=True, eq=False)
class OneFit:
    """One person against one posting; the columns stand beside `skills`."""

    skills: NDArray[np.int64]
    codes: NDArray[np.uint16]
    values: NDArray[np.float64]
    shown: NDArray[np.bool_]
    unmet: int
    group: int
    fit: float


def fits(codes: NDArray[np.uint16], need: Need, table: ReachTable) -> Fits:
    """Return the fit of people whose codes for the counted skills are the rows of `codes`."""
    levels = need.levels
    values, shown = table.chances(codes, levels), table.shown(codes, levels)
    total = np.zeros(len(codes), dtype=np.float64)
    for column, quarters in enumerate(need.quarters):
        total += quarters * values[:, column]
    weight = need.total
    unmet = (need.essential & ~shown).sum(axis=1)
    return Fits(codes, values, shown, unmet, total / weight if weight else total)


def fit_one(codes: Mapping[int, int], need: Need, table: ReachTable) -> OneFit:
    """Return the fit of one person from their codes by skill id, for the pages that explain it."""
    row = np.array([[codes.get(skill, 0) for skill in need.skills.tolist()]], dtype=np.uint16)
    one = fits(row, need, table)
    return OneFit(
        skills=need.skills,
        codes=one.codes[0],
        values=one.values[0],
        shown=one.shown[0],
        unmet=int(one.unmet[0]),
        group=int(one.group[0]),
        fit=float(one.fit[0]),
    )
