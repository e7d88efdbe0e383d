"""Where a sitting stands, packed into one array, since every array handed to compiled code takes time.

The array is float64: first the belief on the abilities of the grid [121], then a number at each place named here,
then a byte for every item of the bank, which says whether it may be chosen (`ItemBank.marks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import numpy as np
from numba import njit
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import CLOSED, FREE, GRID, Floats, ItemBank
from techhire.engines.psychometrics.settings import Settings

THETA, SE, SHOWN, SCORED, ELAPSED = 121, 122, 123, 124, 125
"""Mean and standard deviation of the belief, items shown, items scored, seconds taken."""
FEWEST, MOST, STOP_SE, SECONDS, WANTED, SEED = 126, 127, 128, 129, 130, 131
"""When it is over, among how many of the best the next item is drawn, and the seed's 64 bits."""
MARKS = 132
SEED_BITS = (1 << 64) - 1


def pack(bank: ItemBank, settings: Settings, wanted: int, seed: int, skip: Iterable[str] = ()) -> Floats:
    """The state before the first answer. Scored items with an id in `skip` count as closed."""
    state = np.zeros(MARKS + (len(bank) + 7) // 8)
    prior = np.exp(-0.5 * GRID**2)
    state[: GRID.size] = prior / prior.sum()
    state[SE] = 1.0
    seconds = inf if settings.seconds is None else settings.seconds
    state[FEWEST:SEED] = settings.min_items, settings.max_items, settings.stop_se, seconds, wanted
    state[SEED:MARKS].view(np.uint64)[0] = seed & SEED_BITS
    marks = marks_of(state)
    marks[: len(bank)] = bank.marks
    for name in skip:
        place = bank.position.get(name)
        if place is not None and marks[place] == FREE:
            marks[place] = CLOSED
    return state


@njit(cache=True, nogil=True)
def marks_of(state: Floats) -> NDArray[np.uint8]:
    """The bytes of the items, to read and to change; up to seven more fill the last number."""
    return state[MARKS:].view(np.uint8)


@njit(cache=True, nogil=True)
def seed_of(state: Floats) -> np.uint64:
    """The lowest 64 bits of the seed."""
    return np.uint64(state[SEED:MARKS].view(np.uint64)[0])
