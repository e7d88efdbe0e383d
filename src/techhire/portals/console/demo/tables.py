"""The demo's hand-written tables: rows of the CSV files beside this module."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of one table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def rows_of(name: str, column: str, value: str) -> tuple[Row, ...]:
    """The rows of one table where a column has a value."""
    return tuple(row for row in rows(name) if row[column] == value)


@dataclass(frozen=True)
class Urn:
    """Rows to draw from, each as often as its weight says."""

    rows: Sequence[Row]
    column: str = "weight"

    def draw(self, dice: random.Random) -> Row:
        """One row."""
        return dice.choices(self.rows, cum_weights=_sums(tuple(int(row[self.column]) for row in self.rows)))[
            0
        ]


@cache
def _sums(weights: tuple[int, ...]) -> list[int]:
    sums, total = [], 0
    for weight in weights:
        total += weight
        sums.append(total)
    return sums
