"""Whether people answer an item as its curve says.

Infit and outfit: mean squares of what is left, 1 when the curve holds, above 1 when answers are less orderly than
it says. S-X2 (Orlando and Thissen 2000): a chi-square over sum scores, for items scored right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.answers import MISSING, Answers
from techhire.engines.psychometrics.item_curves import NODES, WEIGHTS
from techhire.engines.psychometrics.items import Floats, ItemBank
from techhire.engines.psychometrics.models import curves

_FEWEST_EXPECTED = 1.0


@dataclass(frozen=True)
class ItemFit:
    """Shapes [items]. `sx2`, `df`, `p` are NaN where S-X2 does not apply: graded items, or no degree of freedom."""

    infit: Floats
    outfit: Floats
    sx2: Floats
    df: Floats
    p: Floats


def item_fit(answers: Answers, bank: ItemBank, free: int) -> ItemFit:
    """Fit of measured items to the answers; S-X2 uses people who answered everything.

    `free` is the number of parameters estimated for each item (1, 2 or 3), taken off the degrees of freedom.
    """
    from scipy.special import chdtrc

    infit, outfit = _mean_squares(answers, bank)
    items = len(bank)
    sx2, df = np.full(items, np.nan), np.full(items, np.nan)
    whole = (answers.points != MISSING).all(axis=1)
    if (bank.points == 1).all() and whole.any() and items > 2:
        for place in range(items):
            sx2[place], df[place] = _sx2(answers.points[whole], answers.count[whole], bank, place, free)
    tells = df > 0
    p = np.where(tells, chdtrc(np.where(tells, df, 1.0), np.where(tells, sx2, 0.0)), np.nan)
    return ItemFit(infit, outfit, np.where(tells, sx2, np.nan), np.where(tells, df, np.nan), p)


def _mean_squares(answers: Answers, bank: ItemBank) -> tuple[Floats, Floats]:
    """Squares of what is left over what the curve expects, both summed over the belief in each person's ability.

    The belief rests on all answers of the person, so that both mean squares are 1 where the curves hold.
    """
    chances = curves(bank, NODES)
    score = np.arange(chances.shape[2])
    mean = chances @ score
    spread = np.maximum(chances @ score**2 - mean**2, 1e-9)
    belief = _beliefs(answers, chances)
    infit, outfit = np.empty(len(bank)), np.empty(len(bank))
    for place in range(len(bank)):
        has = answers.points[:, place] != MISSING
        mine = belief[has]
        left = (answers.points[has, place, None] - mean[place]) ** 2
        infit[place] = (mine * left).sum() / (mine @ spread[place]).sum()
        outfit[place] = (mine * left / spread[place]).sum() / mine.sum()
    return infit, outfit


def _beliefs(answers: Answers, chances: Floats) -> Floats:
    """Each row's belief over the nodes times how many people gave it, shape [rows, nodes]."""
    log = np.log(np.maximum(chances, 1e-300))
    found = np.zeros((answers.points.shape[0], NODES.size))
    for points in range(chances.shape[2]):
        found += (answers.points == points).astype(np.float64) @ log[:, :, points]
    belief = np.exp(found - found.max(axis=1, keepdims=True)) * WEIGHTS
    return np.asarray(belief * (answers.count / belief.sum(axis=1))[:, None])


def _sx2(
    points: NDArray[np.int8], count: Floats, bank: ItemBank, place: int, free: int
) -> tuple[float, float]:
    """The statistic and its degrees of freedom of one item, from complete rows."""
    items = len(bank)
    right = curves(bank, NODES)[:, :, 1]
    rest = _sum_scores(np.delete(right, place, axis=0))
    both = (rest * right[place]) @ WEIGHTS
    none = (rest * (1.0 - right[place])) @ WEIGHTS
    expected = both[: items - 1] / np.maximum(both[: items - 1] + none[1:], 1e-300)
    sums = points.sum(axis=1).astype(np.int64)
    people = _sums(sums, count, items)
    observed = _sums(sums, count * points[:, place], items)
    cells = _joined(people, observed, people * expected)
    value = sum((o - e) ** 2 / e + (o - e) ** 2 / (n - e) for n, o, e in cells)
    return float(value), float(len(cells) - free)


def _sums(score: NDArray[np.int64], weight: Floats, items: int) -> Floats:
    """Weights added up by sum score, those of nothing and everything right left out."""
    return np.bincount(score, weights=weight, minlength=items + 1)[1:items].astype(np.float64)


def _sum_scores(right: Floats) -> Floats:
    """Chance of each sum score at each node (Lord and Wingersky 1984), shape [items + 1, nodes]."""
    chances = np.ones((1, right.shape[1]))
    for row in right:
        more = np.zeros((chances.shape[0] + 1, right.shape[1]))
        more[:-1] += chances * (1.0 - row)
        more[1:] += chances * row
        chances = more
    return chances


def _joined(people: Floats, observed: Floats, expected: Floats) -> list[tuple[float, float, float]]:
    """Neighboring sum scores joined until right and wrong answers are both expected at least once."""
    cells: list[tuple[float, float, float]] = []
    n = o = e = 0.0
    for row in zip(people, observed, expected, strict=True):
        n, o, e = n + row[0], o + row[1], e + row[2]
        if min(e, n - e) >= _FEWEST_EXPECTED:
            cells.append((n, o, e))
            n = o = e = 0.0
    if n and cells:
        last = cells.pop()
        cells.append((last[0] + n, last[1] + o, last[2] + e))
    return cells
