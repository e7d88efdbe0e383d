"""Classical statistics of a test, beside its curves: how many got an item right, and whether it goes with the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techhire.engines.psychometrics.answers import MISSING, Answers
from techhire.engines.psychometrics.items import Floats


@dataclass(frozen=True)
class Classical:
    """Shapes [items], NaN where it cannot be told.

    `share`: mean points over the most points; `with_rest`: correlation of an item with the mean of the person's
    other answers (the corrected point-biserial); `without`: Cronbach's alpha of the test without the item.
    `alpha` is that of the whole test, from people who answered everything; None with fewer than two of them.
    """

    answered: Floats
    share: Floats
    with_rest: Floats
    without: Floats
    alpha: float | None


def classical(answers: Answers) -> Classical:
    """The statistics of a table of answers, missing ones left out pair by pair, alpha from complete rows."""
    given = answers.points != MISSING
    points = np.where(given, answers.points, 0).astype(np.float64)
    share = (answers.count @ points) / np.maximum(answers.answered, 1.0) / answers.most
    whole = given.all(axis=1)
    complete, count = points[whole], answers.count[whole]
    items = range(len(answers.ids))
    without = [_alpha(np.delete(complete, j, axis=1), count) for j in items]
    return Classical(
        answers.answered,
        np.asarray(share),
        np.array([_with_rest(points / answers.most, given, answers.count, j) for j in items]),
        np.array([np.nan if alpha is None else alpha for alpha in without]),
        _alpha(complete, count),
    )


def _with_rest(share: Floats, given: Floats, count: Floats, item: int) -> float:
    others = given.sum(axis=1) - given[:, item]
    used = given[:, item].astype(bool) & (others > 0)
    rest = (share.sum(axis=1) - share[:, item])[used] / others[used]
    return _correlation(share[used, item], rest, count[used])


def _correlation(x: Floats, y: Floats, count: Floats) -> float:
    if count.sum() <= 1:
        return float("nan")
    dx, dy = x - np.average(x, weights=count), y - np.average(y, weights=count)
    spread = float((count @ dx**2) * (count @ dy**2)) ** 0.5
    return float(count @ (dx * dy)) / spread if spread > 0 else float("nan")


def cronbach_alpha(answers: Answers) -> float | None:
    """Cronbach's alpha of people who answered everything: k / (k - 1) (1 - sum of variances / variance of sums)."""
    whole = (answers.points != MISSING).all(axis=1)
    return _alpha(answers.points[whole].astype(np.float64), answers.count[whole])


def _alpha(points: Floats, count: Floats) -> float | None:
    items = points.shape[1]
    if items < 2 or count.sum() < 2:
        return None
    away = points - np.average(points, axis=0, weights=count)
    whole = float(count @ away.sum(axis=1) ** 2)
    return items / (items - 1) * (1.0 - float((count @ away**2).sum()) / whole) if whole > 0 else None
