"""How far assessors who judged the same work agree: weighted kappa and intraclass correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from techhire.engines.psychometrics.items import Floats


def quadratic_weighted_kappa(first: ArrayLike, second: ArrayLike) -> float | None:
    """Agreement of two assessors beyond chance, misses counted by their square (Cohen 1968).

    `first` and `second` are the two ratings of each piece of work, on a scale with equal steps. 1 is full
    agreement, 0 what chance gives. None where both gave one and the same rating throughout: nothing is shown
    then. ValueError for fewer than two pieces or lists of different length.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape or x.size < 2:
        raise ValueError("two lists of at least two ratings, of the same length, are needed")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("every piece of work needs both ratings")
    by_chance = float(x.var() + y.var() + (x.mean() - y.mean()) ** 2)
    return 1.0 - float(np.mean((x - y) ** 2)) / by_chance if by_chance > 0 else None


@dataclass(frozen=True)
class Intraclass:
    """Intraclass correlations in the notation of Shrout and Fleiss (1979).

    `one_random` ICC(1,1) and `mean_random` ICC(1,k): other assessors for each piece; `one` ICC(2,1) and `mean`
    ICC(2,k): the same assessors, taken from many, who agree in level; `one_fixed` ICC(3,1) and `mean_fixed`
    ICC(3,k): these assessors only, who agree in order.
    """

    one_random: float
    one: float
    one_fixed: float
    mean_random: float
    mean: float
    mean_fixed: float


def intraclass(ratings: ArrayLike) -> Intraclass | None:
    """The six correlations of `ratings` [pieces of work, assessors], all present.

    None where no ratings differ at all. ValueError for fewer than two pieces or two assessors.
    """
    x = np.asarray(ratings, dtype=np.float64)
    if x.ndim != 2 or min(x.shape) < 2 or not np.isfinite(x).all():
        raise ValueError("every assessor must have rated every piece: at least two of each")
    n, k = x.shape
    if np.ptp(x) == 0:
        return None
    between, judges, error = _mean_squares(x)
    within = (judges * (k - 1) + error * (n - 1) * (k - 1)) / (n * (k - 1))
    shift = k * (judges - error) / n
    return Intraclass(
        one_random=_ratio(between - within, between + (k - 1) * within),
        one=_ratio(between - error, between + (k - 1) * error + shift),
        one_fixed=_ratio(between - error, between + (k - 1) * error),
        mean_random=_ratio(between - within, between),
        mean=_ratio(between - error, between + shift / k),
        mean_fixed=_ratio(between - error, between),
    )


def _mean_squares(x: Floats) -> tuple[float, float, float]:
    """Mean squares between pieces, between assessors, and of what is left."""
    n, k = x.shape
    pieces, judges, grand = x.mean(axis=1), x.mean(axis=0), x.mean()
    left = x - pieces[:, None] - judges[None, :] + grand
    between = k * float(np.sum((pieces - grand) ** 2)) / (n - 1)
    return (
        between,
        n * float(np.sum((judges - grand) ** 2)) / (k - 1),
        float(np.sum(left**2)) / ((n - 1) * (k - 1)),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
