"""Whether questions are answered differently lately than they were before: a leak shows here before it is diluted.

Each person's ability is taken from the other questions they answered, as the whole of what these leave open: under the
measured curves and a normal group, whose mean and spread are found from the answers of the recent people and of those
before them apart (Bock and Aitkin 1981). The points a question should then have got are compared with the points it
got. A recent window beside older answers cancels what both have in common, such as a curve that never fitted well. As
the window moves, a leak does not take longer to see with the years (Veerkamp and Glas 2000 watch for the same).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techhire.engines.psychometrics.items import GRID, Floats, ItemBank
from techhire.engines.psychometrics.models import curves

FURTHEST = 4.0
"""Logits beyond which a shift is not told further."""
STORED_ERROR = 0.2
"""Standard error in logits taken for a measured difficulty where there are too few older answers to compare with."""
SUSPECT, MOST_APART = 3.0, 0.25
"""The most suspect question beyond so many standard errors is set apart, and all are compared again, up to a share."""
ROUNDS, HALVINGS, HALF = 12, 24, 0.5


@dataclass(frozen=True)
class Lately:
    """By question: logits by which it is harder (above 0) or easier lately, and how many standard errors that is.

    NaN where too few answers can tell.
    """

    shift: Floats
    z: Floats


def lately(points: Floats, bank: ItemBank, *, window: int, fewest: int) -> Lately:
    """Compare the last ``window`` people with those before, from points [people, questions], the earliest first.

    NaN stands for not answered. Of a question seldom asked the last ``fewest`` answers are the recent ones, and with
    fewer there is no comparison. Where fewer than that are older, its measured difficulty stands for them; a guessed
    one does not.
    """
    nothing = np.full(len(bank), np.nan)
    if not len(points):
        return Lately(nothing, nothing.copy())
    chances = curves(bank, GRID)
    told = [_told(points[:, place], chances[place]) for place in range(len(bank))]
    is_recent = np.arange(len(points)) >= len(points) - window
    apart: set[int] = set()
    while True:
        found = _compared(points, bank, chances, told, is_recent, fewest, apart)
        sure = np.where(np.isnan(found.z), 0.0, np.abs(found.z))
        sure[list(apart)] = 0.0
        if sure.max(initial=0.0) <= SUSPECT or len(apart) >= len(bank) * MOST_APART:
            return found
        apart.add(int(sure.argmax()))


def _compared(
    points: Floats,
    bank: ItemBank,
    chances: Floats,
    told: list[tuple[np.ndarray, Floats]],
    is_recent: np.ndarray,
    fewest: int,
    apart: set[int],
) -> Lately:
    """Every question once; those set ``apart`` say nothing of anybody's ability, so that a leak colors no other."""
    shift, z = np.full(len(bank), np.nan), np.full(len(bank), np.nan)
    whole = np.zeros((len(points), len(GRID)))
    for place, (who, likely) in enumerate(told):
        if place not in apart:
            whole[who] += likely
    prior = _groups(whole, is_recent)
    for place, (who, likely) in enumerate(told):
        recent = is_recent[who]
        recent[max(len(who) - fewest, 0) :] = True
        if recent.sum() < fewest:
            continue
        others = whole[who] if place in apart else whole[who] - likely
        question = _Question(chances[place], points[who, place], _normed(others + prior[who]))
        before = _before(question, ~recent, fewest, bank.items[place].guessed)
        if before is not None:
            shift[place], z[place] = question.beside(recent, *before)
    return Lately(shift, z)


def _told(points: Floats, chances: Floats) -> tuple[np.ndarray, Floats]:
    """Who answered, and the log of how likely each answer was at each ability, shape [who, abilities]."""
    who = np.flatnonzero(~np.isnan(points))
    given = np.minimum(points[who].astype(int), chances.shape[1] - 1)
    return who, np.log(np.maximum(chances.T[given], 1e-12))


def _normed(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _groups(whole: Floats, is_recent: np.ndarray) -> Floats:
    """The log of each person's normal prior, of recent people and of those before apart. Shape [people, abilities]."""
    prior = np.zeros_like(whole)
    for group in (is_recent, ~is_recent):
        mean, spread = 0.0, 1.0
        for _round in range(ROUNDS if group.any() else 0):
            weights = _normed(whole[group] - 0.5 * ((GRID - mean) / spread) ** 2).mean(axis=0)
            mean = float(weights @ GRID)
            spread = max(float(np.sqrt(weights @ (GRID - mean) ** 2)), 0.3)
        prior[group] = -0.5 * ((GRID - mean) / spread) ** 2
    return prior


def _before(question: _Question, older: np.ndarray, fewest: int, guessed: bool) -> tuple[float, float] | None:
    """The shift of the older answers from the curve, and its standard error; None where nothing can stand for it."""
    if older.sum() >= fewest:
        return question.shift_of(older)
    return None if guessed else (0.0, STORED_ERROR)


class _Question:
    """Answers to one question, and what the people behind them may be able to do."""

    def __init__(self, chances: Floats, points: Floats, weights: Floats) -> None:
        steps = np.arange(chances.shape[1])
        self.mean, self.square = chances @ steps, chances @ steps**2
        self.most = int(np.flatnonzero(chances.max(axis=0) > 0)[-1])
        self.points, self.weights = points, weights

    def expected(self, some: np.ndarray, by: float) -> float:
        """Points that these people should get, were the question harder by so much."""
        return float(self.weights[some].sum(axis=0) @ np.interp(GRID - by, GRID, self.mean))

    def spread(self, some: np.ndarray, by: float) -> float:
        """Variance of those points."""
        mean = self.weights[some] @ np.interp(GRID - by, GRID, self.mean)
        square = self.weights[some] @ np.interp(GRID - by, GRID, self.square)
        return float((square - mean**2).sum())

    def slope(self, some: np.ndarray, by: float) -> float:
        """Points lost for a logit more."""
        return max((self.expected(some, by - 0.05) - self.expected(some, by + 0.05)) / 0.1, 1e-9)

    def shift_of(self, some: np.ndarray) -> tuple[float, float]:
        """The shift under which these people should get what they got, by halving, and its standard error."""
        got = float(np.clip(self.points[some].sum(), HALF, self.most * some.sum() - HALF))
        low, high = -FURTHEST, FURTHEST
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.expected(some, middle) > got else (low, middle)
        by = (low + high) / 2
        return by, float(np.sqrt(self.spread(some, by))) / self.slope(some, by)

    def beside(self, recent: np.ndarray, by: float, error: float) -> tuple[float, float]:
        """Recent answers beside the shift that was: how much harder since, and in how many standard errors."""
        now, _error = self.shift_of(recent)
        missed = float(self.points[recent].sum()) - self.expected(recent, by)
        known = self.spread(recent, by) + (self.slope(recent, by) * error) ** 2
        return now - by, -missed / float(np.sqrt(max(known, 1e-9)))
