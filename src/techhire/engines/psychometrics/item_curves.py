"""Curves in the form they are estimated in: slope a, intercepts d, and the logit g of the guessing chance.

The chance of k points or more is logistic(a theta + d_k), so the difficulty is b_k = -d_k / a. Parameters of all
items stand in one table [items, 1 + most points (+ 1)]: a, d_1 to d_K, and with 3PL g. An item with fewer points
has d = -inf beyond its own, and those entries never move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techhire.engines.psychometrics.answers import MISSING, Answers
from techhire.engines.psychometrics.items import Floats
from techhire.engines.psychometrics.models import logistic

NODES: Floats = np.linspace(-6.0, 6.0, 61)
"""Abilities over which is summed, in logits."""
WEIGHTS: Floats = np.exp(-0.5 * NODES**2) / np.exp(-0.5 * NODES**2).sum()
"""Share of N(0, 1) at each of them."""
FLOOR = 1e-12


@dataclass(frozen=True)
class Form:
    """What is estimated: `common` for one slope of all items (1PL), `guessing` for 3PL; and how many of each."""

    items: int
    steps: int
    common: bool
    guessing: bool

    @property
    def width(self) -> int:
        """Columns of the table of parameters."""
        return 1 + self.steps + self.guessing


def first_guess(answers: Answers, form: Form, guess: float) -> Floats:
    """Parameters to begin with: slope 1, intercepts from the share of people with k points or more."""
    start = np.zeros((form.items, form.width))
    start[:, 0] = 1.0
    answered = answers.answered
    for k in range(1, form.steps + 1):
        share = (answers.count @ (answers.points >= k) + 0.5) / (answered + 1.0)
        start[:, k] = np.where(k <= answers.most, 1.2 * np.log(share / (1.0 - share)), -np.inf)
    if form.guessing:
        start[:, -1] = np.log(guess / (1.0 - guess))
    return start


def curves_and_slopes(table: Floats, form: Form) -> tuple[Floats, Floats]:
    """Chances [items, points + 1, nodes] and their derivatives by each parameter [items, points + 1, width, nodes]."""
    a, d = table[:, :1, None], table[:, 1 : form.steps + 1, None]
    reached = logistic(a * NODES + d)
    weight = reached * (1.0 - reached)
    at_least = np.zeros((form.items, form.steps + 2, NODES.size))
    slopes = np.zeros((form.items, form.steps + 2, form.width, NODES.size))
    at_least[:, 0] = 1.0
    at_least[:, 1:-1] = reached
    slopes[:, 1:-1, 0] = weight * NODES
    for k in range(1, form.steps + 1):
        slopes[:, k, k] = weight[:, k - 1]
    if form.guessing:
        c = logistic(table[:, -1])[:, None]
        at_least[:, 1] = c + (1.0 - c) * reached[:, 0]
        slopes[:, 1, :-1] *= (1.0 - c)[:, None]
        slopes[:, 1, -1] = c * (1.0 - c) * (1.0 - reached[:, 0])
    return at_least[:, :-1] - at_least[:, 1:], slopes[:, :-1] - slopes[:, 1:]


def logs(chances: Floats) -> Floats:
    """Logarithms that stay finite where points cannot occur."""
    return np.asarray(np.log(np.maximum(chances, FLOOR)), dtype=np.float64)


class Indicator:
    """Who has how many points, laid out so that sums over people are products of matrices."""

    def __init__(self, answers: Answers, form: Form) -> None:
        self.given = None if answers.complete else (answers.points != MISSING).astype(np.float64)
        self.have = [(answers.points == k).astype(np.float64) for k in range(1, form.steps + 1)]
        self.count = answers.count

    def log_likelihood(self, chances: Floats) -> Floats:
        """Log-likelihood of each row of answers at each node, shape [rows, nodes]."""
        log = logs(chances)
        nothing = log[:, 0]
        found = nothing.sum(axis=0)[None, :] if self.given is None else self.given @ nothing
        for k, have in enumerate(self.have, start=1):
            found = found + have @ (log[:, k] - nothing)
        return np.asarray(found, dtype=np.float64)

    def expected(self, belief: Floats) -> Floats:
        """Expected people at each node with each number of points, shape [items, points + 1, nodes].

        `belief` [rows, nodes] is each row's share at each node times how many people gave it.
        """
        above = [have.T @ belief for have in self.have]
        whole = belief.sum(axis=0)[None, :] if self.given is None else self.given.T @ belief
        nothing = np.maximum(whole - sum(above), 0.0)
        return np.stack([np.broadcast_to(nothing, above[0].shape), *above], axis=1)


def beliefs(indicator: Indicator, chances: Floats) -> tuple[Floats, float]:
    """Each row's belief over the nodes [rows, nodes], and the marginal log-likelihood of all answers."""
    log = indicator.log_likelihood(chances)
    highest = log.max(axis=1, keepdims=True)
    log -= highest
    np.exp(log, out=log)
    log *= WEIGHTS
    whole = log.sum(axis=1, keepdims=True)
    log /= whole
    return log, float(indicator.count @ (np.log(whole) + highest)[:, 0])


def likelihood(answers: Answers, form: Form, table: Floats) -> float:
    """Marginal log-likelihood of all answers under these parameters."""
    return beliefs(Indicator(answers, form), curves_and_slopes(table, form)[0])[1]
