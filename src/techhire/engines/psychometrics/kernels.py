"""Compiled steps of a sitting: what an answer changes, when it is over, which item comes next. Free of Python's lock.

A state is an array laid out as `packing` says; each step changes it in place.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import ANSWERED, FREE, PILOT
from techhire.engines.psychometrics.packing import (
    ELAPSED,
    FEWEST,
    MOST,
    SCORED,
    SE,
    SECONDS,
    SHOWN,
    STOP_SE,
    THETA,
    WANTED,
    marks_of,
    seed_of,
)

Floats = NDArray[np.float64]
GRID_POINTS = 121
GRID_LOW = -6.0
GRID_GAP = 0.1
NOT_OVER, LENGTH, PRECISION, TIME, BANK = 0, -1, -2, -3, -4
"""Whether a sitting is over and why: enough items, exact enough, time used up, nothing left to ask."""
NO_TOPIC = np.zeros(0, np.int32)
ANY = -1
TAKEN = np.int32(-1)
BLOCK = 64
"""Items whose highest number is kept, so that the next best after one that is taken need not be sought among all."""
FIRST, SECOND, THIRD, FOURTH, FIFTH = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xD1B54A32D192ED03),
    np.uint64(0xBF58476D1CE4E5B9),
    np.uint64(0x94D049BB133111EB),
    np.uint64(0x8CB92BA72F3D8DD7),
)
R30, R27, R31, R11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


@njit(cache=True, nogil=True)
def draw(seed: np.uint64, place: int, turn: int) -> float:
    """A number in [0, 1) that depends on nothing but its arguments (the mixer splitmix64, Steele et al. 2014)."""
    z = seed * FIRST + np.uint64(place + 1) * SECOND + np.uint64(turn) * FIFTH
    for _ in range(2):
        z += FIRST
        z = (z ^ (z >> R30)) * THIRD
        z = (z ^ (z >> R27)) * FOURTH
        z ^= z >> R31
    return np.float64(z >> R11) * 2.0**-53


@njit(cache=True, nogil=True)
def lot(state: Floats, turn: int) -> float:
    """`draw` for the item that comes next."""
    return float(draw(seed_of(state), int(state[SHOWN]), turn))


@njit(cache=True, nogil=True, error_model="numpy")
def believe(state: Floats, chance: Floats) -> None:
    """Weigh the belief by the `chance` of the answer given at each ability [121]; mean and deviation follow."""
    total, first = 0.0, 0.0
    for g in range(GRID_POINTS):
        weight = state[g] * chance[g]
        state[g] = weight
        total += weight
        first += weight * g
    middle, second, share = first / total, 0.0, 1.0 / total
    for g in range(GRID_POINTS):
        state[g] *= share
        second += state[g] * (g - middle) ** 2
    state[THETA] = GRID_LOW + GRID_GAP * middle
    state[SE] = GRID_GAP * np.sqrt(second)


@njit(cache=True, nogil=True, error_model="numpy")
def learn(state: Floats, chance: Floats, index: int, seconds: float) -> None:
    """What an answer changes: its item is not asked again, and unless it is on trial the belief moves."""
    marks = marks_of(state)
    if marks[index] != PILOT:
        believe(state, chance)
        state[SCORED] += 1
    marks[index] = ANSWERED
    state[SHOWN] += 1
    state[ELAPSED] += seconds


@njit(cache=True, nogil=True)
def over(state: Floats) -> int:
    """Why a sitting is over, or NOT_OVER."""
    if state[SCORED] >= state[MOST]:
        return LENGTH
    if state[SCORED] >= state[FEWEST] and state[SE] <= state[STOP_SE]:
        return PRECISION
    return TIME if state[ELAPSED] >= state[SECONDS] else NOT_OVER


@njit(cache=True, nogil=True, error_model="numpy")
def tell(
    state: Floats, information: NDArray[np.float32], topic: NDArray[np.int32], only: int
) -> NDArray[np.int32]:
    """How much each item tells now, as the bits of a float32, which from 0 on are in the order of the numbers.

    Between two abilities of the grid in proportion. TAKEN where an item is not free or not of the topic `only`, and
    at the end of the last block.
    """
    place = min(max((state[THETA] - GRID_LOW) / GRID_GAP, 0.0), GRID_POINTS - 1.000001)
    row = int(place)
    share = np.float32(place - row)
    lower, upper, marks = information[row], information[row + 1], marks_of(state)
    tells = np.empty((lower.size + BLOCK - 1) // BLOCK * BLOCK, np.float32)
    bits = tells.view(np.int32)
    bits[lower.size :] = TAKEN
    for i in range(lower.size):
        tells[i] = lower[i] + share * (upper[i] - lower[i]) if marks[i] == FREE else np.float32(-1.0)
    for i in range(lower.size if only != ANY else 0):
        if topic[i] != only:
            bits[i] = TAKEN
    return bits


@njit(cache=True, nogil=True, error_model="numpy")
def tell_most(
    state: Floats,
    information: NDArray[np.float32],
    topic: NDArray[np.int32],
    only: int,
    best: NDArray[np.int64],
) -> int:
    """Fill `best` with the free items that tell most now, most first; how many were found.

    `only` is a topic, or ANY. Equal items keep the order of the bank.
    """
    bits = tell(state, information, topic, only)
    peaks = np.empty(bits.size // BLOCK, np.int32)
    for block in range(peaks.size):
        peaks[block] = highest(bits[block * BLOCK : (block + 1) * BLOCK])
    for found in range(best.size):
        top = highest(peaks)
        if top < 0:
            return found
        begin = first_of(top, peaks) * BLOCK
        block = bits[begin : begin + BLOCK]
        at = first_of(top, block)
        block[at] = TAKEN
        best[found] = begin + at
        peaks[begin // BLOCK] = highest(block)
    return best.size


@njit(cache=True, nogil=True)
def highest(numbers: NDArray[np.int32]) -> int:
    """The highest of some whole numbers, TAKEN of none."""
    top = TAKEN
    for i in range(numbers.size):
        top = max(top, numbers[i])
    return int(top)


@njit(cache=True, nogil=True)
def first_of(number: int, numbers: NDArray[np.int32]) -> int:
    """Where a number that occurs stands first."""
    at = 0
    while numbers[at] != number:
        at += 1
    return at


@njit(cache=True, nogil=True, error_model="numpy")
def pick(state: Floats, information: NDArray[np.float32], topic: NDArray[np.int32], only: int) -> int:
    """One of the items that tell most, each of them equally likely; BANK where none is free."""
    best = np.empty(int(state[WANTED]), np.int64)
    found = tell_most(state, information, topic, only, best)
    if found < 2:
        return int(best[0]) if found else BANK
    return int(best[int(lot(state, 0) * found)])


@njit(cache=True, nogil=True, error_model="numpy")
def advance(
    state: Floats,
    information: NDArray[np.float32],
    chances: Floats,
    row: int,
    index: int,
    seconds: float,
) -> int:
    """`learn` of an answer, a row of `chances`, and the item that comes next, of any topic, or why none does."""
    learn(state, chances[row], index, seconds)
    reason = over(state)
    return int(reason if reason != NOT_OVER else pick(state, information, NO_TOPIC, ANY))
