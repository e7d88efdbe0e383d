"""A test tried on made-up people before a real person takes it: how exact, how long, how worn its items get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.choosing import plan
from techhire.engines.psychometrics.items import Floats, ItemBank
from techhire.engines.psychometrics.many_kernels import HIGHEST, Ends, Shapes, sit_many
from techhire.engines.psychometrics.packing import pack
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import REASONS, Sitting, start

Progress = Callable[[int], None]
_TOGETHER = 500


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

    Everything follows from the arguments. `progress` is told how many are done. Without content shares, lottery and
    pilot items all sittings run in compiled code, with the same result. ValueError as `start`.
    """
    settings.check(bank)
    random = np.random.default_rng(seed)
    thetas, seeds = random.normal(size=people), random.integers(0, 2**62, size=people)
    found, errors, lengths = np.empty(people), np.empty(people), np.empty(people, dtype=np.int64)
    seen, reasons = np.zeros(len(bank)), Counter[str]()
    for first in range(0, people, _TOGETHER):
        part = slice(first, first + _TOGETHER)
        drawn = random.random((thetas[part].size, settings.max_items + settings.pilot_items))
        ends = _ends(bank, settings, thetas[part], seeds[part], drawn)
        found[part], errors[part], lengths[part] = ends.found, ends.errors, ends.lengths
        seen += ends.seen
        reasons.update(ends.reasons)
        if progress is not None:
            progress(min(first + _TOGETHER, people))
    return Simulation(thetas, found, errors, lengths, seen / max(people, 1), dict(reasons))


class _Ends(NamedTuple):
    """How the sittings of some people ended."""

    found: Floats
    errors: Floats
    lengths: NDArray[np.int64]
    seen: Floats
    reasons: dict[str, int]


def _ends(
    bank: ItemBank, settings: Settings, thetas: Floats, seeds: NDArray[np.int64], drawn: Floats
) -> _Ends:
    ready = plan(bank, settings, 0)
    if not (ready.simple and len(bank)):
        return _one_by_one(bank, settings, thetas, seeds, drawn)
    found, errors, seen = np.empty(thetas.size), np.empty(thetas.size), np.zeros(len(bank))
    lengths, why = np.empty(thetas.size, dtype=np.int64), np.zeros(len(REASONS), dtype=np.int64)
    shapes = Shapes(bank.a, bank.c, bank.steps, bank.points, bank.first, bank.information, bank.chances)
    begin, ends = pack(bank, settings, ready.wanted, 0), Ends(found, errors, lengths, seen, why)
    sit_many(shapes, begin, thetas, seeds.astype(np.uint64), drawn, ends)
    reasons = {REASONS[-1 - code]: int(count) for code, count in enumerate(why) if count}
    return _Ends(found, errors, lengths, seen, reasons)


def _one_by_one(
    bank: ItemBank, settings: Settings, thetas: Floats, seeds: NDArray[np.int64], drawn: Floats
) -> _Ends:
    ended = [
        take(start(bank, settings, seed), theta, row)
        for seed, theta, row in zip(seeds.tolist(), thetas.tolist(), drawn, strict=True)
    ]
    seen = np.zeros(len(bank))
    for sitting in ended:
        seen[[answer.place for answer in sitting.answers]] += 1
    return _Ends(
        np.array([sitting.theta for sitting in ended]),
        np.array([sitting.se for sitting in ended]),
        np.array([sitting.shown for sitting in ended]),
        seen,
        dict(Counter(str(sitting.stop_reason) for sitting in ended)),
    )


def take(sitting: Sitting, theta: float, drawn: Floats) -> Sitting:
    """A sitting to its end, by a person of ability `theta` (logits) who answers as the curves say.

    `drawn` holds a number from [0, 1) for each item that may come. Answers take no time.
    """
    items = sitting.plan.bank.items
    while (index := sitting.next_item()) is not None:
        item, luck = items[index], drawn[sitting.shown]
        points = 0
        for step in item.thresholds:
            if luck >= item.c + (1.0 - item.c) / (1.0 + exp(min(-item.a * (theta - step), HIGHEST))):
                break
            points += 1
        sitting = sitting.after(points)
    return sitting
