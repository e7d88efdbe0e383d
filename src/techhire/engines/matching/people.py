"""People in columns: an inverted index from skills to people, and one column for each hard condition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .filters import Filters

BLOCK = 32_768
"""People a block: their sums (4 bytes each) stay in a core's own cache while the block is worked on."""


@dataclass(frozen=True)
class Person:
    """One person as the caller hands them over: an id, a code for each skill, and the hard conditions."""

    id: int
    codes: Mapping[int, int] = field(default_factory=dict)
    filters: Filters = Filters()


@dataclass(frozen=True, eq=False)
class People:
    """Everyone who may be ranked, in rows ordered by place so that a block of rows is a region.

    Index: the people of block b with skill number s are `members[starts[i]:starts[i + 1]]` for i = b x skills + s,
    as row numbers within the block, ascending, with `codes` beside them. Conditions: one column each, a value a
    row; `place` numbers a point of (`latitudes`, `longitudes`), or the one after the last for a place not said.
    `block_places` and `block_minutes` say for each block which places it holds (first, last) and the longest travel
    anyone in it accepts. All arrays are read-only and may be memory-mapped.
    """

    block: int
    ids: NDArray[np.int64]
    sorted_ids: NDArray[np.int64]
    id_order: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    place: NDArray[np.uint32]
    minutes: NDArray[np.uint16]
    schedule: NDArray[np.uint16]
    pay_floor: NDArray[np.uint32]
    available_from: NDArray[np.int32]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    block_places: NDArray[np.uint32]
    block_minutes: NDArray[np.uint16]
    skills: NDArray[np.int64]
    starts: NDArray[np.int64]
    members: NDArray[np.uint16]
    codes: NDArray[np.uint16]

    def __post_init__(self) -> None:
        for name in ARRAYS:
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def blocks(self) -> int:
        """How many blocks the rows fill."""
        return len(self.block_minutes)

    @property
    def bytes(self) -> int:
        """How many bytes the columns take."""
        return sum(getattr(self, name).nbytes for name in ARRAYS)

    @cached_property
    def nobody(self) -> NDArray[np.uint8]:
        """Marks on no row, for when nobody is passed over."""
        marks = np.zeros(len(self), dtype=np.uint8)
        marks.setflags(write=False)
        return marks

    @classmethod
    def build(cls, people: Iterable[Person], *, block: int = BLOCK) -> "People":
        """Lay out people handed over one by one; `block` rows share a block, at most 65,536."""
        from .building import from_people

        return from_people(people, block)

    def save(self, root: Path, name: str) -> Path:
        """Write this snapshot below `root` and make it the one that `open_snapshot(root)` opens."""
        from .snapshot import save

        return save(self, root, name)

    def columns_of(self, skills: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the column number of each skill id, -1 where nobody here has it."""
        if not len(self.skills):
            return np.full(len(skills), -1, dtype=np.int64)
        near = np.minimum(np.searchsorted(self.skills, skills), len(self.skills) - 1)
        return np.where(self.skills[near] == skills, near, -1).astype(np.int64)

    def rows_of(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows of the people with these ids; ids that are not here are left out."""
        if not len(self.ids) or not len(ids):
            return np.empty(0, dtype=np.int64)
        near = np.minimum(np.searchsorted(self.sorted_ids, ids), len(self.ids) - 1)
        rows: NDArray[np.uint32] = self.id_order[near[self.sorted_ids[near] == ids]]
        return rows.astype(np.int64)


ARRAYS = tuple(field.name for field in fields(People) if field.name != "block")


@dataclass(frozen=True, eq=False)
class Overlay:
    """What changed since a snapshot: people as they are now, and the ids of those who are gone.

    The snapshot's rows of both are passed over; being small, the changed people are ranked beside the snapshot.
    """

    changed: People
    removed: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @cached_property
    def replaced(self) -> NDArray[np.int64]:
        """The ids whose rows in the snapshot no longer count."""
        return np.concatenate([self.changed.ids, np.asarray(self.removed, dtype=np.int64)])
