"""Laying people out in columns: rows ordered by region, skills inverted block by block."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .codes import CLASS_SHIFT, CODES
from .people import BLOCK, People, Person

_CODE_BITS = 14
_MEMBER_BITS = 16


@dataclass(frozen=True, eq=False)
class Columns:
    """People as columns in any order, one value a person; `place` indexes (`latitudes`, `longitudes`), -1 not said.

    The three `entry_` columns hold one value a (person, skill): the person's position, the skill id, the code.
    """

    ids: NDArray[np.int64]
    flags: NDArray[np.uint8]
    place: NDArray[np.int64]
    minutes: NDArray[np.uint16]
    schedule: NDArray[np.uint16]
    pay_floor: NDArray[np.uint32]
    available_from: NDArray[np.int32]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    entry_person: NDArray[np.uint32]
    entry_skill: NDArray[np.int64]
    entry_code: NDArray[np.uint16]


def from_people(people: Iterable[Person], block: int = BLOCK) -> People:
    """Lay out people handed over one by one."""
    everyone = list(people)
    wishes = [person.filters for person in everyone]
    points = sorted({wish.place for wish in wishes if wish.place is not None})
    number = {point: position for position, point in enumerate(points)}
    entries = [(i, skill, code) for i, person in enumerate(everyone) for skill, code in person.codes.items()]
    who, skill, code = zip(*entries, strict=True) if entries else ((), (), ())
    columns = Columns(
        ids=np.array([person.id for person in everyone], dtype=np.int64),
        flags=np.array([wish.flags for wish in wishes], dtype=np.uint8),
        place=np.array([-1 if w.place is None else number[w.place] for w in wishes], dtype=np.int64),
        minutes=np.array([wish.stored_minutes for wish in wishes], dtype=np.uint16),
        schedule=np.array([wish.stored_schedule for wish in wishes], dtype=np.uint16),
        pay_floor=np.array([wish.pay_floor for wish in wishes], dtype=np.uint32),
        available_from=np.array([wish.available_from for wish in wishes], dtype=np.int32),
        latitudes=np.array([point[0] for point in points], dtype=np.float64),
        longitudes=np.array([point[1] for point in points], dtype=np.float64),
        entry_person=np.array(who, dtype=np.uint32),
        entry_skill=np.array(skill, dtype=np.int64),
        entry_code=np.array(code, dtype=np.uint16),
    )
    return from_columns(columns, block)


def from_columns(columns: Columns, block: int = BLOCK) -> People:
    """Lay out people handed over in columns; refuse an id twice, or a skill twice for one person."""
    if not 1 <= block <= 1 << _MEMBER_BITS:
        raise ValueError(f"a block holds 1 to {1 << _MEMBER_BITS} people, not {block}")
    _refuse_doubles(columns.ids)
    spots = _by_region(columns.latitudes, columns.longitudes)
    place = _renumber(columns.place, spots)
    order = np.lexsort((columns.ids, place))
    place, minutes, ids = place[order], columns.minutes[order], columns.ids[order]
    skills, starts, members, codes = _invert(columns, order, block)
    cuts = np.arange(0, len(ids), block)
    by_id = np.argsort(ids)
    return People(
        block=block,
        ids=ids,
        sorted_ids=ids[by_id],
        id_order=by_id.astype(np.uint32),
        flags=columns.flags[order],
        place=place,
        minutes=minutes,
        schedule=columns.schedule[order],
        pay_floor=columns.pay_floor[order],
        available_from=columns.available_from[order],
        latitudes=columns.latitudes[spots],
        longitudes=columns.longitudes[spots],
        block_places=_ends(place, cuts),
        block_minutes=np.maximum.reduceat(minutes, cuts) if len(cuts) else np.empty(0, dtype=np.uint16),
        skills=skills,
        starts=starts,
        members=members,
        codes=codes,
    )


def _refuse_doubles(ids: NDArray[np.int64]) -> None:
    ordered = np.sort(ids)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if len(twice):
        raise ValueError(f"person {twice[0]} is handed over twice")


def _by_region(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return points in the order of Morton's curve (1966), which keeps neighbors together."""
    north = ((latitudes + 90) / 180 * 65_535).astype(np.uint64)
    east = ((longitudes + 180) / 360 * 65_535).astype(np.uint64)
    key = np.zeros(len(latitudes), dtype=np.uint64)
    for bit in range(16):
        one = np.uint64(1)
        key |= (east >> np.uint64(bit) & one) << np.uint64(2 * bit)
        key |= (north >> np.uint64(bit) & one) << np.uint64(2 * bit + 1)
    return np.lexsort((longitudes, latitudes, key))


def _renumber(place: NDArray[np.int64], spots: NDArray[np.int64]) -> NDArray[np.uint32]:
    new = np.empty(len(spots) + 1, dtype=np.uint32)
    new[spots] = np.arange(len(spots))
    new[-1] = len(spots)
    return new[place]


def _ends(place: NDArray[np.uint32], cuts: NDArray[np.int64]) -> NDArray[np.uint32]:
    last = np.append(cuts[1:], len(place)) - 1
    return np.ascontiguousarray(np.stack([place[cuts], place[last]], axis=1)) if len(cuts) else _NO_ENDS


_NO_ENDS = np.empty((0, 2), dtype=np.uint32)


def _invert(
    columns: Columns, order: NDArray[np.int64], block: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint16]]:
    """Sort entries by block, skill and row; an entry and its place in the order share one 64-bit number."""
    if columns.entry_code.max(initial=0) >= CODES:
        raise ValueError(f"a code has {_CODE_BITS} bits")
    keep = columns.entry_code >> CLASS_SHIFT != 0
    skills = np.unique(columns.entry_skill[keep])
    row = np.empty(len(order), dtype=np.int64)
    row[order] = np.arange(len(order))
    rows = row[columns.entry_person[keep]]
    segment = rows // block * len(skills) + np.searchsorted(skills, columns.entry_skill[keep])
    segments = -(-len(order) // block) * len(skills)
    if segments >= 1 << (63 - _CODE_BITS - _MEMBER_BITS):
        raise ValueError("too many people and skills for one snapshot")
    packed = (segment << _MEMBER_BITS | rows % block) << _CODE_BITS | columns.entry_code[keep]
    packed.sort()
    who = packed >> _CODE_BITS
    if (who[1:] == who[:-1]).any():
        raise ValueError("one person has one skill twice")
    sizes = np.bincount(packed >> _CODE_BITS + _MEMBER_BITS, minlength=segments)
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    return skills, starts, (who & 0xFFFF).astype(np.uint16), (packed & CODES - 1).astype(np.uint16)
