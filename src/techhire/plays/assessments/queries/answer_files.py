"""A file of answers collected elsewhere: rows of people, columns of items, as `techhire calibrate` takes it."""

import csv
import io
from collections.abc import Iterator
from math import isfinite
from typing import NoReturn

import numpy as np
from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.answers import MISSING, AnswerTable

MOST_ROWS, MOST_COLUMNS = 50_000, 1_000
MOST_POINTS = 20


def read_answers(data: bytes, *, freq: str = "") -> AnswerTable:
    """The table in a CSV file: a first line with the items' short names, blank for not answered.

    ``freq`` names a column that counts equal rows. ``Refused`` says the line and what is wrong with it.
    """
    lines = _lines(data)
    header = _header(lines)
    if freq and freq not in header:
        raise Refused(_("Line 1: there is no column “%(name)s”.") % {"name": freq[:80]}, field="freq")
    counted = header.index(freq) if freq else None
    points: list[list[int]] = []
    counts: list[float] = []
    for number, row in lines:
        if len(points) >= MOST_ROWS:
            raise Refused(
                _("This is too long: %(limit)d lines at most.") % {"limit": MOST_ROWS}, field="file"
            )
        if len(row) != len(header):
            _wrong(number, _("it has %(has)d columns, the first line has %(wanted)d"), len(row), len(header))
        counts.append(1.0 if counted is None else _count(number, row[counted]))
        points.append(
            [_points(number, header[place], cell) for place, cell in enumerate(row) if place != counted]
        )
    if not points:
        raise Refused(_("There is no line of answers in this file."), field="file")
    codes = tuple(name for name in header if name != freq)
    return AnswerTable(codes, np.array(points, dtype=np.int16), np.array(counts))


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("This file is not text in UTF-8."), field="file") from error
    table = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in table:
            if any(cell.strip() for cell in row):
                yield table.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise Refused(_("Line %(line)d cannot be read.") % {"line": table.line_num}, field="file") from error


def _header(lines: Iterator[tuple[int, list[str]]]) -> list[str]:
    header = next(lines, (1, []))[1]
    if not header or set(header) <= {"0", "1", ""}:
        raise Refused(_("Line 1: write the short names of the questions there."), field="file")
    if not all(header) or len(set(header)) < len(header):
        raise Refused(_("Line 1: every column needs a name of its own."), field="file")
    if len(header) > MOST_COLUMNS:
        words = _("This is too wide: %(limit)d columns at most.")
        raise Refused(words % {"limit": MOST_COLUMNS}, field="file")
    return header


def _points(number: int, column: str, cell: str) -> int:
    if not cell:
        return MISSING
    value = _value(cell)
    if value is None or value != int(value) or not 0 <= value <= MOST_POINTS:
        words = _(
            "Line %(line)d, column “%(column)s”: “%(has)s” is not a number of points from 0 to %(most)d. Leave out "
            "columns that are no questions."
        )
        told = {"line": number, "column": column[:80], "has": cell[:40], "most": MOST_POINTS}
        raise Refused(words % told, field="file")
    return int(value)


def _count(number: int, cell: str) -> float:
    value = _value(cell)
    if value is None or value < 0:
        _wrong(number, _("“%(has)s” does not count equal lines; %(wanted)d or more is meant"), cell[:40], 0)
    return value


def _value(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _wrong(number: int, words: str, has: object, wanted: int) -> NoReturn:
    what = words % {"has": has, "wanted": wanted}
    raise Refused(_("Line %(line)d: %(what)s.") % {"line": number, "what": what}, field="file")
