"""Which item comes next, decided by the answers so far and the seed alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import GRID, Floats, ItemBank
from techhire.engines.psychometrics.kernels import tell_most
from techhire.engines.psychometrics.settings import Settings

_MASK = (1 << 64) - 1
_ANY = -1
_LOTTERY_BATCH = 32


def draw(seed: int, place: int, turn: int = 0) -> float:
    """A number in [0, 1) that depends on nothing but its arguments (the mixer splitmix64, Steele et al. 2014)."""
    z = (seed * 0x9E3779B97F4A7C15 + (place + 1) * 0xD1B54A32D192ED03 + turn * 0x8CB92BA72F3D8DD7) & _MASK
    for _ in range(2):
        z = (z + 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        z ^= z >> 31
    return (z >> 11) * 2.0**-53


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """Settings laid out for one bank and one seed, shared by all states of a sitting."""

    bank: ItemBank
    settings: Settings
    seed: int
    information: NDArray[np.float32]
    topic: NDArray[np.int32]
    prior: Floats
    wanted: int
    shares: tuple[float, ...]
    passes: tuple[float, ...]
    pilot_places: frozenset[int]
    simple: bool


def plan(bank: ItemBank, settings: Settings, seed: int) -> Plan:
    """Lay the settings out. ValueError where they do not fit the bank."""
    settings.check(bank)
    prior = np.exp(-0.5 * GRID**2)
    wanted = {"maximum_information": 1, "randomesque": settings.randomesque}
    by_lottery = settings.method == "sympson_hetter"
    return Plan(
        bank,
        settings,
        seed,
        bank.information,
        bank.topic,
        prior / prior.sum(),
        wanted.get(settings.method, _LOTTERY_BATCH),
        tuple(settings.content.get(topic, 0.0) for topic in bank.topics) if settings.content else (),
        tuple(settings.exposure.get(item.id, 1.0) for item in bank.items) if by_lottery else (),
        _pilot_places(settings, len(bank.pilots), seed),
        not (settings.content or by_lottery or settings.pilot_items),
    )


def _pilot_places(settings: Settings, pilots: int, seed: int) -> frozenset[int]:
    """Places among the first items where a pilot item stands, never where the sitting could be over already."""
    count = min(settings.pilot_items, pilots)
    places = sorted(range(settings.min_items + count - 1), key=lambda place: draw(seed, place, 1))
    return frozenset(places[:count])


def choose_pilot(plan: Plan, shown: set[int], place: int) -> int | None:
    """A pilot item not shown yet, each equally likely."""
    left = [index for index in plan.bank.pilots if index not in shown]
    return left[int(draw(plan.seed, place, 2) * len(left))] if left else None


def choose(
    plan: Plan, theta: float, blocked: NDArray[np.uint8], counts: tuple[int, ...], place: int
) -> tuple[int | None, tuple[int, ...]]:
    """The next scored item, and those the lottery held back, which are marked in `blocked` from now on."""
    if not plan.shares:
        return _choose_among(plan, theta, blocked, _ANY, place)
    held: tuple[int, ...] = ()
    for topic in _by_shortfall(plan.shares, counts):
        found, more = _choose_among(plan, theta, blocked, topic, place)
        held += more
        if found is not None:
            return found, held
    return None, held


def _by_shortfall(shares: tuple[float, ...], counts: tuple[int, ...]) -> list[int]:
    """Topics, the one furthest below its share first; equal ones in alphabetical order."""
    total = sum(counts) + 1
    return sorted(range(len(shares)), key=lambda topic: counts[topic] - shares[topic] * total)


def _choose_among(
    plan: Plan, theta: float, blocked: NDArray[np.uint8], only: int, place: int
) -> tuple[int | None, tuple[int, ...]]:
    if plan.passes:
        return _by_lottery(plan, theta, blocked, only, place)
    best = np.empty(plan.wanted, np.int64)
    found = tell_most(plan.information, theta, blocked, plan.topic, only, best)
    return by_lot(plan, best, found, place), ()


def by_lot(plan: Plan, best: NDArray[np.int64], found: int, place: int) -> int | None:
    """One of the first `found`, each equally likely; None of none."""
    if found < 2:
        return int(best[0]) if found else None
    return int(best[int(draw(plan.seed, place) * found)])


def _by_lottery(
    plan: Plan, theta: float, blocked: NDArray[np.uint8], only: int, place: int
) -> tuple[int | None, tuple[int, ...]]:
    """Best first, each item passes with its chance; where all were held back, the best of them is taken."""
    held: list[int] = []
    best = np.empty(plan.wanted, np.int64)
    while found := tell_most(plan.information, theta, blocked, plan.topic, only, best):
        for index in best[:found].tolist():
            if draw(plan.seed, place, 3 + len(held)) < plan.passes[index]:
                return index, tuple(held)
            held.append(index)
            blocked[index] = 1
    if not held:
        return None, ()
    blocked[held] = 0
    return held[0], ()
