"""Compiled loops over the inverted index, block by block, free of Python's lock.

Sums are whole numbers: 24 bits of score and, above them, 8 bits that count the essentials met. A *key* puts the
grade (2, 1 or 0 for none, one, two or more essentials unmet) above the score, so that a larger key ranks higher.
Whole numbers only choose who is looked at again in float64.

Compiled code is cached beside this file and renewed when this file changes, not when an imported constant does.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .layout import Best, Gate, Index, Wants

SCORE_BITS = 24
SCORE_MASK = (1 << SCORE_BITS) - 1
ROW_BITS = 32
ROW_MASK = (1 << ROW_BITS) - 1
STRIDE = 64


@njit(cache=True, nogil=True)
def mark(gate: Gate, first: int, last: int, marks: NDArray[np.bool_]) -> None:
    """Mark which of the rows from `first` to `last` meet every hard condition; one loop a width of numbers."""
    flags, place, minutes = gate.flags[first:last], gate.place[first:last], gate.minutes[first:last]
    schedule, hidden = gate.schedule[first:last], gate.hidden[first:last]
    pay_floor, available_from = gate.pay_floor[first:last], gate.available_from[first:last]
    verdict, reach = gate.verdict, gate.reach
    asks, pay_max, start_day = (
        np.uint16(gate.asks_schedule),
        np.uint32(gate.pay_max),
        np.int32(gate.start_day),
    )
    size = np.uint64(last - first)
    for i in range(size):
        marks[i] = (np.uint16(asks & ~schedule[i]) == np.uint16(0)) & (hidden[i] == np.uint8(0))
    for i in range(size):
        marks[i] &= (available_from[i] <= start_day) & (pay_floor[i] <= pay_max)
    for i in range(size):
        marks[i] &= reach[np.uint32(verdict[flags[i]] + place[i])] <= np.uint32(minutes[i])


@njit(cache=True, nogil=True)
def count_found(gate: Gate, first: int, last: int) -> int:
    """Count the rows from `first` to `last` who chose to be found and are not hidden."""
    flags, hidden = gate.flags[first:last], gate.hidden[first:last]
    found = 0
    for i in range(np.uint64(last - first)):
        found += int((flags[i] & np.uint8(1)) & np.uint8(hidden[i] == np.uint8(0)))
    return found


@njit(cache=True, nogil=True)
def count_marks(marks: NDArray[np.bool_], size: int) -> int:
    """Count the marks among the first `size`."""
    count = 0
    for i in range(np.uint64(size)):
        count += int(marks[i])
    return count


@njit(cache=True, nogil=True)
def count_passing(gate: Gate, block: int, lane: int, lanes: int) -> tuple[int, int]:
    """Count, in every `lanes`-th block, the found rows and those of them that meet every condition."""
    marks = np.empty(block, dtype=np.bool_)
    found = passing = 0
    for number in range(lane, len(gate.open), lanes):
        first = number * block
        last = min(first + block, len(gate.flags))
        found += count_found(gate, first, last)
        if gate.open[number]:
            mark(gate, first, last, marks)
            passing += count_marks(marks, last - first)
    return found, passing


@njit(cache=True, nogil=True)
def look_up(grid: NDArray[np.uint16], shift: int, weight: int, bonus: int, out: NDArray[np.uint32]) -> None:
    """Fill `out` with what each code adds to a packed sum."""
    few, much = np.uint32(weight), np.uint32(bonus)
    for evidence in range(4):
        own = out[evidence << 12 : (evidence + 1) << 12]
        seen = grid[(evidence << 13) + shift : (evidence << 13) + shift + 4096]
        for i in range(np.uint64(4096)):
            value = np.uint32(seen[i])
            own[i] = (value & np.uint32(0x7FFF)) * few + (value >> np.uint32(15)) * much


@njit(cache=True, nogil=True)
def add_up(index: Index, wants: Wants, number: int, sums: NDArray[np.uint32]) -> None:
    """Fill `sums` with the packed sums of the rows of one block."""
    starts, members, codes = index.starts, index.members, index.codes
    sums[:] = 0
    for j in range(len(wants.columns)):
        column = wants.columns[j]
        if column < 0:
            continue
        worth = wants.worth[wants.kinds[j]]
        segment = number * index.skills + column
        for entry in range(starts[segment], starts[segment + 1]):
            sums[members[entry]] += worth[codes[entry]]


@njit(cache=True, nogil=True, inline="always")
def key_of(packed: np.uint32, essentials: np.int32) -> np.int32:
    """Return the key of a packed sum."""
    grade = max(np.int32(packed >> np.uint32(SCORE_BITS)) + np.int32(2) - essentials, np.int32(0))
    return np.int32(grade << np.int32(SCORE_BITS)) | np.int32(packed & np.uint32(SCORE_MASK))


@njit(cache=True, nogil=True)
def lowest_key(keys: NDArray[np.int64], k: int, margin: int) -> int:
    """Return the key below which nobody can be among the best k of `keys`: the k-th less the margin, in its grade."""
    if len(keys) < k:
        return 1
    kth = int(np.partition(keys, len(keys) - k)[len(keys) - k])
    return max(kth >> SCORE_BITS << SCORE_BITS | 1, kth - margin)


@njit(cache=True, nogil=True)
def prune(found: NDArray[np.int64], used: int, k: int, margin: int) -> tuple[int, int]:
    """Keep of the first `used` finds those still in reach of the best k; return how many and the lowest key."""
    lowest = lowest_key(found[:used] >> ROW_BITS, k, margin)
    kept = 0
    for i in range(used):
        if found[i] >> ROW_BITS >= lowest:
            found[kept] = found[i]
            kept += 1
    return kept, lowest


@njit(cache=True, nogil=True)
def to_keys(
    sums: NDArray[np.uint32],
    marks: NDArray[np.bool_],
    essentials: int,
    keys: NDArray[np.int32],
    tops: NDArray[np.int32],
) -> None:
    """Turn packed sums into keys, 0 for unmarked rows, and note the highest of each stride."""
    few = np.int32(essentials)
    for i in range(np.uint64(len(sums))):
        keys[i] = key_of(sums[i], few) * np.int32(marks[i])
    for stride in range(np.uint64(len(tops))):
        own, top = keys[stride * STRIDE : (stride + 1) * STRIDE], np.int32(0)
        for i in range(np.uint64(STRIDE)):
            top = max(top, own[i])
        tops[stride] = top


@njit(cache=True, nogil=True)
def collect(
    keys: NDArray[np.int32], tops: NDArray[np.int32], base: int, k: int, margin: int, best: Best
) -> Best:
    """Add to `best` the rows of a block, beginning at row `base`, that may be among the first k."""
    found, used, lowest = best.found, best.used, best.lowest
    for stride in range(len(tops)):
        if tops[stride] < lowest:
            continue
        for i in range(stride * STRIDE, (stride + 1) * STRIDE):
            key = np.int64(keys[i])
            if key < lowest or key & SCORE_MASK == 0:
                continue
            found[used] = key << ROW_BITS | (base + i)
            used += 1
            if used == len(found):
                used, lowest = prune(found, used, k, margin)
                if 2 * used > len(found):
                    found = np.concatenate((found, np.empty_like(found)))
    return Best(found, used, lowest)


@njit(cache=True, nogil=True)
def scan(index: Index, wants: Wants, gate: Gate, lane: int, lanes: int) -> tuple[NDArray[np.int64], int, int]:
    """Look through every `lanes`-th block for one posting.

    Return key and row, in one number each, of everyone who may be among the best k; how many rows are found people;
    and how many of those meet every condition. Who has shown nothing (a sum of 0) is never among the best.
    """
    strides = -(-index.block // STRIDE)
    sums = np.zeros(strides * STRIDE, dtype=np.uint32)
    marks = np.zeros(len(sums), dtype=np.bool_)
    keys, tops = np.empty(len(sums), dtype=np.int32), np.empty(strides, dtype=np.int32)
    best = Best(np.empty(2 * wants.k + STRIDE, dtype=np.int64), 0, 1)
    found = passing = 0
    for number in range(lane, len(gate.open), lanes):
        base = number * index.block
        size = min(index.block, index.people - base)
        found += count_found(gate, base, base + size)
        if gate.open[number] == 0:
            continue
        marks[size:] = False
        mark(gate, base, base + size, marks)
        passing += count_marks(marks, size)
        add_up(index, wants, number, sums)
        to_keys(sums, marks, wants.essentials, keys, tops)
        best = collect(keys, tops, base, wants.k, wants.margin, best)
    return best.found[: best.used], found, passing


@njit(cache=True, nogil=True)
def codes_of(index: Index, columns: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the code of each row for each column, 0 where the person has none."""
    starts, members, codes = index.starts, index.members, index.codes
    read = np.zeros((len(rows), len(columns)), dtype=np.uint16)
    for j in range(len(columns)):
        if columns[j] < 0:
            continue
        for i in range(len(rows)):
            number, member = rows[i] // index.block, rows[i] % index.block
            segment = number * index.skills + columns[j]
            low, end = starts[segment], starts[segment + 1]
            high = end
            while low < high:
                middle = (low + high) >> 1
                if members[middle] < member:
                    low = middle + 1
                else:
                    high = middle
            if low < end and members[low] == member:
                read[i, j] = codes[low]
    return read
