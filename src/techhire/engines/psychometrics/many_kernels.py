"""Compiled sittings of many made-up people, step for step as `sitting` gives them one by one."""

from math import exp
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .kernels import GRID_POINTS, HIGHEST, NO_TOPIC, believe, tell_most

Floats = NDArray[np.float64]
FIRST, SECOND, THIRD = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xD1B54A32D192ED03),
    np.uint64(0xBF58476D1CE4E5B9),
)
FOURTH = np.uint64(0x94D049BB133111EB)
R30, R27, R31, R11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


class Shapes(NamedTuple):
    """A bank: a, c, points and blocked [items], steps [items, most points], information [121, items]; the belief
    before any answer [121].
    """

    a: Floats
    c: Floats
    steps: Floats
    points: NDArray[np.int64]
    blocked: NDArray[np.uint8]
    information: NDArray[np.float32]
    prior: Floats


class Stop(NamedTuple):
    """When a sitting is over, and among how many of the best the next item is drawn."""

    fewest: int
    most: int
    se: float
    wanted: int


class Ends(NamedTuple):
    """Filled by `sit_many`: estimates, errors and lengths [people], times each item was seen [items], and how many
    ended by length, precision, bank [3].
    """

    found: Floats
    errors: Floats
    lengths: NDArray[np.int64]
    seen: Floats
    why: NDArray[np.int64]


@njit(cache=True, nogil=True)
def draw(seed: np.uint64, place: int) -> float:
    """`choosing.draw` of turn 0."""
    z = seed * FIRST + np.uint64(place + 1) * SECOND
    for _ in range(2):
        z += FIRST
        z = (z ^ (z >> R30)) * THIRD
        z = (z ^ (z >> R27)) * FOURTH
        z ^= z >> R31
    return np.float64(z >> R11) * 2.0**-53


@njit(cache=True, nogil=True, error_model="numpy")
def answer(shapes: Shapes, index: int, theta: float, luck: float) -> int:
    """Points of a person of an ability, for a number drawn from [0, 1)."""
    points, c = 0, shapes.c[index]
    while points < shapes.points[index]:
        apart = -shapes.a[index] * (theta - shapes.steps[index, points])
        if luck >= c + (1.0 - c) / (1.0 + exp(min(apart, HIGHEST))):
            break
        points += 1
    return points


@njit(cache=True, nogil=True, error_model="numpy")
def sit_many(
    shapes: Shapes,
    stop: Stop,
    thetas: Floats,
    seeds: NDArray[np.uint64],
    drawn: Floats,
    ends: Ends,
) -> None:
    """Let each person sit the test to its end. `drawn` [people, most items] from [0, 1) decides their answers."""
    before, after = np.empty(GRID_POINTS), np.empty(GRID_POINTS)
    best, blocked = np.empty(stop.wanted, np.int64), np.empty_like(shapes.blocked)
    for person in range(thetas.shape[0]):
        before[:] = shapes.prior
        blocked[:] = shapes.blocked
        theta, se, count = 0.0, 1.0, 0
        while True:
            if count >= stop.most or (count >= stop.fewest and se <= stop.se):
                ends.why[0 if count >= stop.most else 1] += 1
                break
            free = tell_most(shapes.information, theta, blocked, NO_TOPIC, -1, best)
            if free == 0:
                ends.why[2] += 1
                break
            index = best[int(draw(seeds[person], count) * free) if free > 1 else 0]
            points = answer(shapes, index, thetas[person], drawn[person, count])
            low = shapes.steps[index, points - 1] if points else -np.inf
            high = shapes.steps[index, points] if points < shapes.points[index] else np.inf
            theta, se = believe(before, after, shapes.a[index], low, high, shapes.c[index])
            before, after = after, before
            blocked[index] = 1
            ends.seen[index] += 1
            count += 1
        ends.found[person], ends.errors[person], ends.lengths[person] = theta, se, count
