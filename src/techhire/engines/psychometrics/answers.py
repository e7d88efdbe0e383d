"""The table of answers a calibration starts from, checked and with equal rows counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from techhire.engines.psychometrics.items import Floats

MISSING = -1
FEWEST_ANSWERS = 200
"""Answers an item needs before it gets a slope of its own."""
MOST_POINTS = 20


class Why(StrEnum):
    """Kinds of reasons why answers cannot be measured, for those who say it in words of their own."""

    SHAPE = "shape"
    NOBODY = "nobody"
    POINTS = "points"
    ALL_ALIKE = "all_alike"
    GAPS = "gaps"
    FEW_ITEMS = "few_items"
    MORE_POINTS = "more_points"
    FEW_ANSWERS = "few_answers"
    BACKWARD = "backward"
    UNSETTLED = "unsettled"


class Unusable(ValueError):
    """Answers that cannot be calibrated, with the kind of reason, the reason in words and the items it is about."""

    def __init__(self, why: Why, reason: str, items: Sequence[str] = ()) -> None:
        super().__init__(f"{reason}: {', '.join(items)}" if items else reason)
        self.why, self.items = why, tuple(items)


@dataclass(frozen=True)
class Answers:
    """Distinct rows of answers and how many people gave each.

    `points` int8 [rows, items], -1 for not answered; `count` float64 [rows]; `most` int64 [items], the most
    points of each item.
    """

    ids: tuple[str, ...]
    points: NDArray[np.int8]
    count: Floats
    most: NDArray[np.int64]

    @property
    def people(self) -> float:
        """How many people answered at least one item."""
        return float(self.count.sum())

    @property
    def answered(self) -> Floats:
        """How many people answered each item, shape [items]."""
        return np.asarray(self.count @ (self.points != MISSING), dtype=np.float64)

    @property
    def complete(self) -> bool:
        """Whether everybody answered everything."""
        return bool((self.points != MISSING).all())


def answers_from(
    responses: ArrayLike, ids: Sequence[str] | None = None, frequencies: ArrayLike | None = None
) -> Answers:
    """Check a table [people, items] of points, NaN for not answered, and join its equal rows.

    `frequencies` [people] says how often each row occurred; 1 without. People who answered nothing are left out.
    Raises Unusable, with the reason.
    """
    table = np.asarray(responses, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape:
        raise Unusable(Why.SHAPE, "a table with at least one person and one item is needed")
    names = tuple(ids) if ids is not None else tuple(str(n + 1) for n in range(table.shape[1]))
    if len(names) != table.shape[1] or len(set(names)) < len(names):
        raise Unusable(Why.SHAPE, "every item needs an id of its own")
    points, count = _points(table, names), _counts(table, frequencies)
    some = (points != MISSING).any(axis=1) & (count > 0)
    if not some.any():
        raise Unusable(Why.NOBODY, "nobody answered anything")
    rows, place = np.unique(points[some], axis=0, return_inverse=True)
    joined = np.bincount(place.ravel(), weights=count[some]).astype(np.float64)
    most = rows.max(axis=0).astype(np.int64)
    _check_spread(rows, names, most)
    return Answers(names, rows, joined, most)


def _points(table: Floats, names: tuple[str, ...]) -> NDArray[np.int8]:
    given = ~np.isnan(table)
    whole = np.where(given, table, 0.0)
    bad = (whole != np.floor(whole)) | (whole < 0) | (whole > MOST_POINTS)
    if bad.any():
        wrong = [name for name, has in zip(names, bad.any(axis=0), strict=True) if has]
        raise Unusable(
            Why.POINTS, f"points are whole numbers from 0 to {MOST_POINTS}; something else stands at", wrong
        )
    return np.where(given, whole, MISSING).astype(np.int8)


def _counts(table: Floats, frequencies: ArrayLike | None) -> Floats:
    if frequencies is None:
        return np.ones(table.shape[0])
    count = np.asarray(frequencies, dtype=np.float64)
    if count.shape != (table.shape[0],) or not (np.isfinite(count) & (count >= 0)).all():
        raise Unusable(Why.SHAPE, "every row needs a frequency of 0 or more")
    return count


def _check_spread(rows: NDArray[np.int8], names: tuple[str, ...], most: NDArray[np.int64]) -> None:
    seen = [set(np.unique(column).tolist()) - {MISSING} for column in rows.T]
    same = [name for name, points in zip(names, seen, strict=True) if len(points) < 2]
    if same:
        raise Unusable(
            Why.ALL_ALIKE,
            "everybody who answered these got the same points, so nothing can be estimated",
            same,
        )
    gaps = [n for n, points, top in zip(names, seen, most, strict=True) if len(points) < top + 1]
    if gaps:
        raise Unusable(
            Why.GAPS, "nobody got some of the points between 0 and the most; join points first", gaps
        )
