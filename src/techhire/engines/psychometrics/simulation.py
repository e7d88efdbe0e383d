"""A test tried on made-up people before a real person takes it: how exact, how long, how worn its items get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import Floats, ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import Sitting, start

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Band:
    """People of abilities from `low` to `high` (logits): how many, mean miss, root mean squared miss, mean length."""

    low: float
    high: float
    people: int
    bias: float
    rmse: float
    length: float


@dataclass(frozen=True)
class Simulation:
    """What made-up people showed. `thetas`, `found`, `errors`, `lengths` [people]; `exposure` [items], the share of
    people who saw each item; `reasons` counts why sittings ended.
    """

    thetas: Floats
    found: Floats
    errors: Floats
    lengths: NDArray[np.int64]
    exposure: Floats
    reasons: dict[str, int]

    @property
    def bias(self) -> float:
        """Mean of estimate minus ability, logits."""
        return float(np.mean(self.found - self.thetas))

    @property
    def rmse(self) -> float:
        """Root of the mean squared miss, logits."""
        return float(np.sqrt(np.mean((self.found - self.thetas) ** 2)))

    def bands(self, edges: tuple[float, ...] = (-np.inf, -2.0, -1.0, 0.0, 1.0, 2.0, np.inf)) -> list[Band]:
        """The same by ability; bands nobody fell into are left out."""
        found = []
        for low, high in zip(edges, edges[1:], strict=False):
            has = (self.thetas >= low) & (self.thetas < high)
            if has.any():
                miss = (self.found - self.thetas)[has]
                length = float(self.lengths[has].mean())
                rmse = float(np.sqrt(np.mean(miss**2)))
                found.append(Band(low, high, int(has.sum()), float(miss.mean()), rmse, length))
        return found


def simulate(
    bank: ItemBank, settings: Settings, people: int, seed: int, progress: Progress | None = None
) -> Simulation:
    """Let `people` with abilities N(0, 1) take the test and answer as the items' curves say.

    Everything follows from the arguments. `progress` is told how many are done. ValueError as `start`.
    """
    random = np.random.default_rng(seed)
    thetas = random.normal(size=people)
    seeds = random.integers(0, 2**62, size=people).tolist()
    found, errors = np.empty(people), np.empty(people)
    lengths, seen = np.empty(people, dtype=np.int64), np.zeros(len(bank))
    reasons: dict[str, int] = {}
    for place in range(people):
        ended = take(start(bank, settings, seeds[place]), float(thetas[place]), random)
        found[place], errors[place], lengths[place] = ended.theta, ended.se, len(ended.answers)
        seen[[answer.place for answer in ended.answers]] += 1
        reasons[str(ended.stop_reason)] = reasons.get(str(ended.stop_reason), 0) + 1
        if progress is not None:
            progress(place + 1)
    return Simulation(thetas, found, errors, lengths, seen / max(people, 1), reasons)


def take(sitting: Sitting, theta: float, random: np.random.Generator) -> Sitting:
    """A sitting to its end, by a person of ability `theta` (logits) who answers as the curves say."""
    items = sitting.plan.bank.items
    while (index := sitting.next_item()) is not None:
        item, drawn = items[index], random.random()
        points = 0
        for step in item.thresholds:
            if drawn >= item.c + (1.0 - item.c) / (1.0 + np.exp(-item.a * (theta - step))):
                break
            points += 1
        sitting = sitting.after(points)
    return sitting
