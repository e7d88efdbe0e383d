"""Standard errors of measured items, from how much the answers of single people pull at the parameters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.answers import MISSING, Answers
from techhire.engines.psychometrics.item_curves import FLOOR, Form, Indicator, beliefs, curves_and_slopes
from techhire.engines.psychometrics.items import Floats
from techhire.engines.psychometrics.maximizing import GUESS_SPREAD

_BLOCK = 4_000_000


def standard_errors(answers: Answers, covariance: Sequence[Floats], table: Floats) -> tuple[Floats, Floats]:
    """Standard errors of slope and difficulty of each item (logits), each of shape [items].

    Of a graded item the error is that of the mean of its steps.
    """
    a = np.array([np.sqrt(max(v[0, 0], 0.0)) for v in covariance])
    b = np.array(
        [_of_difficulty(v, row, int(k)) for v, row, k in zip(covariance, table, answers.most, strict=True)]
    )
    return a, b


def covariances(answers: Answers, form: Form, table: Floats, *, apart: bool = False) -> list[Floats]:
    """For each item the covariance [width, width] of its estimated parameters.

    The information is the sum over people of the cross-products of their scores (the empirical information of
    MML estimates). `apart`, and where fewer people answered than twice the number of parameters, each item is taken
    by itself: without what shifts all of them alike, which makes the errors a little small.
    """
    pulls = _pulls(answers, form, table)
    moving = np.isfinite(table)
    if apart or answers.people < 2 * moving.sum():
        return [_inverse(_information(p, answers.count, form)) for p in pulls.transpose(1, 0, 2)]
    return _together(pulls, answers.count, form, moving)


def _pulls(answers: Answers, form: Form, table: Floats) -> Floats:
    """Each row's score by each parameter, shape [rows, items, width]."""
    chances, slopes = curves_and_slopes(table, form)
    belief, _ = beliefs(Indicator(answers, form), chances)
    ratio = slopes / np.maximum(chances, FLOOR)[:, :, None, :]
    found = np.zeros((belief.shape[0], form.items, form.width))
    block = max(1, _BLOCK // (form.items * form.width))
    for first in range(0, belief.shape[0], block):
        part = slice(first, first + block)
        for k in range(form.steps + 1):
            pull = belief[part] @ ratio[:, k].reshape(-1, belief.shape[1]).T
            has = answers.points[part, :, None] == k
            found[part] += np.where(has, pull.reshape(-1, form.items, form.width), 0.0)
    found[answers.points == MISSING] = 0.0
    return found


def _information(pulls: Floats, count: Floats, form: Form) -> Floats:
    told = (pulls * count[:, None]).T @ pulls
    if form.guessing:
        told[-1, -1] += GUESS_SPREAD**-2
    return np.asarray(told)


def _together(pulls: Floats, count: Floats, form: Form, moving: NDArray[np.bool_]) -> list[Floats]:
    """Each item's block of the inverse of the information on all parameters."""
    rows = pulls.shape[0]
    if form.common:
        flat = np.column_stack([pulls[:, :, 0].sum(axis=1), pulls[:, :, 1]])
        places = [[0, 1 + j] for j in range(form.items)]
    else:
        flat = pulls.reshape(rows, -1)
        places = [[j * form.width + m for m in range(form.width)] for j in range(form.items)]
    told = (flat * count[:, None]).T @ flat
    if form.guessing:
        last = [row[-1] for row in places]
        told[last, last] += GUESS_SPREAD**-2
    if not form.common:
        still = np.flatnonzero(~moving.reshape(-1))
        told[still, still] = 1.0
    whole = _inverse(told)
    return [whole[np.ix_(row, row)] for row in places]


def _inverse(told: Floats) -> Floats:
    """The inverse; NaN throughout where the answers do not tell the parameters apart."""
    empty = np.flatnonzero(np.diag(told) == 0)
    told = told.copy()
    told[empty, empty] = 1.0
    try:
        np.linalg.cholesky(told)
    except np.linalg.LinAlgError:
        return np.full_like(told, np.nan)
    return np.asarray(np.linalg.inv(told))


def _of_difficulty(covariance: Floats, row: Floats, most: int) -> float:
    """Error of the mean of -d_k / a, by the slopes of that expression."""
    slopes = np.zeros(covariance.shape[0])
    slopes[0] = row[1 : most + 1].mean() / row[0] ** 2
    slopes[1 : most + 1] = -1.0 / (row[0] * most)
    if not np.isfinite(covariance).all():
        return float("nan")
    return float(np.sqrt(max(float(slopes @ covariance @ slopes), 0.0)))
