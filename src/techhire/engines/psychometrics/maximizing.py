"""Marginal maximum likelihood by EM (Bock and Aitkin 1981), hastened by extrapolation.

Each round weighs every person over the abilities they may have, then moves each item's parameters uphill by Fisher
scoring. Every second round the path is extrapolated (SQUAREM, Varadhan and Roland 2008) and kept if it led up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.answers import Answers, Unusable, Why
from techhire.engines.psychometrics.item_curves import (
    FLOOR,
    Form,
    Indicator,
    beliefs,
    curves_and_slopes,
    first_guess,
    logs,
)
from techhire.engines.psychometrics.items import Floats

Progress = Callable[[int, float], None]
GUESS, GUESS_SPREAD = 0.2, 0.5
"""Prior of 3PL: the logit of a guessing chance is normal about logit(0.2) with this standard deviation, which puts
95 in 100 between 0.09 and 0.40."""
TOLERANCE = 1e-5
MOST_ROUNDS = 2000
LONGEST_STEP = 1.0


@dataclass(frozen=True)
class Maximum:
    """Parameters [items, width] at the maximum, the marginal log-likelihood there, rounds taken."""

    table: Floats
    loglik: float
    rounds: int


def maximize(answers: Answers, form: Form, tolerance: float, progress: Progress | None) -> Maximum:
    """The parameters under which the answers are likeliest.

    Ends when a round moves no parameter by more than `tolerance`; Unusable where that takes too long.
    """
    indicator = Indicator(answers, form)
    table, fallback, bar = first_guess(answers, form, GUESS), None, -np.inf
    for rounds in range(2, MOST_ROUNDS, 2):
        once, loglik = _round(table, indicator, form)
        if fallback is not None and not _objective(table, loglik, form) >= bar - 1e-6:
            table, fallback = fallback, None
            continue
        twice, better = _round(once, indicator, form)
        if progress is not None:
            progress(rounds, better)
        if _distance(twice, once) < tolerance:
            return Maximum(twice, beliefs(indicator, curves_and_slopes(twice, form)[0])[1], rounds)
        table, fallback, bar = _extrapolated(table, once, twice, form), twice, _objective(once, better, form)
    raise Unusable(
        Why.UNSETTLED, "the estimates did not settle; an item may have nothing in common with the others"
    )


def _objective(table: Floats, loglik: float, form: Form) -> float:
    return loglik + float(_log_prior(table, form).sum())


def _distance(one: Floats, other: Floats) -> float:
    moving = np.isfinite(one)
    return float(np.abs(one[moving] - other[moving]).max())


def _extrapolated(start: Floats, once: Floats, twice: Floats, form: Form) -> Floats:
    """Where the path leads, judged by its last two moves; no further than a slope can go."""
    moving = np.isfinite(start)
    zero = np.zeros_like(start)
    first = np.subtract(once, start, out=zero.copy(), where=moving)
    bend = np.subtract(twice, once, out=zero.copy(), where=moving) - first
    length = -np.sqrt((first**2).sum() / max((bend**2).sum(), 1e-300))
    if length > -1.0:
        return twice
    far = np.where(moving, start - 2.0 * length * first + length**2 * bend, start)
    return far if (np.abs(far[:, 0]) < 20).all() and _rising(far, form).all() else twice


def _rising(table: Floats, form: Form) -> NDArray[np.bool_]:
    """For each item, whether its intercepts fall, as the chances of more points must."""
    steps = table[:, 1 : form.steps + 1]
    return np.asarray((steps[:, 1:] <= np.maximum(steps[:, :-1], -1e300)).all(axis=1), dtype=np.bool_)


def _round(table: Floats, indicator: Indicator, form: Form) -> tuple[Floats, float]:
    """One round of EM; the new table, and the log-likelihood of the old one."""
    chances, slopes = curves_and_slopes(table, form)
    belief, loglik = beliefs(indicator, chances)
    belief *= indicator.count[:, None]
    expected = indicator.expected(belief)
    height = _heights(table, chances, expected, form)
    for _ in range(3):
        step = _uphill(table, chances, slopes, expected, form)
        moved, height = _climb(table, step, height, expected, form)
        if _distance(moved, table) < 1e-9:
            break
        table = moved
        chances, slopes = curves_and_slopes(table, form)
    return table, loglik


def _heights(table: Floats, chances: Floats, expected: Floats, form: Form) -> Floats:
    """Expected log-likelihood of each item, with the prior of its guessing chance."""
    return np.asarray((expected * logs(chances)).sum(axis=(1, 2)) + _log_prior(table, form))


def _log_prior(table: Floats, form: Form) -> Floats:
    if not form.guessing:
        return np.zeros(form.items)
    away = (table[:, -1] - np.log(GUESS / (1.0 - GUESS))) / GUESS_SPREAD
    return np.asarray(-0.5 * away**2)


def _uphill(table: Floats, chances: Floats, slopes: Floats, expected: Floats, form: Form) -> Floats:
    """The step of Fisher scoring for every parameter, shape [items, width]."""
    share = 1.0 / np.maximum(chances, FLOOR)
    gradient = np.einsum("jkq,jkmq->jm", expected * share, slopes)
    people = expected.sum(axis=1)
    weighted = slopes * (share * people[:, None, :])[:, :, None, :]
    rows = weighted.transpose(0, 2, 1, 3).reshape(form.items, form.width, -1)
    told = rows @ slopes.transpose(0, 2, 1, 3).reshape(form.items, form.width, -1).transpose(0, 2, 1)
    if form.guessing:
        gradient[:, -1] -= (table[:, -1] - np.log(GUESS / (1.0 - GUESS))) / GUESS_SPREAD**2
        told[:, -1, -1] += GUESS_SPREAD**-2
    still = ~np.isfinite(table)
    told[:, range(form.width), range(form.width)] += np.where(still, 1.0, 1e-9)
    step = (
        _solve_common(gradient, told) if form.common else np.linalg.solve(told, gradient[:, :, None])[:, :, 0]
    )
    step[still] = 0.0
    longest = np.abs(step).max(axis=1, keepdims=True)
    if form.common:
        longest = np.full_like(longest, longest.max())
    return np.asarray(step / np.maximum(longest / LONGEST_STEP, 1.0))


def _solve_common(gradient: Floats, told: Floats) -> Floats:
    """The same step where all items share the slope: intercepts are solved for first, then the one slope."""
    own, both = told[:, 1, 1], told[:, 0, 1]
    slope = (gradient[:, 0] - both / own * gradient[:, 1]).sum() / (told[:, 0, 0] - both**2 / own).sum()
    return np.column_stack([np.full(own.size, slope), (gradient[:, 1] - both * slope) / own])


def _climb(
    table: Floats, step: Floats, height: Floats, expected: Floats, form: Form
) -> tuple[Floats, Floats]:
    """Take the step, halved for each item until it leads up; a common slope is judged by all items together."""
    size = np.ones((form.items, 1))
    for _ in range(12):
        moved = np.where(np.isfinite(table), table + size * step, table)
        reached = _heights(moved, curves_and_slopes(moved, form)[0], expected, form)
        up = (reached >= height - 1e-9 * np.abs(height)) & _rising(moved, form)
        if form.common:
            up[:] = reached.sum() >= height.sum() - 1e-9 * abs(height.sum())
        if up.all():
            return moved, reached
        size = np.where(up[:, None], size, size / 2)
    return np.where(up[:, None], moved, table), np.where(up, reached, height)
