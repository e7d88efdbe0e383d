"""Somebody who keeps every published table and works out from them what can be worked out, knowing none of our code."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from techhire.plays.assessments.bridge.crowd import Crowd, Taker
from techhire.plays.assessments.bridge.editions import Block, blocks_of_drafts
from techhire.plays.assessments.bridge.publishing import publishable

KINDS = {
    "sex": ("woman", "man", "another"),
    "race": ("hispanic", "white", "black", "asian"),
    "age": ("forty_plus", "under_forty"),
}
SAID = {name: (*codes, "unknown") for name, codes in KINDS.items()}
Cell = tuple[str, ...]
Line = NDArray[np.float64]
CELLS = [
    *(("sr", *cell) for cell in product(SAID["sex"], SAID["race"], "012345")),
    *(("age", *cell) for cell in product(SAID["age"], "012345")),
]


def crowd_of(people: Iterable[tuple[dict[str, str], int]]) -> Crowd:
    """People by what they said and the level they reached."""
    return Crowd.of([Taker(said, level) for said, level in people], KINDS)


def blocks(crowd: Crowd, day: str = "2026-03-02") -> dict[tuple[str, ...], Block]:
    """What would be published of them first."""
    return {tuple(one["by"]): one for one in blocks_of_drafts(publishable(crowd), day, 1)}


def row_of(block: Block, level: int, *group: str) -> dict[str, Any]:
    """One line of a table."""
    table = next(one for one in block["tables"] if one["level"] == level)
    return next(row for row in table["rows"] if tuple(row["group"]) == group)


def cells_of(by: Sequence[str], group: Sequence[str], low: int, high: int) -> Iterator[Cell]:
    """The finest cells the people of a row are in."""
    named = dict(zip(by, group, strict=True))
    levels = [str(level) for level in range(low, high)]
    if "age" in named:
        yield from (("age", named["age"], level) for level in levels)
        return
    sexes = [named["sex"]] if "sex" in named else SAID["sex"]
    races = [named["race"]] if "race" in named else SAID["race"]
    yield from (("sr", *cell) for cell in product(sexes, races, levels))


class Reader:
    """Everything that stands in the tables, as equations and bounds over the finest cells."""

    def __init__(self, published: Iterable[Block]) -> None:
        self.place = {cell: at for at, cell in enumerate(CELLS)}
        self.equal: list[tuple[Line, float]] = [(self.tie(level), 0.0) for level in "012345"]
        self.most: list[tuple[Line, float]] = []
        for block in published:
            for table in block["tables"]:
                self.read(block["by"], table)

    def tie(self, level: str) -> Line:
        """The same people reached a level, whichever table counts them."""
        line = np.zeros(len(CELLS))
        for cell in CELLS:
            if cell[-1] == level:
                line[self.place[cell]] = 1.0 if cell[0] == "sr" else -1.0
        return line

    def line(self, by: Sequence[str], group: Sequence[str], low: int, high: int) -> Line:
        line = np.zeros(len(CELLS))
        for cell in cells_of(by, group, low, high):
            line[self.place[cell]] += 1.0
        return line

    def read(self, by: Sequence[str], table: dict[str, Any]) -> None:
        """Figures that are shown, and what is said of those that are not."""
        level = table["level"]
        best = next((row for row in table["rows"] if row["standing"] == "highest"), None)
        for row in table["rows"]:
            for name, low, high in (("people", 0, 6), ("reached", level, 6), ("missed", 0, level)):
                if row[name] is not None:
                    self.equal.append((self.line(by, row["group"], low, high), float(row[name])))
            if best and row["standing"] in {"below_unseen", "not_below_unseen"}:
                fifths = 0.8 * best["reached"] / best["people"] * row["people"]
                reached = self.line(by, row["group"], level, 6)
                below = row["standing"] == "below_unseen"
                self.most.append((reached, np.ceil(fifths) - 1) if below else (-reached, -np.ceil(fifths)))

    def range_of(self, line: Line) -> tuple[float, float]:
        """The fewest and the most people there can be."""
        given: dict[str, Any] = {
            "A_eq": np.array([one for one, _sum in self.equal]),
            "b_eq": [total for _line, total in self.equal],
        }
        if self.most:
            given |= {
                "A_ub": np.array([one for one, _most in self.most]),
                "b_ub": [m for _line, m in self.most],
            }
        low, high = (linprog(sign * line, method="highs", **given) for sign in (1.0, -1.0))
        return float(low.fun), float("inf") if high.status == 3 else float(-high.fun)


def told(published: Iterable[Block], crowd: Crowd, minimum: int = 10) -> list[str]:
    """Rows, and cells of rows, of fewer than ten people of whom the tables tell more than "fewer than ten"."""
    blocks = list(published)
    reader, found = Reader(blocks), []
    for block in blocks:
        by = tuple(block["by"])
        for level, row in ((one["level"], row) for one in block["tables"] for row in one["rows"]):
            for low, high in ((0, 6), (level, 6), (0, level)):
                if crowd.number(by, tuple(row["group"]), low, high) < minimum:
                    least, most = reader.range_of(reader.line(by, row["group"], low, high))
                    if least > 1e-6 or most < minimum - 1 - 1e-6:
                        found.append(f"{by} {row['group']} {low}-{high}: {least:g} to {most:g}")
    return found
