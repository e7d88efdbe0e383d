"""People who stood before levels, by group: true counts, which never leave this process.

Plain cases in, so that tests, judged work and anything else with a level is counted the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from techhire.engines.disclosure_control import MINIMUM, Known
from techhire.engines.fairness import UNKNOWN, Case, Group

LEVELS = (1, 2, 3, 4, 5)
TOP = 6
"""One above the highest level: people who reached a level are those from it up to here."""

By = tuple[str, ...]
EVERYONE: By = ()
CROSSED: tuple[By, ...] = (("sex", "race"), ("age",))
"""Which dimensions are crossed in tables of intersections, as New York City's rules cross sex with race."""


@dataclass(frozen=True)
class Taker:
    """One person: what they said by dimension (nothing said, no entry), and the highest level reached, 0 to 5."""

    groups: Mapping[str, str]
    reached: int


@dataclass(frozen=True)
class Crowd:
    """Everybody who counts once, with every group there could be, also those nobody is in.

    ``exact`` says that gaps are held against the exact test however many people there are.
    """

    kinds: Mapping[str, tuple[str, ...]]
    counts: Mapping[By, Mapping[tuple[Group, int], int]]
    exact: bool = False

    @classmethod
    def of(cls, takers: Iterable[Taker], kinds: Mapping[str, Sequence[str]], *, exact: bool = False) -> Crowd:
        """``kinds`` names the groups of each dimension, without the unknown."""
        here = tuple(takers)
        whole = {dimension: (*codes, UNKNOWN) for dimension, codes in kinds.items()}
        counts = {
            by: Counter((tuple(one.groups.get(d, UNKNOWN) for d in by), one.reached) for one in here)
            for by in ways_of(whole)
        }
        return cls(whole, counts, exact)

    @property
    def ways(self) -> tuple[By, ...]:
        """Every way of parting the people: not at all, by each dimension, by those that are crossed."""
        return tuple(self.counts)

    def groups(self, by: By) -> tuple[Group, ...]:
        """Every group there could be."""
        return tuple(product(*(self.kinds[dimension] for dimension in by)))

    def number(self, by: By, group: Group, low: int = 0, high: int = TOP) -> int:
        """People of a group who reached at least ``low`` and less than ``high``."""
        counts = self.counts[by]
        return sum(counts.get((group, reached), 0) for reached in range(low, high))

    def cases(self, by: By, level: int) -> list[Case]:
        """The same people before one decision: reached the level or not."""
        found = []
        for group in self.groups(by):
            said = dict(zip(by, group, strict=True))
            found.append(Case(said, True, self.number(by, group, level)))
            found.append(Case(said, False, self.number(by, group, 0, level)))
        return [case for case in found if case.count]

    def parts(self, by: By, group: Group, low: int = 0, high: int = TOP) -> frozenset[Hashable]:
        """The finest parts these people consist of, for telling what tables say together."""
        block = next(names for names in blocks_of(self.kinds) if set(by) <= set(names))
        fixed = dict(zip(by, group, strict=True))
        choices = [(fixed[name],) if name in fixed else self.kinds[name] for name in block]
        return frozenset((block, *cell) for cell in product(*choices, range(low, high)))

    def ties(self) -> list[Known]:
        """The same people at each level, however they are parted."""
        first, *others = blocks_of(self.kinds)
        return [
            Known(self.whole(first, level), 0, 0, minus=self.whole(other, level))
            for other in others
            for level in range(TOP)
        ]

    def whole(self, block: By, level: int) -> frozenset[Hashable]:
        """The parts of a block whose people reached exactly this level."""
        choices = [self.kinds[name] for name in block]
        return frozenset((block, *cell, level) for cell in product(*choices))

    def small(self, ways: Iterable[By], levels: Iterable[int]) -> Iterator[frozenset[Hashable]]:
        """Sets of fewer than ten people that tables at these levels might tell of: below, above and between them."""
        edges = sorted({0, *levels, TOP})
        steps = list(dict.fromkeys([*_wide(edges), *zip(edges, edges[1:], strict=False)]))
        for by in ways:
            for group in self.groups(by):
                for low, high in steps:
                    if self.number(by, group, low, high) < MINIMUM:
                        yield self.parts(by, group, low, high)


def _wide(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    for edge in edges[:-1]:
        yield edge, TOP
    for edge in edges[1:-1]:
        yield 0, edge


def blocks_of(kinds: Mapping[str, object]) -> tuple[By, ...]:
    """Dimensions that are crossed with each other, those that are asked about."""
    named = (tuple(name for name in block if name in kinds) for block in CROSSED)
    return tuple(block for block in named if block)


def ways_of(kinds: Mapping[str, object]) -> Iterator[By]:
    """Everyone, each dimension, each pair within a block."""
    yield EVERYONE
    for size in (1, 2):
        for block in blocks_of(kinds):
            yield from combinations(block, size)
