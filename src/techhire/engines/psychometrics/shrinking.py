"""Measured items drawn toward what is usual in their bank, each as far as its own answers leave it open.

A hierarchical prior for item parameters (Mislevy 1986, Psychometrika 51): log slopes and difficulties of a bank are
each taken as normal. Means and spreads are those under which the measured values are likeliest (EM; empirical Bayes),
so nobody chooses them. What the answers say of an item is taken as normal in its log slope and its intercept, where
that holds with few answers too. What an item comes to is the mean of slope and difficulty given both, summed over
points laid about the most probable place (adaptive Gauss-Hermite: Naylor and Smith 1982), since difficulties with few
answers are skewed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techhire.engines.psychometrics.items import Floats

FEWEST_ITEMS = 10
"""Items a bank needs before it tells what is usual in it."""
_ROUNDS = 300
_STEADY = 1e-6
_LEAST = 1e-8
"""Least variance a bank is taken to have, so that equal items stay solvable."""
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_SPAN: Floats = np.stack(np.meshgrid(_NODES, _NODES, indexing="ij"), axis=-1).reshape(-1, 2)
"""Points [25, 2] over which an item is summed, in standard deviations along two axes that do not vary together."""
_LOG_WEIGHT: Floats = np.log(np.outer(_WEIGHTS, _WEIGHTS).reshape(-1)) + 0.5 * (_SPAN**2).sum(axis=1)
"""How much of the plane each point stands for, on the log scale, shape [25]."""


@dataclass(frozen=True)
class Usual:
    """Mean and standard deviation of log slopes and of difficulties (logits) in a bank."""

    log_slope: tuple[float, float]
    difficulty: tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """Slopes, difficulties and their standard errors after drawing, each [items], and what they were drawn toward."""

    a: Floats
    b: Floats
    se_a: Floats
    se_b: Floats
    usual: Usual


def drawn_together(table: Floats, covariance: Floats) -> Drawn:
    """Items given what is usual among them. `table` [items, 2] has slopes above 0 and intercepts -a b in logits.

    `covariance` [items, 2, 2] is that of the two as measured. The standard errors that come out are those of items
    given the bank: they count its means and spreads as known, and hold what `covariance` holds.
    """
    measured = np.column_stack([np.log(table[:, 0]), table[:, 1]])
    scale = np.column_stack([1.0 / table[:, 0], np.ones(len(table))])
    told: Floats = np.asarray(
        np.linalg.inv(covariance * scale[:, :, None] * scale[:, None, :]), dtype=np.float64
    )
    at, mean, spread = measured, *_first(_places(measured))
    for _ in range(_ROUNDS):
        before = np.append(mean, spread)
        for _step in range(2):
            at, left_open = _nearer(at, measured, told, mean, spread)
        points, share = _spanned(at, left_open, measured, told, mean, spread)
        places, around = _moments(_places(points), share)
        mean = places.mean(axis=0)
        spread = np.maximum(((places - mean) ** 2 + around).mean(axis=0), _LEAST)
        if np.abs(np.append(mean, spread) - before).max() < _STEADY:
            break
    slopes, sure = _moments(np.exp(points[..., :1]), share)
    deviations = np.sqrt(spread)
    usual = Usual((float(mean[0]), float(deviations[0])), (float(mean[1]), float(deviations[1])))
    return Drawn(slopes[:, 0], places[:, 1], np.sqrt(sure[:, 0]), np.sqrt(around[:, 1]), usual)


def _first(places: Floats) -> tuple[Floats, Floats]:
    """Means and variances to begin with, which a few items measured far out do not move."""
    middle = np.median(places, axis=0)
    return middle, np.maximum(2.2 * np.median(np.abs(places - middle), axis=0) ** 2, _LEAST)


def _places(at: Floats) -> Floats:
    """Log slopes and difficulties [..., 2] of log slopes and intercepts."""
    return np.stack([at[..., 0], -at[..., 1] * np.exp(-at[..., 0])], axis=-1)


def _turned(at: Floats) -> Floats:
    """How log slope and difficulty change with log slope and intercept, [items, 2, 2]."""
    found = np.zeros((len(at), 2, 2))
    found[:, 0, 0] = 1.0
    found[:, 1, 0], found[:, 1, 1] = at[:, 1] * np.exp(-at[:, 0]), -np.exp(-at[:, 0])
    return found


def _nearer(
    at: Floats, measured: Floats, told: Floats, mean: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """One Gauss-Newton step to the most probable log slopes and intercepts, and the covariance left to them."""
    turned = _turned(at)
    both = told + (turned.transpose(0, 2, 1) / spread) @ turned
    pull = np.einsum("jmn,jn->jm", told, at - measured)
    pull += np.einsum("jnm,jn->jm", turned, (_places(at) - mean) / spread)
    left_open: Floats = np.asarray(np.linalg.inv(both), dtype=np.float64)
    return at - np.einsum("jmn,jn->jm", left_open, pull), left_open


def _spanned(
    at: Floats, left_open: Floats, measured: Floats, told: Floats, mean: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """Log slopes and intercepts [items, points, 2] that each item may have, and the share of each point."""
    points = at[:, None] + _SPAN @ np.linalg.cholesky(left_open).transpose(0, 2, 1)
    away, usual = points - measured[:, None], (_places(points) - mean) ** 2 / spread
    missed = ((away @ told) * away).sum(axis=-1) + usual.sum(axis=-1)
    # Difficulties lie closer together than intercepts where the slope is high: the last term turns one to the other.
    log = _LOG_WEIGHT - 0.5 * missed - points[..., 0]
    share = np.exp(log - log.max(axis=1, keepdims=True))
    return points, share / share.sum(axis=1, keepdims=True)


def _moments(values: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Mean and variance over the points, each [items, k], of `values` [items, points, k]."""
    mean = (share[..., None] * values).sum(axis=1)
    return mean, (share[..., None] * (values - mean[:, None]) ** 2).sum(axis=1)
