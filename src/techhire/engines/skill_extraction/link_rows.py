"""From two CSV files to ranked labels: the pure half of ``techhire rank-skills``."""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from techhire.engines.skill_extraction.linking import Encoder, build_index

BATCH = 256


class LinkInputError(ValueError):
    """A file given to the linker cannot be used; the message names the file's role, line and what to change."""


class RankedRow(NamedTuple):
    """One line of output: the ``rank``-th best label of a text, counted from 1; a higher score is closer."""

    text_id: str
    rank: int
    label_id: str
    score: float


def rank_rows(
    labels_csv: Iterable[str], texts_csv: Iterable[str], k: int = 10, *, encoder: Encoder | None = None
) -> Iterator[RankedRow]:
    """Rank the ``k`` best labels for every text.

    ``labels_csv`` holds columns ``id,label`` and ``texts_csv`` columns ``id,text``, each an open text file or any
    iterable of lines. Both are read and checked before the first row comes out, so a wrong file yields nothing.
    Raises LinkInputError for missing columns, empty files, empty cells in ``id`` or ``label``, and repeated ids.
    """
    if k < 1:
        raise LinkInputError(f"k must be at least 1, not {k}")
    label_ids, labels = _read_pairs(labels_csv, "labels", "label", may_be_blank=False)
    text_ids, texts = _read_pairs(texts_csv, "texts", "text", may_be_blank=True)
    return _ranked(label_ids, labels, text_ids, texts, k, encoder)


def _ranked(
    label_ids: list[str],
    labels: list[str],
    text_ids: list[str],
    texts: list[str],
    k: int,
    encoder: Encoder | None,
) -> Iterator[RankedRow]:
    index = build_index(labels, encoder=encoder)
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for text_id, best in zip(text_ids[start : start + BATCH], index.rank(batch, k), strict=True):
            for rank, (label, score) in enumerate(best, start=1):
                yield RankedRow(text_id, rank, label_ids[label], round(score, 6))


def _read_pairs(
    lines: Iterable[str], role: str, column: str, *, may_be_blank: bool
) -> tuple[list[str], list[str]]:
    reader = csv.DictReader(_without_mark(lines), strict=True)
    _require_columns(reader, role, ("id", column))
    pairs: dict[str, str] = {}
    try:
        for row in reader:
            _take_row(pairs, row, f"{role} file, line {reader.line_num}", column, may_be_blank)
    except csv.Error as problem:
        raise LinkInputError(
            f"{role} file, line {reader.reader.line_num}: not readable as CSV ({problem})"
        ) from problem
    if not pairs:
        raise LinkInputError(f"{role} file: there is a header but no row below it")
    return list(pairs), list(pairs.values())


def _take_row(
    pairs: dict[str, str], row: dict[str, str | None], where: str, column: str, may_be_blank: bool
) -> None:
    key, value = (row["id"] or "").strip(), row[column]
    if value is None:
        raise LinkInputError(f"{where}: the row is shorter than the header")
    if not key:
        raise LinkInputError(f"{where}: the id is empty")
    if key in pairs:
        raise LinkInputError(f"{where}: the id {key!r} was used before")
    if not may_be_blank and not value.strip():
        raise LinkInputError(f"{where}: the {column} is empty")
    pairs[key] = value


def _require_columns(reader: "csv.DictReader[str]", role: str, needed: tuple[str, str]) -> None:
    try:
        header = reader.fieldnames
    except csv.Error as problem:
        raise LinkInputError(f"{role} file: not readable as CSV ({problem})") from problem
    if not header:
        raise LinkInputError(f"{role} file: it is empty; the first line must be {','.join(needed)}")
    missing = [name for name in needed if name not in header]
    if missing:
        found = ",".join(header)
        raise LinkInputError(f"{role} file: no column {' and '.join(missing)}; the header is {found!r}")


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line
