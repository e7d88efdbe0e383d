"""Response models: the chance of an answer at an ability, and how much the answer tells.

1PL, 2PL and 3PL (Birnbaum 1968) and the graded response model (Samejima 1969), logistic, scale constant 1.
Abilities are logits; information is in logits to the power -2. Arguments broadcast as NumPy arrays do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from techhire.engines.psychometrics.items import Floats, ItemBank

_BLOCK = 4_000_000
_LEAST = 1e-300


def logistic(x: ArrayLike) -> Floats:
    """1 / (1 + e^-x), safe for large |x|."""
    clipped = np.clip(np.asarray(x, dtype=np.float64), -700.0, 700.0)
    return np.asarray(1.0 / (1.0 + np.exp(-clipped)), dtype=np.float64)


def probability(theta: ArrayLike, a: ArrayLike, b: ArrayLike, c: ArrayLike = 0.0) -> Floats:
    """Chance of a right answer: c + (1 - c) logistic(a (theta - b))."""
    guess = np.asarray(c, dtype=np.float64)
    curve = logistic(np.asarray(a) * (np.asarray(theta) - np.asarray(b)))
    return np.asarray(guess + (1.0 - guess) * curve, dtype=np.float64)


def information(theta: ArrayLike, a: ArrayLike, b: ArrayLike, c: ArrayLike = 0.0) -> Floats:
    """Fisher information of an item scored right or wrong: a^2 (Q / P) ((P - c) / (1 - c))^2."""
    guess, slope = np.asarray(c, dtype=np.float64), np.asarray(a, dtype=np.float64)
    curve = logistic(slope * (np.asarray(theta) - np.asarray(b)))
    right = guess + (1.0 - guess) * curve
    wrong = (1.0 - guess) * logistic(-slope * (np.asarray(theta) - np.asarray(b)))
    return np.asarray(slope**2 * wrong * curve**2 / np.maximum(right, 1e-300), dtype=np.float64)


def graded(theta: ArrayLike, a: ArrayLike, steps: ArrayLike) -> Floats:
    """Chance of each number of points. `steps` [..., k] may be padded with +inf; shape of the result [..., k + 1].

    `theta` and `a` broadcast against the leading dimensions of `steps`.
    """
    least = _at_least(theta, a, steps)
    return np.asarray(least[..., :-1] - least[..., 1:], dtype=np.float64)


def graded_information(theta: ArrayLike, a: ArrayLike, steps: ArrayLike) -> Floats:
    """Fisher information of a graded item: a^2 times the sum over points of (change of slopes)^2 / chance."""
    least = _at_least(theta, a, steps)
    weight = least * (1.0 - least)
    chance = least[..., :-1] - least[..., 1:]
    change = weight[..., :-1] - weight[..., 1:]
    terms = np.divide(change**2, chance, out=np.zeros_like(chance), where=chance > 1e-300)
    return np.asarray(np.asarray(a, dtype=np.float64) ** 2 * terms.sum(axis=-1), dtype=np.float64)


def _at_least(theta: ArrayLike, a: ArrayLike, steps: ArrayLike) -> Floats:
    """Chance of k points or more for k from 0 to one beyond the most: 1, ..., 0."""
    table = np.asarray(steps, dtype=np.float64)
    slope = np.asarray(a, dtype=np.float64)[..., None]
    with np.errstate(over="ignore"):
        middle = logistic(slope * (np.asarray(theta, dtype=np.float64)[..., None] - table))
    edge = np.ones((*middle.shape[:-1], 1))
    return np.concatenate([edge, middle, 0.0 * edge], axis=-1)


def curves(bank: ItemBank, theta: ArrayLike) -> Floats:
    """Chance of each number of points, shape [items, abilities, most points + 1]."""
    return _curves(bank, np.atleast_1d(np.asarray(theta, dtype=np.float64)), slice(None))


def _curves(bank: ItemBank, at: Floats, part: slice) -> Floats:
    found = graded(at[None, :], bank.a[part, None], bank.steps[part, None, :])
    guess = bank.c[part, None]
    found[..., 1] += guess * found[..., 0]
    found[..., 0] *= 1.0 - guess
    return found


def answer_chances(bank: ItemBank, theta: ArrayLike) -> Floats:
    """Chance of every answer there can be, item after item from no points to the most, shape [answers, abilities].

    Never below 1e-300, so that no answer rules an ability out.
    """
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    found, row = np.empty((int((bank.points + 1).sum()), at.size)), 0
    for part in _parts(bank, at):
        table = _curves(bank, at, part).transpose(0, 2, 1)
        own = table[np.arange(table.shape[1]) <= bank.points[part, None]]
        found[row : row + len(own)] = np.maximum(own, _LEAST)
        row += len(own)
    return found


def _parts(bank: ItemBank, at: Floats) -> Iterator[slice]:
    """The items in blocks small enough for tables over all abilities and points."""
    block = max(1, _BLOCK // (at.size * bank.steps.shape[1]))
    return (slice(first, first + block) for first in range(0, len(bank), block))


def expected_points(bank: ItemBank, theta: float) -> Floats:
    """Mean number of points of each item at an ability, shape [items]."""
    chances = curves(bank, theta)[:, 0, :]
    return np.asarray(chances @ np.arange(chances.shape[1]), dtype=np.float64)


def bank_information(bank: ItemBank, theta: ArrayLike) -> Floats:
    """Information of every item, shape [abilities, items]."""
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    found = np.empty((at.size, len(bank)))
    plain: NDArray[np.bool_] = bank.points == 1
    for part in _parts(bank, at):
        if plain[part].all():
            found[:, part] = information(at[:, None], bank.a[part], bank.b[part], bank.c[part])
        else:
            found[:, part] = _mixed_information(bank, at, part)
    return found


def _mixed_information(bank: ItemBank, at: Floats, part: slice) -> Floats:
    plain = information(at[:, None], bank.a[part], bank.b[part], bank.c[part])
    several = graded_information(at[:, None], bank.a[None, part], bank.steps[None, part])
    return np.where(bank.points[part] == 1, plain, several)


def whole_information(bank: ItemBank, theta: ArrayLike) -> Floats:
    """Information of all items together, shape [abilities]: items answered independently add."""
    return np.asarray(bank_information(bank, theta).sum(axis=1), dtype=np.float64)
