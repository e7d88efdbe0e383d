"""Compiled loops in float64, for counts and for one person against many postings.

They add in the order of skill ids, as `fit` does, so that every bit is the same.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .kernels import mark
from .layout import Gate, Index, Terms


@njit(cache=True, nogil=True)
def count_fitting(index: Index, terms: Terms, gate: Gate, threshold: float, lane: int, lanes: int) -> int:
    """Count, in every `lanes`-th block, who passes, lacks no essential and has a fit of `threshold` or more."""
    total, lacks = np.empty(index.block, dtype=np.float64), np.empty(index.block, dtype=np.int64)
    marks = np.empty(index.block, dtype=np.bool_)
    essentials, weight, count = terms.essential.sum(), terms.quarters.sum(), 0
    for number in range(lane, len(gate.open), lanes):
        if gate.open[number] == 0:
            continue
        total[:], lacks[:] = 0.0, essentials
        add_terms(index, terms, number, total, lacks)
        base = number * index.block
        size = min(index.block, index.people - base)
        mark(gate, base, base + size, marks)
        for i in range(size):
            count += marks[i] & (lacks[i] == 0) & (total[i] / weight >= threshold)
    return count


@njit(cache=True, nogil=True)
def count_by_lacks(index: Index, terms: Terms, gate: Gate, lane: int, lanes: int) -> NDArray[np.int64]:
    """Count, in every `lanes`-th block, who passes, by the number of essentials they lack: none first."""
    total, lacks = np.empty(index.block, dtype=np.float64), np.empty(index.block, dtype=np.int64)
    marks = np.empty(index.block, dtype=np.bool_)
    essentials = terms.essential.sum()
    counts = np.zeros(essentials + 1, dtype=np.int64)
    for number in range(lane, len(gate.open), lanes):
        if gate.open[number] == 0:
            continue
        total[:], lacks[:] = 0.0, essentials
        add_terms(index, terms, number, total, lacks)
        base = number * index.block
        size = min(index.block, index.people - base)
        mark(gate, base, base + size, marks)
        for i in range(size):
            counts[lacks[i]] += marks[i]
    return counts


@njit(cache=True, nogil=True)
def add_terms(
    index: Index, terms: Terms, number: int, total: NDArray[np.float64], lacks: NDArray[np.int64]
) -> None:
    """Add each row's terms to `total` and take the essentials met from `lacks`, for one block."""
    starts, members, codes = index.starts, index.members, index.codes
    grid, met = terms.grid, terms.met
    for j in range(len(terms.columns)):
        if terms.columns[j] < 0:
            continue
        segment = number * index.skills + terms.columns[j]
        shift, quarters, essential = terms.shifts[j], terms.quarters[j], terms.essential[j]
        for entry in range(starts[segment], starts[segment + 1]):
            code = np.int64(codes[entry])
            at = ((code & 0x3000) << 1) + (code & 0x0FFF) + shift
            total[members[entry]] += quarters * grid[at]
            lacks[members[entry]] -= essential & met[at]


@njit(cache=True, nogil=True)
def fit_postings(
    codes: NDArray[np.uint16], starts: NDArray[np.int64], terms: Terms
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return fit and essentials unmet of one person for every posting; `terms.columns` index their `codes`."""
    postings = len(starts) - 1
    fit = np.zeros(postings, dtype=np.float64)
    unmet = np.zeros(postings, dtype=np.int64)
    for posting in range(postings):
        total, weight = 0.0, 0
        for j in range(starts[posting], starts[posting + 1]):
            code = np.int64(codes[terms.columns[j]])
            at = ((code & 0x3000) << 1) + (code & 0x0FFF) + terms.shifts[j]
            total += terms.quarters[j] * terms.grid[at]
            weight += terms.quarters[j]
            unmet[posting] += terms.essential[j] & (not terms.met[at])
        if weight:
            fit[posting] = total / weight
    return fit, unmet
