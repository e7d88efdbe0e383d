"""Differential item functioning: whether an item is harder for one group than for equally able people of another.

A flag says that people should look at the item, not that it is unfair. Items are scored right or wrong; people are
compared within equal sum scores, the item itself included, as is usual. In a test that adapts people answered
different items, so that sum scores say nothing: they are then matched on their estimated ability (Zwick, Thayer and
Wingersky 1994).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from techhire.engines.psychometrics.items import Floats
from techhire.engines.psychometrics.models import logistic

_DELTA = -2.35
"""Odds ratios told in the delta units of the Educational Testing Service; below 0 the item is harder for the focal
group."""
_SURE_BOTH_WAYS, _SURE_ONE_WAY = 1.959963984540054, 1.6448536269514722
"""Standard errors that leave 1 in 20 beyond: on both sides together, on one side."""


@dataclass(frozen=True)
class MantelHaenszel:
    """Common odds ratio (reference over focal), delta with its error, chi-square (corrected) with p, size A, B or C.

    A: small or not to be told from none; C: at least 1.5 and surely above 1; B: between.
    """

    odds: float
    delta: float
    se: float
    chi2: float
    p: float
    size: str


@dataclass(frozen=True)
class LogisticDif:
    """Likelihood-ratio tests of three nested logistic regressions (Swaminathan and Rogers 1990).

    `uniform`: p of a difference that is the same at every score; `nonuniform`: p of one that changes with the
    score; `change`: Nagelkerke's R squared gained by both together.
    """

    uniform: float
    nonuniform: float
    change: float


def mantel_haenszel(
    responses: ArrayLike, focal: ArrayLike, item: int, *, matched: ArrayLike | None = None
) -> MantelHaenszel | None:
    """Compare two groups on one item within equal sum scores (Holland and Thayer 1988).

    `responses` [people, items] of 0 and 1, `focal` [people] true for the focal group. `matched` [people], whole
    numbers from 0, says instead within which band of ability people are compared. None where no score has both
    groups and both answers. Classes as ETS gives them; the error after Robins, Breslow and Greenland (1986).
    """
    from scipy.special import chdtrc

    right, group, total = _checked(responses, focal, item, matched)
    a, b, c, d = _tables(right, group, total)
    n = a + b + c + d
    if not (np.sum(a * d / n) > 0 and np.sum(b * c / n) > 0):
        return None
    odds = float(np.sum(a * d / n) / np.sum(b * c / n))
    statistic = _statistic(a, b, c, d)
    delta, se = _DELTA * log(odds), -_DELTA * _log_odds_error(a, b, c, d)
    sure_of_any = abs(delta) / se > _SURE_BOTH_WAYS
    above_one = (abs(delta) - 1.0) / se > _SURE_ONE_WAY
    size = "C" if abs(delta) >= 1.5 and above_one else "B" if abs(delta) >= 1.0 and sure_of_any else "A"
    return MantelHaenszel(odds, delta, se, statistic, float(chdtrc(1, statistic)), size)


def _checked(
    responses: ArrayLike, focal: ArrayLike, item: int, matched: ArrayLike | None
) -> tuple[Floats, NDArray[np.bool_], Floats]:
    table, group = np.asarray(responses, dtype=np.float64), np.asarray(focal, dtype=np.bool_)
    if table.ndim != 2 or group.shape != (table.shape[0],) or not np.isin(table, (0.0, 1.0)).all():
        raise ValueError("a table of 0 and 1 and the group of each person are needed")
    if group.all() or not group.any():
        raise ValueError("both groups need at least one person")
    total = table.sum(axis=1) if matched is None else np.asarray(matched, dtype=np.float64)
    if total.shape != group.shape or not np.isfinite(total).all():
        raise ValueError("what people are matched on is one number each")
    return table[:, item], group, total


def _tables(right: Floats, group: NDArray[np.bool_], total: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Reference right and wrong, focal right and wrong, of each sum score that both groups reached."""
    score = total.astype(np.int64)
    cells = [
        np.bincount(score[mask], minlength=int(score.max()) + 1).astype(np.float64)
        for mask in (~group & (right == 1), ~group & (right == 0), group & (right == 1), group & (right == 0))
    ]
    a, b, c, d = cells
    both = (a + b > 0) & (c + d > 0)
    return a[both], b[both], c[both], d[both]


def _statistic(a: Floats, b: Floats, c: Floats, d: Floats) -> float:
    n = a + b + c + d
    expected = (a + b) * (a + c) / n
    spread = (a + b) * (c + d) * (a + c) * (b + d) / (n**2 * np.maximum(n - 1, 1))
    away = abs(float(a.sum() - expected.sum()))
    return max(away - 0.5, 0.0) ** 2 / float(spread.sum())


def _log_odds_error(a: Floats, b: Floats, c: Floats, d: Floats) -> float:
    n = a + b + c + d
    p, q, r, s = (a + d) / n, (b + c) / n, a * d / n, b * c / n
    rs, ss = float(r.sum()), float(s.sum())
    mixed = float((p * s + q * r).sum()) / (2 * rs * ss)
    return sqrt(float((p * r).sum()) / (2 * rs**2) + mixed + float((q * s).sum()) / (2 * ss**2))


def logistic_dif(
    responses: ArrayLike, focal: ArrayLike, item: int, *, matched: ArrayLike | None = None
) -> LogisticDif:
    """Compare two groups on one item by logistic regression on the sum score. Arguments as `mantel_haenszel`.

    `matched` may be any numbers here, such as abilities. ValueError where all answers are the same.
    """
    from scipy.special import chdtrc

    right, group, total = _checked(responses, focal, item, matched)
    if right.min() == right.max():
        raise ValueError("all answers to this item are the same")
    score = (total - total.mean()) / max(float(total.std()), 1e-9)
    columns = np.column_stack([np.ones_like(score), score, group, score * group])
    low, middle, high = (_fitted(columns[:, :width], right) for width in (2, 3, 4))
    null = _fitted(columns[:, :1], right)
    n = right.size
    most = 1.0 - np.exp(2.0 * null / n)
    gained = (np.exp(2.0 * (null - low) / n) - np.exp(2.0 * (null - high) / n)) / most
    uniform, nonuniform = (float(chdtrc(1, max(2.0 * more, 0.0))) for more in (middle - low, high - middle))
    return LogisticDif(uniform, nonuniform, float(gained))


def _fitted(columns: Floats, right: Floats) -> float:
    """The highest log-likelihood of a logistic regression, by Newton's method with halved steps."""
    at = np.zeros(columns.shape[1])
    height = _height(columns, right, at)
    for _ in range(100):
        chance = logistic(columns @ at)
        told = (columns * (chance * (1.0 - chance))[:, None]).T @ columns
        step = np.linalg.solve(told + 1e-9 * np.eye(at.size), columns.T @ (right - chance))
        while (better := _height(columns, right, at + step)) < height and np.abs(step).max() > 1e-12:
            step = step / 2
        at, gain, height = at + step, better - height, better
        if gain < 1e-10:
            break
    return height


def _height(columns: Floats, right: Floats, at: Floats) -> float:
    signed = np.where(right == 1, -1.0, 1.0) * (columns @ at)
    return -float(np.logaddexp(0.0, signed).sum())
