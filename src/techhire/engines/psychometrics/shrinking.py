"""Measured items drawn toward what is usual in their bank, each as far as its own answers leave it open.

Empirical Bayes for many means with unequal errors (Efron and Morris 1975): log slopes and difficulties of a bank are
each taken as normal. Means and spreads are those under which the measured values are likeliest (EM), so nobody
chooses them. What the answers say of an item is taken as normal in its log slope and its intercept, where that holds
with few answers too; the most probable values given both are found by Gauss-Newton steps.
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
    apart = covariance * scale[:, :, None] * scale[:, None, :]
    told: Floats = np.asarray(np.linalg.inv(apart), dtype=np.float64)
    at, mean, spread = measured, *_first(_places(measured))
    for _ in range(_ROUNDS):
        before = np.append(mean, spread)
        for _step in range(2):
            at, left_open = _nearer(at, measured, told, mean, spread)
        places, turned = _places(at), _turned(at)
        around = turned @ left_open @ turned.transpose(0, 2, 1)
        mean = places.mean(axis=0)
        spread = ((places - mean) ** 2 + np.diagonal(around, axis1=1, axis2=2)).mean(axis=0)
        spread = np.maximum(spread, _LEAST)
        if np.abs(np.append(mean, spread) - before).max() < _STEADY:
            break
    slopes = np.exp(places[:, 0] + around[:, 0, 0] / 2.0)
    deviations = np.sqrt(spread)
    usual = Usual((float(mean[0]), float(deviations[0])), (float(mean[1]), float(deviations[1])))
    se_a = slopes * np.sqrt(np.expm1(around[:, 0, 0]))
    return Drawn(slopes, places[:, 1], se_a, np.sqrt(around[:, 1, 1]), usual)


def _first(places: Floats) -> tuple[Floats, Floats]:
    """Means and variances to begin with, which a few items measured far out do not move."""
    middle = np.median(places, axis=0)
    return middle, np.maximum(2.2 * np.median(np.abs(places - middle), axis=0) ** 2, _LEAST)


def _places(at: Floats) -> Floats:
    """Log slopes and difficulties [items, 2] of log slopes and intercepts."""
    return np.column_stack([at[:, 0], -at[:, 1] * np.exp(-at[:, 0])])


def _turned(at: Floats) -> Floats:
    """How log slope and difficulty change with log slope and intercept, [items, 2, 2]."""
    found = np.zeros((len(at), 2, 2))
    found[:, 0, 0] = 1.0
    found[:, 1, 0], found[:, 1, 1] = at[:, 1] * np.exp(-at[:, 0]), -np.exp(-at[:, 0])
    return found


def _nearer(
    at: Floats, measured: Floats, told: Floats, mean: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """One step to the most probable log slopes and intercepts, and the covariance that is left to them."""
    turned = _turned(at)
    both = told + (turned.transpose(0, 2, 1) / spread) @ turned
    pull = np.einsum("jmn,jn->jm", told, at - measured)
    pull += np.einsum("jnm,jn->jm", turned, (_places(at) - mean) / spread)
    left_open: Floats = np.asarray(np.linalg.inv(both), dtype=np.float64)
    return at - np.einsum("jmn,jn->jm", left_open, pull), left_open
