"""The first k people for one posting, exactly: whole-number sums choose, a second look in float64 decides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .codes import CODES, ReachTable, shift_of
from .fit import Fits, fits
from .gates import Counted, gate, parts_of
from .lanes import share
from .layout import Gate, Index, Wants
from .need import Need
from .people import Overlay, People
from .ties import best_first, places, tie_order
from .travel import DEFAULT_TRAVEL, Travel

FINEST = 1 << 14
"""Steps a chance is cut into; sums of weights above 1,024 take fewer, so that a sum keeps to 24 bits."""

SCORE_BITS = 24
"""Bits of a score; the bits above count essentials met."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """The people shown for a posting, first to last.

    `place` is the rank as it is told (equal people share one: 1, 2, 2, 4); `equal` marks who shares a place with
    anyone, `tied_beyond` counts people equal to the last one who did not fit in. `fits` explains each row skill by
    skill, `skills` names its columns. `counted` says how many found people there are and how many the hard
    conditions keep out. People who have shown nothing the posting counts are not ranked.
    """

    posting: int
    person_ids: NDArray[np.int64]
    place: NDArray[np.int64]
    equal: NDArray[np.bool_]
    tied_beyond: int
    skills: NDArray[np.int64]
    fits: Fits
    counted: Counted

    def __len__(self) -> int:
        return len(self.person_ids)

    @property
    def group(self) -> NDArray[np.int64]:
        """Essentials unmet of each person shown: none, one, or two and more."""
        return self.fits.group

    @property
    def fit(self) -> NDArray[np.float64]:
        """The fit of each person shown."""
        return self.fits.fit


def rank(
    people: People,
    need: Need,
    table: ReachTable,
    k: int = 50,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
    threads: int = 1,
) -> Ranking:
    """Return the first `k` people for a posting: the same people, order and numbers as `brute_force`.

    `blocked` are people who may not be shown to this employer; they are in no count either. `threads` share the
    blocks of people.
    """
    if k < 1:
        raise ValueError(f"a ranking of {k} people has nobody on it")
    doors = [(part, gate(part, need, hidden, travel)) for part, hidden in parts_of(people, overlay, blocked)]
    ids, codes, counted = _candidates(doors, need, table, k, threads)
    return order(ids, fits(codes, need, table), need, k, counted)


def order(ids: NDArray[np.int64], scored: Fits, need: Need, k: int, counted: Counted) -> Ranking:
    """Return the first `k` of people already scored: by group, fit, and a hash of posting and person."""
    shown = np.flatnonzero(scored.fit > 0)
    ids, scored = ids[shown], scored.take(shown)
    ranked = best_first(scored.group, scored.fit, tie_order(need.posting, ids), ids)
    ids, scored = ids[ranked], scored.take(ranked)
    place, equal = places(scored.group, scored.fit)
    beyond = int((place[k:] == place[k - 1]).sum()) if len(ids) > k else 0
    return Ranking(
        posting=need.posting,
        person_ids=ids[:k],
        place=place[:k],
        equal=equal[:k],
        tied_beyond=beyond,
        skills=need.skills,
        fits=scored.take(np.arange(min(k, len(ids)))),
        counted=counted,
    )


def scale_for(weight: int) -> int:
    """Return into how many steps a chance is cut where the weights add up to `weight` quarters."""
    scale = FINEST
    while scale * weight >= 1 << SCORE_BITS:
        scale //= 2
    return scale


def margin_of(weight: int) -> int:
    """Return by how much sums may mislead about the order of two people.

    A chance is rounded to the nearest step, or up to 1: a sum is at most half the sum of weights too low and at
    most the whole of it too high, which makes 1.5 x the sum of weights; 1 is added for the last bits of float64.
    """
    return (3 * weight + 1) // 2 + 1


def _candidates(
    doors: list[tuple[People, Gate]], need: Need, table: ReachTable, k: int, threads: int
) -> tuple[NDArray[np.int64], NDArray[np.uint16], Counted]:
    """Return ids and codes of everyone who may be among the first `k`, and what the conditions left of everyone."""
    from . import kernels

    scanned = [
        share(kernels.scan, threads, index_of(part), wants_of(part, need, table, k), door)
        for part, door in doors
    ]
    counted = Counted.of([(seen, passed) for lanes in scanned for _, seen, passed in lanes])
    found = [np.concatenate([lane[0] for lane in lanes]) for lanes in scanned]
    lowest = kernels.lowest_key(np.concatenate(found) >> kernels.ROW_BITS, k, margin_of(need.total))
    ids, codes = [], []
    for (part, _), keyed in zip(doors, found, strict=True):
        rows = keyed[keyed >> kernels.ROW_BITS >= lowest] & kernels.ROW_MASK
        ids.append(part.ids[rows])
        codes.append(kernels.codes_of(index_of(part), part.columns_of(need.skills), rows))
    return np.concatenate(ids), np.concatenate(codes), counted


def index_of(people: People) -> Index:
    """Return the inverted index as the kernel takes it."""
    return Index(people.starts, people.members, people.codes, len(people.skills), len(people), people.block)


def wants_of(people: People, need: Need, table: ReachTable, k: int) -> Wants:
    """Return what a posting counts as the kernel takes it."""
    kinds = sorted({(r.level, r.quarters, r.essential) for r in need.counted})
    number = {kind: position for position, kind in enumerate(kinds)}
    return Wants(
        columns=people.columns_of(need.skills),
        kinds=np.array([number[r.level, r.quarters, r.essential] for r in need.counted], dtype=np.int64),
        worth=worths(kinds, table, scale_for(need.total)),
        essentials=int(need.essential.sum()),
        margin=margin_of(need.total),
        k=k,
    )


def worths(kinds: list[tuple[int, int, bool]], table: ReachTable, scale: int) -> NDArray[np.uint32]:
    """Return what each code adds to a packed sum, a row a kind of requirement: (level, quarters, essential)."""
    from .kernels import look_up

    worth = np.empty((len(kinds), CODES), dtype=np.uint32)
    for row, (level, quarters, essential) in zip(worth, kinds, strict=True):
        shift = int(shift_of(np.array([level], dtype=np.int64))[0])
        look_up(table.whole(scale), shift, quarters, essential << SCORE_BITS, row)
    return worth
