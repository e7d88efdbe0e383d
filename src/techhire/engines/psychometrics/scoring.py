"""Ability from answers: the expected value of the belief (EAP), the likeliest ability (MLE), and reliability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from techhire.engines.psychometrics.items import GRID, GRID_END, Floats, ItemBank
from techhire.engines.psychometrics.models import curves, whole_information

_FLOOR = 1e-300
_NARROW = 1e-9


@dataclass(frozen=True)
class Score:
    """An ability and its standard error, in logits."""

    theta: float
    se: float


def eap(bank: ItemBank, responses: ArrayLike, prior: tuple[float, float] = (0.0, 1.0)) -> Score:
    """Mean and standard deviation of the belief after the answers (Bock and Mislevy 1982).

    `responses` [items]: points of each item in the order of the bank, NaN for not answered. `prior` is the mean
    and standard deviation of a normal belief before any answer. ValueError for points an item cannot have.
    """
    theta, se = eap_many(bank, np.asarray(responses, dtype=np.float64)[None, :], prior)
    return Score(float(theta[0]), float(se[0]))


def eap_many(
    bank: ItemBank, responses: ArrayLike, prior: tuple[float, float] = (0.0, 1.0)
) -> tuple[Floats, Floats]:
    """`eap` of many people at once: `responses` [people, items]; abilities and standard errors, each [people]."""
    log = _log_likelihood(bank, np.asarray(responses, dtype=np.float64), GRID)
    log -= 0.5 * ((GRID - prior[0]) / prior[1]) ** 2
    belief = np.exp(log - log.max(axis=1, keepdims=True))
    belief /= belief.sum(axis=1, keepdims=True)
    theta = belief @ GRID
    spread = np.einsum("pg,pg->p", belief, (GRID[None, :] - theta[:, None]) ** 2)
    return theta, np.sqrt(spread)


def mle(bank: ItemBank, responses: ArrayLike) -> Score | None:
    """The likeliest ability, with 1 / sqrt(information) as its standard error.

    None where there is no such ability between -6 and 6, as after all answers right, all wrong, or none.
    """
    given = np.asarray(responses, dtype=np.float64)
    answered = ~np.isnan(given)
    if not answered.any():
        return None
    part = ItemBank.of(item for item, has in zip(bank.items, answered, strict=True) if has)
    points = given[answered][None, :]
    best = int(_log_likelihood(part, points, GRID)[0].argmax())
    if best in (0, GRID.size - 1):
        return None
    theta = _peak(part, points, GRID[best - 1], GRID[best + 1])
    told = float(whole_information(part, theta)[0])
    if told < _NARROW or abs(theta) > GRID_END - 0.01:
        return None
    return Score(theta, told**-0.5)


def _peak(bank: ItemBank, points: Floats, low: float, high: float) -> float:
    """Close in on the highest point between two abilities, a grid of nine within the last best gap at a time."""
    while high - low > _NARROW:
        grid = np.linspace(low, high, 9)
        best = int(_log_likelihood(bank, points, grid)[0].argmax())
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, 8)]
    return float((low + high) / 2)


def _log_likelihood(bank: ItemBank, responses: Floats, grid: Floats) -> Floats:
    """Log-likelihood of each person's answers, shape [people, abilities]."""
    _check(bank, responses)
    log = np.log(np.maximum(curves(bank, grid), _FLOOR))
    found = np.zeros((responses.shape[0], grid.size))
    for points in range(log.shape[2]):
        found += (responses == points).astype(np.float64) @ log[:, :, points]
    return found


def _check(bank: ItemBank, responses: Floats) -> None:
    if responses.ndim != 2 or responses.shape[1] != len(bank):
        raise ValueError(f"answers to {len(bank)} items are needed, not of shape {responses.shape}")
    given: NDArray[np.bool_] = ~np.isnan(responses)
    whole = np.where(given, responses, 0.0)
    if ((whole != np.floor(whole)) | (whole < 0) | (whole > bank.points)).any():
        raise ValueError("an answer has points that its item cannot have")


def empirical_reliability(thetas: ArrayLike, ses: ArrayLike) -> float:
    """Share of real differences in EAP scores: var(theta) / (var(theta) + mean(se^2)), from 0 to 1."""
    real = float(np.var(np.asarray(thetas, dtype=np.float64)))
    error = float(np.mean(np.asarray(ses, dtype=np.float64) ** 2))
    return real / (real + error) if real + error > 0 else 0.0


def reliability(bank: ItemBank) -> float:
    """Marginal reliability of answering every item, for abilities N(0, 1): the mean of I / (I + 1).

    1 / (I + 1) stands for the error variance of an EAP score at an ability with information I.
    """
    weight = np.exp(-0.5 * GRID**2)
    told = whole_information(bank, GRID)
    return float(np.average(told / (told + 1.0), weights=weight))
