"""Compiled steps of a sitting: what an answer changes, and which items tell most now. Free of Python's lock."""

from math import exp, sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray

GRID_POINTS = 121
GRID_LOW = -6.0
GRID_GAP = 0.1
FLOOR = 1e-300
HIGHEST = 700.0
NO_TOPIC = np.zeros(0, np.int32)


@njit(cache=True, nogil=True, error_model="numpy")
def believe(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    a: float,
    low: float,
    high: float,
    c: float,
) -> tuple[float, float]:
    """Weigh the belief on the grid by the chance of the answer given; mean and standard deviation of the result.

    The answer's chance is the difference of two curves: at `low` (the step reached; -inf for none) and at `high`
    (the next step; +inf for none), with guessing chance `c` on the first. From one ability of the grid to the next
    the odds change by one ratio, so that two exponentials serve them all.
    """
    reached = exp(min(-a * (GRID_LOW - low), HIGHEST)) if low > -np.inf else 0.0
    passed = exp(min(-a * (GRID_LOW - high), HIGHEST)) if high < np.inf else np.inf
    ratio, guess = exp(-a * GRID_GAP), c if low == -np.inf else 0.0
    total, first = 0.0, 0.0
    for g in range(GRID_POINTS):
        most = c + (1.0 - c) / (1.0 + reached) if low > -np.inf else 1.0
        chance = most - (guess + (1.0 - guess) / (1.0 + passed))
        reached, passed = reached * ratio, passed * ratio
        weight = before[g] * max(chance, FLOOR)
        after[g] = weight
        total += weight
        first += weight * g
    middle, second, share = first / total, 0.0, 1.0 / total
    for g in range(GRID_POINTS):
        after[g] *= share
        second += after[g] * (g - middle) ** 2
    return GRID_LOW + GRID_GAP * middle, GRID_GAP * sqrt(second)


@njit(cache=True, nogil=True, error_model="numpy")
def tell_most(
    information: NDArray[np.float32],
    theta: float,
    blocked: NDArray[np.uint8],
    topic: NDArray[np.int32],
    only: int,
    best: NDArray[np.int64],
) -> int:
    """Fill `best` with the free items that tell most at `theta`, most first; how many were found.

    Information between two abilities of the grid is taken in proportion. `only` is a topic, or -1 for any. Equal
    items keep the order of the bank.
    """
    place = min(max((theta - GRID_LOW) / GRID_GAP, 0.0), GRID_POINTS - 1.000001)
    row = int(place)
    share = np.float32(place - row)
    lower, upper = information[row], information[row + 1]
    wanted, found = best.shape[0], 0
    values = np.empty(wanted, np.float32)
    bar = np.float32(-1.0)
    for i in range(blocked.shape[0]):
        tells = lower[i] + share * (upper[i] - lower[i])
        if tells <= bar or blocked[i] or (only >= 0 and topic[i] != only):
            continue
        at = found if found < wanted else wanted - 1
        while at > 0 and values[at - 1] < tells:
            values[at] = values[at - 1]
            best[at] = best[at - 1]
            at -= 1
        values[at], best[at] = tells, i
        found = min(found + 1, wanted)
        if found == wanted:
            bar = values[wanted - 1]
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def advance(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    blocked: NDArray[np.uint8],
    marked: NDArray[np.uint8],
    information: NDArray[np.float32],
    best: NDArray[np.int64],
    index: int,
    answer: tuple[float, float, float, float],
) -> tuple[float, float, int]:
    """`believe`, mark the item answered (`marked` is `blocked` with it), and `tell_most` of any topic, in one call.

    `answer` holds what `believe` takes of the item: a, low, high, c.
    Gives mean, standard deviation, and how many items `best` holds.
    """
    a, low, high, c = answer
    mean, spread = believe(before, after, a, low, high, c)
    marked[:] = blocked
    marked[index] = 1
    return mean, spread, tell_most(information, mean, marked, NO_TOPIC, -1, best)
