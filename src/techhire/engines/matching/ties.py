"""Who comes first among equals: a hash nobody can steer, and equal said as equal."""

import numpy as np
from numpy.typing import NDArray


def tie_order(posting: int | NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a hash of (posting, person) that decides only the order in which equals are listed.

    The finalizer of SplitMix64 (Steele, Lea, Flood 2014), once over the posting and once over both.
    """
    seed = _mix(np.atleast_1d(np.asarray(posting, dtype=np.int64)).view(np.uint64))
    return _mix(np.asarray(ids, dtype=np.int64).view(np.uint64) ^ seed)


def _mix(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ value >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ value >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return value ^ value >> np.uint64(31)


def best_first(
    group: NDArray[np.int64], fit: NDArray[np.float64], tie: NDArray[np.uint64], ids: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the order of people: lowest group, highest fit, then the hash, then the id."""
    return np.lexsort((ids, tie, -fit, group))


def places(group: NDArray[np.int64], fit: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the place of each person of an ordered list, shared by equals, and whether anyone shares it."""
    if not len(fit):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_)
    fresh = np.ones(len(fit) + 1, dtype=np.bool_)
    fresh[1:-1] = (fit[1:] != fit[:-1]) | (group[1:] != group[:-1])
    first = np.flatnonzero(fresh[:-1])
    return first[np.cumsum(fresh[:-1]) - 1] + 1, ~(fresh[:-1] & fresh[1:])
