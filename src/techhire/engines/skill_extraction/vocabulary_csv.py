"""A vocabulary from a CSV file with the columns id, name and kind; bad rows are named, the rest is taken."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .vocabulary import NameRow

COLUMNS = ("id", "name", "kind")
MAX_NAME = 200


class WrongColumns(ValueError):
    """The file is not a vocabulary: its header lacks a column. Nothing was read."""


@dataclass(frozen=True)
class BadRow:
    """A row that was left out: its line in the file, counted from 1 with the header, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class VocabularyRows:
    """The rows that can be used and the rows that cannot. The first row of an id gives its canonical name."""

    rows: tuple[NameRow, ...]
    bad: tuple[BadRow, ...]


def read_vocabulary(lines: Iterable[str]) -> VocabularyRows:
    """Read CSV text lines (an open file in text mode will do). An id may come several times: aliases.

    Raises WrongColumns when the header is missing a column; a name longer than 200 characters is a bad row.
    """
    reader = csv.reader(_without_mark(lines), strict=False)
    header = [cell.strip().lower() for cell in next(reader, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        seen = ", ".join(header) or "nothing"
        raise WrongColumns(f"a vocabulary needs the columns id, name, kind; the first line has {seen[:200]}")
    places = [header.index(name) for name in COLUMNS]
    rows: list[NameRow] = []
    bad: list[BadRow] = []
    canonical: dict[str, str] = {}
    for cells in _rows(reader, bad):
        reason = _fault(cells, places)
        if reason:
            bad.append(BadRow(reader.line_num, reason))
            continue
        skill_id, name, kind = (cells[place].strip() for place in places)
        rows.append(NameRow(skill_id, name, kind, canonical.setdefault(skill_id, name)))
    return VocabularyRows(tuple(rows), tuple(bad))


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line


def _rows(reader: Any, bad: list[BadRow]) -> Iterator[list[str]]:
    """Yield rows that are not blank; a row the CSV reader itself refuses is recorded and skipped."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            bad.append(BadRow(reader.line_num, f"cannot be read as CSV: {error}"))
            continue
        if any(cell.strip() for cell in cells):
            yield cells


def _fault(cells: list[str], places: list[int]) -> str | None:
    if len(cells) <= max(places):
        return f"has {len(cells)} columns, needs {max(places) + 1}"
    skill_id, name = cells[places[0]].strip(), cells[places[1]].strip()
    if not skill_id:
        return "has no id"
    if not name:
        return "has no name"
    return f"has a name longer than {MAX_NAME} characters" if len(name) > MAX_NAME else None
