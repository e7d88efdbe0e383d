"""What each requirement of a posting costs: how many people it has now, and how many if one line were softer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .codes import ReachTable, shift_of
from .gates import gate, parts_of
from .lanes import share
from .layout import Gate, Terms
from .near_miss import INTERVIEW_THRESHOLD
from .need import Need
from .people import Overlay, People
from .ranking import index_of
from .travel import DEFAULT_TRAVEL, Travel


@dataclass(frozen=True)
class Line:
    """People at or above the threshold if this one skill fell a level (`None` at level 1), or were learned there."""

    skill: int
    lowered: int | None
    learned: int


@dataclass(frozen=True)
class Impact:
    """People at or above the threshold now, and for each counted requirement; exact counts, to be rounded by whoever
    shows them."""

    now: int
    lines: tuple[Line, ...]


def requirement_impact(
    people: People,
    need: Need,
    table: ReachTable,
    threshold: float = INTERVIEW_THRESHOLD,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
    threads: int = 1,
) -> Impact:
    """Count people in the first group with a fit of at least `threshold` who pass the conditions, line by line."""
    count = _counter(people, need, table, threshold, overlay, blocked, travel, threads)

    lines = [
        Line(
            skill=wanted.skill,
            lowered=count(need.with_level(wanted.skill, wanted.level - 1)) if wanted.level > 1 else None,
            learned=count(need.learned_on_the_job(wanted.skill)),
        )
        for wanted in need.counted
    ]
    return Impact(count(need), tuple(lines))


def people_fitting(
    people: People,
    need: Need,
    table: ReachTable,
    threshold: float = INTERVIEW_THRESHOLD,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
    threads: int = 1,
) -> int:
    """Count the same people for the need as it is: `now` of `requirement_impact` without asking line by line."""
    return _counter(people, need, table, threshold, overlay, blocked, travel, threads)(need)


def people_by_lacks(
    people: People,
    need: Need,
    table: ReachTable,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
    threads: int = 1,
) -> tuple[int, ...]:
    """Count people who pass the conditions by how many essential skills they lack, from none to all of them."""
    from . import float_kernels

    counts = np.zeros(int(need.essential.sum()) + 1, dtype=np.int64)
    for part, hidden in parts_of(people, overlay, blocked):
        door, terms = gate(part, need, hidden, travel), _terms(part, need, table)
        for lane in share(float_kernels.count_by_lacks, threads, index_of(part), terms, door):
            counts += lane
    return tuple(counts.tolist())


def _counter(
    people: People,
    need: Need,
    table: ReachTable,
    threshold: float,
    overlay: Overlay | None,
    blocked: tuple[int, ...],
    travel: Travel,
    threads: int,
) -> Callable[[Need], int]:
    """Count any need with the conditions of this one."""
    if not 0 < threshold <= 1:
        raise ValueError(f"a fit of {threshold} is not a threshold")
    doors = [(part, gate(part, need, hidden, travel)) for part, hidden in parts_of(people, overlay, blocked)]
    return lambda asked: sum(_count(part, door, asked, table, threshold, threads) for part, door in doors)


def _count(part: People, door: Gate, need: Need, table: ReachTable, threshold: float, threads: int) -> int:
    """Count one part of the people; where nothing is left to ask, everyone who passes fits."""
    from . import float_kernels, kernels

    if not len(need.counted):
        return sum(passing for _, passing in share(kernels.count_passing, threads, door, part.block))
    terms = _terms(part, need, table)
    return int(sum(share(float_kernels.count_fitting, threads, index_of(part), terms, door, threshold)))


def _terms(part: People, need: Need, table: ReachTable) -> Terms:
    columns, shifts = part.columns_of(need.skills), shift_of(need.levels)
    return Terms(columns, shifts, need.quarters, need.essential, table.grid, table.met)
