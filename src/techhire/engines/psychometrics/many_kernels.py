"""Compiled sittings of many made-up people, by the steps `sitting` takes for one."""

from math import exp
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from techhire.engines.psychometrics.kernels import ANY, NO_TOPIC, advance, pick
from techhire.engines.psychometrics.packing import SE, SEED, THETA

Floats = NDArray[np.float64]
HIGHEST = 700.0


class Shapes(NamedTuple):
    """A bank: a, c, points and first row of `chances` [items], steps [items, most points], information [121, items],
    chances [answers, 121].
    """

    a: Floats
    c: Floats
    steps: Floats
    points: NDArray[np.int64]
    first: NDArray[np.int64]
    information: NDArray[np.float32]
    chances: Floats


class Ends(NamedTuple):
    """Filled by `sit_many`: estimates, errors and lengths [people], times each item was seen [items], and how many
    ended by length, precision, time, bank [4].
    """

    found: Floats
    errors: Floats
    lengths: NDArray[np.int64]
    seen: Floats
    why: NDArray[np.int64]


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
    shapes: Shapes, begin: Floats, thetas: Floats, seeds: NDArray[np.uint64], drawn: Floats, ends: Ends
) -> None:
    """Let each person sit the test to its end, from the state `begin`, each with a seed of their own.

    `drawn` [people, most items] from [0, 1) decides their answers.
    """
    state = np.empty_like(begin)
    for person in range(thetas.shape[0]):
        state[:] = begin
        state[SEED : SEED + 1].view(np.uint64)[0] = seeds[person]
        index, count = pick(state, shapes.information, NO_TOPIC, ANY), 0
        while index >= 0:
            points = answer(shapes, index, thetas[person], drawn[person, count])
            ends.seen[index] += 1
            count += 1
            row = shapes.first[index] + points
            index = advance(state, shapes.information, shapes.chances, row, index, 0.0)
        ends.found[person], ends.errors[person], ends.lengths[person] = state[THETA], state[SE], count
        ends.why[-1 - index] += 1
