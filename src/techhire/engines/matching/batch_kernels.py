"""Compiled loops for many postings at once: a block of people is read once and every posting looks at it."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .kernels import ROW_BITS, ROW_MASK, STRIDE, add_up, collect, lowest_key, mark, to_keys
from .layout import Best, Gate, Gates, Index, Terms, Wants, WantsOfAll


@njit(cache=True, nogil=True)
def gate_of(gates: Gates, people: Gate, need: int) -> Gate:
    """Return the conditions of one posting of many."""
    return Gate(
        people.flags,
        people.place,
        people.minutes,
        people.schedule,
        people.pay_floor,
        people.available_from,
        people.hidden,
        gates.verdicts[gates.verdict[need]],
        gates.reaches[gates.reach[need]],
        people.open,
        gates.asks_schedule[need],
        gates.pay_max[need],
        gates.start_day[need],
    )


@njit(cache=True, nogil=True)
def scan_all(
    index: Index, wants: WantsOfAll, people: Gate, gates: Gates, lane: int, lanes: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Look through all blocks for every `lanes`-th posting.

    Return for each posting of the lane, in a row, key and row number of who may be among its best k, and how many;
    -1 where so many are equal that they do not fit and the posting has to be ranked by itself.
    """
    strides = -(-index.block // STRIDE)
    sums, keys = np.zeros(strides * STRIDE, dtype=np.uint32), np.empty(strides * STRIDE, dtype=np.int32)
    marks, everyone = np.zeros(len(sums), dtype=np.bool_), np.ones(len(sums), dtype=np.bool_)
    tops = np.empty(strides, dtype=np.int32)
    mine = len(range(lane, len(wants.essentials), lanes))
    found = np.empty((mine, 2 * wants.k + STRIDE), dtype=np.int64)
    used, lowest = np.zeros(mine, dtype=np.int64), np.ones(mine, dtype=np.int64)
    for number in range(gates.open.shape[1]):
        base = number * index.block
        size = min(index.block, index.people - base)
        marks[size:] = False
        for at in range(mine):
            need = lane + at * lanes
            if used[at] < 0 or gates.open[need, number] == 0:
                continue
            first, last = wants.starts[need], wants.starts[need + 1]
            few = wants.essentials[need]
            own = Wants(wants.columns[first:last], wants.kinds[first:last], wants.worth, few, 0, 0)
            add_up(index, own, number, sums)
            to_keys(sums, everyone, few, keys, tops)
            if tops.max() < lowest[at]:
                continue
            mark(gate_of(gates, people, need), base, base + size, marks)
            to_keys(sums, marks, few, keys, tops)
            best = Best(found[at], used[at], lowest[at])
            best = collect(keys, tops, base, wants.k, wants.margins[need], best)
            fits_in = len(best.found) == found.shape[1]
            used[at], lowest[at] = best.used if fits_in else -1, best.lowest
    return found, used


@njit(cache=True, nogil=True)
def score_all(
    index: Index,
    wants: WantsOfAll,
    terms: Terms,
    found: NDArray[np.int64],
    used: NDArray[np.int64],
    lane: int,
    lanes: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Return posting, row, fit and essentials unmet, in float64, of everyone `scan_all` found in a lane."""
    total = np.maximum(used, 0).sum()
    needs, rows = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    fit, unmet = np.empty(total, dtype=np.float64), np.empty(total, dtype=np.int64)
    filled = 0
    for at in range(len(used)):
        need = lane + at * lanes
        if used[at] <= 0:
            continue
        keyed = found[at, : used[at]]
        lowest = lowest_key(keyed >> ROW_BITS, wants.k, wants.margins[need])
        for one in keyed:
            if one >> ROW_BITS < lowest:
                continue
            row = one & ROW_MASK
            needs[filled], rows[filled] = need, row
            fit[filled], unmet[filled] = score(index, terms, wants.starts[need], wants.starts[need + 1], row)
            filled += 1
    return needs[:filled], rows[:filled], fit[:filled], unmet[:filled]


@njit(cache=True, nogil=True)
def score(index: Index, terms: Terms, first: int, last: int, row: int) -> tuple[float, int]:
    """Return fit and essentials unmet of one row for the requirements from `first` to `last`."""
    total, weight, unmet = 0.0, 0, 0
    for j in range(first, last):
        at = np.int64(0)
        if terms.columns[j] >= 0:
            at = np.int64(code_at(index, terms.columns[j], row))
        place = ((at & 0x3000) << 1) + (at & 0x0FFF) + terms.shifts[j]
        total += terms.quarters[j] * terms.grid[place]
        weight += terms.quarters[j]
        unmet += terms.essential[j] & (not terms.met[place])
    return total / weight, unmet


@njit(cache=True, nogil=True)
def code_at(index: Index, column: int, row: int) -> np.uint16:
    """Return the code of one row for one column, 0 if there is none."""
    members = index.members
    number, member = row // index.block, row % index.block
    low = index.starts[number * index.skills + column]
    end = index.starts[number * index.skills + column + 1]
    high = end
    while low < high:
        middle = (low + high) >> 1
        if members[middle] < member:
            low = middle + 1
        else:
            high = middle
    return index.codes[low] if low < end and members[low] == member else np.uint16(0)
