"""Whether a few answers given under somebody's eyes agree with an earlier result of the same person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from techhire.engines.psychometrics.items import GRID, Floats, Item
from techhire.engines.psychometrics.models import graded, probability


def nearest(items: Sequence[Item], theta: float, count: int) -> list[str]:
    """Ids of the `count` items whose difficulty lies nearest to an ability (logits), nearest first.

    Closed and pilot items are left out. Equal distances keep the order of the bank.
    """
    open_to_all = [item for item in items if not (item.closed or item.pilot)]
    return [item.id for item in sorted(open_to_all, key=lambda item: abs(item.b - theta))[:count]]


def chance_of_at_most(items: Sequence[Item], points: int, theta: float, se: float) -> float:
    """Chance that somebody whose earlier result was `theta` with standard error `se` (logits) gets `points` or fewer.

    The number of points at each ability by the recursion of Lord and Wingersky (1984), weighed over the abilities
    the earlier result leaves possible (a normal belief, by steps of 0.1). ValueError where there is no item.
    """
    if not items:
        raise ValueError("without items nothing can be compared")
    if not se > 0:
        raise ValueError("the standard error of the earlier result must be above 0")
    belief = np.exp(-0.5 * ((GRID - theta) / se) ** 2)
    at_most = _totals(items)[:, : max(points, -1) + 1].sum(axis=1)
    return float(belief @ at_most / belief.sum())


def _totals(items: Sequence[Item]) -> Floats:
    """Chance of each number of points in all, shape [121, most points + 1]."""
    totals = np.ones((GRID.size, 1))
    for item in items:
        chances = _chances(item)
        wider = np.zeros((GRID.size, totals.shape[1] + chances.shape[1] - 1))
        for points in range(chances.shape[1]):
            wider[:, points : points + totals.shape[1]] += totals * chances[:, points, None]
        totals = wider
    return totals


def _chances(item: Item) -> Floats:
    """Chance of each number of points of one item, shape [121, points + 1]."""
    if item.steps:
        return graded(GRID, item.a, np.broadcast_to(np.array(item.steps), (GRID.size, len(item.steps))))
    right = probability(GRID, item.a, item.b, item.c)
    return np.stack([1.0 - right, right], axis=1)
