"""Compiled loops over the inverted index, block by block, free of Python's lock.

Sums are whole numbers: 24 bits of score and, above them, 8 bits that count the essentials met. A *key* puts the
grade (2, 1 or 0 for none, one, two or more essentials unmet) above the score, so that a larger key ranks higher.
Whole numbers only choose who is looked at again in float64.

Compiled code is cached beside this file and renewed when this file changes, not when an imported constant does.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .gates import BY_CAR, PASS, STOP, Gate
from .layout import Index, Wants

SCORE_BITS = 24
SCORE_MASK = (1 << SCORE_BITS) - 1
ROW_BITS = 32
ROW_MASK = (1 << ROW_BITS) - 1
STRIDE = 64


@njit(cache=True, nogil=True, inline="always")
def passes(gate: Gate, row: int) -> bool:
    """Whether one row meets every hard condition."""
    verdict = gate.verdict[gate.flags[row]]
    if verdict == STOP or gate.hidden[row] != 0:
        return False
    if verdict != PASS and gate.reach[verdict - BY_CAR, gate.place[row]] > gate.minutes[row]:
        return False
    if gate.asks_schedule & ~np.int64(gate.schedule[row]) != 0:
        return False
    return bool(gate.pay_floor[row] <= gate.pay_max and gate.available_from[row] <= gate.start_day)


@njit(cache=True, nogil=True)
def count_passing(gate: Gate, block: int, lane: int, lanes: int) -> tuple[int, int]:
    """Count, in every `lanes`-th block, the found rows and those of them that meet every condition."""
    found = passing = 0
    for number in range(lane, len(gate.open), lanes):
        first = number * block
        last = min(first + block, len(gate.flags))
        for row in range(first, last):
            found += (gate.flags[row] & 1) & (gate.hidden[row] == 0)
        if gate.open[number]:
            for row in range(first, last):
                passing += passes(gate, row)
    return found, passing


@njit(cache=True, nogil=True)
def add_up(index: Index, wants: Wants, number: int, sums: NDArray[np.uint32]) -> None:
    """Fill `sums` with the packed sums of the rows of one block."""
    sums[:] = 0
    for j in range(len(wants.columns)):
        column = wants.columns[j]
        if column < 0:
            continue
        segment = number * index.skills + column
        shift, weight, bonus = wants.shifts[j], wants.weights[j], wants.bonus[j]
        for entry in range(index.starts[segment], index.starts[segment + 1]):
            code = np.int64(index.codes[entry])
            value = np.uint32(wants.grid[np.uint64(((code & 0x3000) << 1) + (code & 0x0FFF) + shift)])
            sums[index.members[entry]] += (value & np.uint32(0x7FFF)) * weight + (
                value >> np.uint32(15)
            ) * bonus


@njit(cache=True, nogil=True, inline="always")
def key_of(packed: np.uint32, essentials: int) -> int:
    """Return the key of a packed sum."""
    value = int(np.int64(packed))
    grade = max((value >> SCORE_BITS) + 2 - essentials, 0)
    return grade << SCORE_BITS | (value & SCORE_MASK)


@njit(cache=True, nogil=True)
def lowest_key(keys: NDArray[np.int64], k: int, margin: int) -> int:
    """Return the key below which nobody can be among the best k of `keys`: the k-th less the margin, in its grade."""
    if len(keys) < k:
        return 1
    kth = int(np.partition(keys, len(keys) - k)[len(keys) - k])
    return max(kth >> SCORE_BITS << SCORE_BITS | 1, kth - margin)


@njit(cache=True, nogil=True)
def prune(found: NDArray[np.int64], used: int, wants: Wants) -> tuple[int, int]:
    """Keep of the first `used` finds those still in reach of the best k; return how many and the lowest key."""
    lowest = lowest_key(found[:used] >> ROW_BITS, wants.k, wants.margin)
    kept = 0
    for i in range(used):
        if found[i] >> ROW_BITS >= lowest:
            found[kept] = found[i]
            kept += 1
    return kept, lowest


@njit(cache=True, nogil=True)
def highest(sums: NDArray[np.uint32], first: int, last: int, essentials: int) -> int:
    """Return the highest key of a stretch of packed sums."""
    best = 0
    for i in range(first, last):
        best = max(best, key_of(sums[i], essentials))
    return best


@njit(cache=True, nogil=True)
def scan(index: Index, wants: Wants, gate: Gate, lane: int, lanes: int) -> NDArray[np.int64]:
    """Return key and row, in one number each, of everyone who may be among the best k of every `lanes`-th block.

    Who has shown nothing (a sum of 0) is never returned; the conditions are looked at only where the key would do.
    """
    sums = np.empty(index.block, dtype=np.uint32)
    found = np.empty(max(1024, 4 * wants.k), dtype=np.int64)
    used, lowest = 0, 1
    for number in range(lane, len(gate.open), lanes):
        if gate.open[number] == 0:
            continue
        add_up(index, wants, number, sums)
        base = number * index.block
        size = min(index.block, index.people - base)
        for first in range(0, size, STRIDE):
            last = min(first + STRIDE, size)
            if highest(sums, first, last, wants.essentials) < lowest:
                continue
            for i in range(first, last):
                key = key_of(sums[i], wants.essentials)
                if key >= lowest and key & SCORE_MASK != 0 and passes(gate, base + i):
                    found[used] = key << ROW_BITS | (base + i)
                    used += 1
                    if used == len(found):
                        used, lowest = prune(found, used, wants)
                        if 2 * used > len(found):
                            found = np.concatenate((found, np.empty_like(found)))
    return found[:used]


@njit(cache=True, nogil=True)
def codes_of(index: Index, columns: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the code of each row for each column, 0 where the person has none."""
    codes = np.zeros((len(rows), len(columns)), dtype=np.uint16)
    for i in range(len(rows)):
        number, member = rows[i] // index.block, rows[i] % index.block
        for j in range(len(columns)):
            if columns[j] < 0:
                continue
            segment = number * index.skills + columns[j]
            low, high = index.starts[segment], index.starts[segment + 1]
            end = high
            while low < high:
                middle = (low + high) >> 1
                if index.members[middle] < member:
                    low = middle + 1
                else:
                    high = middle
            if low < end and index.members[low] == member:
                codes[i, j] = index.codes[low]
    return codes
