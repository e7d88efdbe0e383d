"""Whether one more count, beside those already published, would let a reader subtract their way to a few
people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from techhire.engines.disclosure_control.audit import Bounds, feasible_range
from techhire.engines.disclosure_control.counts import MINIMUM

Members = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people published or about to be.

    `question` names what was counted; the same question on another day carries the same name. `members` are
    the people counted: opaque ids that never leave the caller.
    """

    question: str
    members: Members


class GuardReason(StrEnum):
    """Why a figure may or may not be published next."""

    SAFE = "safe"
    SMALL = "fewer_than_the_minimum"
    CHANGED_BY_FEW = "changed_by_a_few_people_since_it_was_published"
    DIFFERENCE = "a_few_people_could_be_worked_out_by_subtraction"


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """Whether a figure may be published next, and why."""

    is_safe: bool
    reason: GuardReason


def judge_next(published: Sequence[Figure], query: Figure, minimum: int = MINIMUM) -> GuardVerdict:
    """Whether `query` may be published after `published`.

    Refused where it counts fewer than the minimum; where the same question was answered before and between 1
    and minimum - 1 people joined or left since (show the earlier figure until more have); and where the
    published counts together with this one would pin down some small set of people (a part of the figures'
    overlaps and differences) closer than "0 to minimum - 1". Readers are credited with knowing which figures
    overlap, which errs on the side of refusing. A figure already out is judged as it stands and never the
    reason by itself.
    """
    if len(query.members) < minimum:
        return GuardVerdict(False, GuardReason.SMALL)
    same = [figure for figure in published if figure.question == query.question]
    if any(0 < len(figure.members ^ query.members) < minimum for figure in same):
        return GuardVerdict(False, GuardReason.CHANGED_BY_FEW)
    sets = list(dict.fromkeys(figure.members for figure in published if figure.members))
    if query.members in sets:
        return GuardVerdict(True, GuardReason.SAFE)
    known = _pinned(sets, minimum)
    if _pinned([*sets, query.members], minimum) - known:
        return GuardVerdict(False, GuardReason.DIFFERENCE)
    return GuardVerdict(True, GuardReason.SAFE)


def is_safe_next(published: Sequence[Figure], query: Figure, minimum: int = MINIMUM) -> bool:
    """`judge_next` as yes or no."""
    return judge_next(published, query, minimum).is_safe


def _pinned(sets: Sequence[Members], minimum: int) -> set[Members]:
    """The small sets of people whose number these published sets reveal closer than the rule."""
    atoms = _atoms(sets)
    equations = np.array([[float(atom <= whole) for atom in atoms] for whole in sets]).reshape(
        len(sets), len(atoms)
    )
    sums = np.array([float(len(whole)) for whole in sets])
    bounds: list[Bounds] = [(0.0, float("inf"))] * len(atoms)
    pinned = set()
    for target in _targets(sets, atoms):
        if not 0 < len(target) < minimum:
            continue
        objective = np.array([float(atom <= target) for atom in atoms])
        low, high = feasible_range(objective, equations, sums, bounds)
        if low > 0 or high < minimum - 1:
            pinned.add(target)
    return pinned


def _atoms(sets: Sequence[Members]) -> list[Members]:
    """The people of all sets, parted by which of the sets they are in."""
    parts: dict[tuple[bool, ...], set[Hashable]] = {}
    for person in frozenset().union(*sets):
        parts.setdefault(tuple(person in whole for whole in sets), set()).add(person)
    return [frozenset(part) for part in parts.values()]


def _targets(sets: Sequence[Members], atoms: Iterable[Members]) -> set[Members]:
    """Sets a reader would try to subtract their way to: parts, overlaps, differences, what no other set has."""
    targets = set(atoms) | set(sets)
    for one, other in combinations(sets, 2):
        targets |= {one & other, one - other, other - one}
    for position, whole in enumerate(sets):
        rest = frozenset().union(*(other for place, other in enumerate(sets) if place != position))
        inside = frozenset().union(*(other for other in sets if other < whole))
        targets |= {whole - rest, whole - inside}
    return targets
