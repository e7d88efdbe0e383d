"""Every posting's first k at once, for the nightly run; the same lists as one ranking after another.

The work is cut by postings between threads and, where one machine is not enough, by people between machines: each
partition ranks its own people with `rank_batch`, and `merge` puts the partitions together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import gates as g
from .codes import ReachTable, shift_of
from .fit import MANY
from .lanes import share
from .layout import Gate, Gates, Index, Terms, WantsOfAll
from .need import Need, Needs
from .people import People
from .ranking import index_of, margin_of, rank, scale_for, worths
from .ties import tie_order
from .travel import DEFAULT_TRAVEL, Travel


@dataclass(frozen=True, eq=False)
class Batch:
    """The first k of every posting as rows of one list: posting by posting, best first.

    `need` is the position of the posting among the needs, `person_ids`, `group` and `fit` as in a ranking.
    """

    need: NDArray[np.int64]
    person_ids: NDArray[np.int64]
    group: NDArray[np.int64]
    fit: NDArray[np.float64]

    def of(self, need: int) -> slice:
        """Return the rows of one posting."""
        first, last = np.searchsorted(self.need, [need, need + 1])
        return slice(int(first), int(last))


def rank_batch(
    people: People,
    needs: Needs,
    table: ReachTable,
    k: int = 50,
    *,
    travel: Travel = DEFAULT_TRAVEL,
    threads: int = 1,
) -> Batch:
    """Return the first `k` people of every posting, as `rank` would one by one."""
    from . import batch_kernels

    if k < 1:
        raise ValueError(f"rankings of {k} people have nobody on them")
    index, wants, terms = index_of(people), _wants(people, needs, table, k), _terms(people, needs, table)
    gate, gates = _gates(people, needs, travel)
    scanned = share(batch_kernels.scan_all, threads, index, wants, gate, gates)
    scored = share(_Scoring(index, wants, terms, scanned), threads)
    need, rows, fit, unmet = (np.concatenate(column) for column in zip(*scored, strict=True))
    lanes = [np.flatnonzero(used < 0) * threads + lane for lane, (_, used) in enumerate(scanned)]
    crowded = [_alone(people, needs, at, table, k, travel) for at in np.concatenate(lanes).tolist()]
    ranked = Batch(need, people.ids[rows], np.minimum(unmet, MANY), fit)
    return merge([ranked, *crowded], needs, k)


def merge(batches: Sequence[Batch], needs: Needs, k: int = 50) -> Batch:
    """Put together what partitions of the people found for the same needs, and keep the first `k` of each."""
    need = np.concatenate([batch.need for batch in batches])
    ids = np.concatenate([batch.person_ids for batch in batches])
    group = np.concatenate([batch.group for batch in batches])
    fit = np.concatenate([batch.fit for batch in batches])
    ties = tie_order(needs.postings[need], ids)
    order = np.lexsort((ids, ties, -fit, group, need))
    order = order[fit[order] > 0]
    need = need[order]
    kept = np.arange(len(need)) - np.searchsorted(need, need) < k
    order = order[kept]
    return Batch(need[kept], ids[order], group[order], fit[order])


@dataclass(frozen=True, eq=False)
class _Scoring:
    """The second look of each lane at what its first look found."""

    index: Index
    wants: WantsOfAll
    terms: Terms
    scanned: list[tuple[NDArray[np.int64], NDArray[np.int64]]]

    def __call__(self, lane: int, lanes: int) -> tuple[NDArray[np.generic], ...]:
        from .batch_kernels import score_all

        scored: tuple[NDArray[np.generic], ...] = score_all(
            self.index, self.wants, self.terms, *self.scanned[lane], lane, lanes
        )
        return scored


def _alone(people: People, needs: Needs, at: int, table: ReachTable, k: int, travel: Travel) -> Batch:
    """Rank one posting by itself, where too many people are equal for the batch."""
    one = rank(people, needs.needs[at], table, k, travel=travel)
    return Batch(np.full(len(one), at), one.person_ids, one.group, one.fit)


def _terms(people: People, needs: Needs, table: ReachTable) -> Terms:
    return Terms(
        people.columns_of(needs.skills),
        shift_of(needs.levels),
        needs.quarters,
        needs.essential,
        table.grid,
        table.met,
    )


def _wants(people: People, needs: Needs, table: ReachTable, k: int) -> WantsOfAll:
    """Lay out what all postings count, at one scale that suits the heaviest."""
    heaviest = max(int(needs.totals.max(initial=0)), 1)
    asked = np.stack([needs.levels, needs.quarters, needs.essential], axis=1)
    kinds, numbers = np.unique(asked, axis=0, return_inverse=True)
    listed = [(int(level), int(quarters), bool(essential)) for level, quarters, essential in kinds]
    return WantsOfAll(
        starts=needs.starts,
        columns=people.columns_of(needs.skills),
        kinds=numbers.reshape(-1).astype(np.int64),
        worth=worths(listed, table, scale_for(heaviest)),
        essentials=np.bincount(needs.owner, needs.essential, len(needs)).astype(np.int64),
        margins=np.array([margin_of(total) for total in needs.totals.tolist()], dtype=np.int64),
        k=k,
    )


def _gates(people: People, needs: Needs, travel: Travel) -> tuple[Gate, Gates]:
    """Lay out the conditions of all postings; those that share a place, or the answers, share a row."""
    spots: dict[object, int] = {}
    answers: dict[object, int] = {}
    reaches: list[NDArray[np.uint32]] = []
    verdicts: list[NDArray[np.uint8]] = []
    for need in needs.needs:
        if spots.setdefault(need.place, len(spots)) == len(reaches):
            reaches.append(g.reaches(people, need, travel))
        if answers.setdefault(_answers(need), len(answers)) == len(verdicts):
            verdicts.append(g.verdicts(need))
    pairs = [(spots[need.place], answers[_answers(need)]) for need in needs.needs]
    opened = {pair: g.open_blocks(people, verdicts[pair[1]], reaches[pair[0]]) for pair in set(pairs)}
    places = len(people.latitudes) + 1
    gates = Gates(
        reaches=_stack(reaches, 4 * places).astype(np.uint32),
        reach=np.array([pair[0] for pair in pairs], dtype=np.int64),
        verdicts=_stack(verdicts, 256).astype(np.uint32) * np.uint32(places),
        verdict=np.array([pair[1] for pair in pairs], dtype=np.int64),
        open=_stack([opened[pair] for pair in pairs], people.blocks).astype(np.uint8),
        asks_schedule=np.array([need.schedule or 0 for need in needs.needs], dtype=np.int64),
        pay_max=np.array([g.most_pay(need) for need in needs.needs], dtype=np.int64),
        start_day=np.array([g.last_start(need) for need in needs.needs], dtype=np.int64),
    )
    nobody = Need(0, ())
    return g.gate(people, nobody, people.nobody, travel), gates


def _answers(need: Need) -> tuple[object, ...]:
    return need.remote, need.place is None, need.authorization, need.sponsorship


def _stack(rows: Sequence[NDArray[np.generic]], width: int) -> NDArray[np.generic]:
    return np.stack([row.reshape(-1) for row in rows]) if rows else np.empty((0, width), dtype=np.uint32)
