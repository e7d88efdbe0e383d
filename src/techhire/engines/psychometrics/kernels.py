"""Compiled steps of a sitting: what an answer changes, and which items tell most now. Free of Python's lock."""

from math import exp, sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray

GRID_POINTS = 121
GRID_LOW = -6.0
GRID_GAP = 0.1
FLOOR = 1e-300


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
    (the next step; +inf for none), with guessing chance `c` on the first.
    """
    total, first = 0.0, 0.0
    for g in range(GRID_POINTS):
        theta = GRID_LOW + GRID_GAP * g
        reached = 1.0 if low == -np.inf else c + (1.0 - c) / (1.0 + exp(-a * (theta - low)))
        passed = 0.0 if high == np.inf else c + (1.0 - c) / (1.0 + exp(-a * (theta - high)))
        weight = before[g] * max(reached - passed, FLOOR)
        after[g] = weight
        total += weight
        first += weight * theta
    mean, spread = first / total, 0.0
    for g in range(GRID_POINTS):
        after[g] /= total
        spread += after[g] * (GRID_LOW + GRID_GAP * g - mean) ** 2
    return mean, sqrt(spread)


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
