"""`techhire calibrate`: answers in, measured items out, without a database."""

import csv
import json
import sys
from argparse import Namespace
from math import isfinite
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from techhire.portals.console.opening import named, refuse_markup, text_of
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.engines.psychometrics.calibration import Calibration
    from techhire.engines.psychometrics.items import ItemBank

LONGEST_CELL = 1_000
BETWEEN_REPORTS = 2.0
MOST_NAMED = 30
"""Columns a message names at most."""
Cell = TypeVar("Cell")
Table = tuple[list[str], list[list[float]], list[float] | None]


def calibrate(options: Namespace) -> None:
    """Read rows of people and columns of items, measure the items, write them, and show how well they do."""
    if options.bank is not None:
        from techhire.portals.console.calibrating_bank import calibrate_bank

        calibrate_bank(options)
        return
    _check_words(options)
    from techhire.engines.psychometrics.answers import Unusable
    from techhire.engines.psychometrics.calibration import calibrate as measure

    ids, rows, frequencies = _read(options.responses, options.freq, options.id)
    try:
        found = measure(
            rows,
            options.model,
            ids=ids,
            frequencies=frequencies,
            prior=options.prior,
            progress=_Progress(),
        )
    except Unusable as error:
        raise Stop(f"{named(options.responses)}: {error}.", 2) from error
    own = found.bank
    if options.anchors:
        from techhire.portals.console.anchoring import anchored

        found = anchored(options.anchors, found)
    _write(options.out, found)
    _show(found, own, rows, frequencies)


def _check_words(options: Namespace) -> None:
    """Stop where words are missing, or mean something only with a bank."""
    for name, value in (("CSV", options.responses), ("--model", options.model), ("--out", options.out)):
        if not value:
            raise Stop(f"{name} is needed, unless a bank is named with --bank.", 2)
    about = (options.whose, options.export, options.take, options.limit)
    if any(about) or options.adopt or options.use_pilots or options.against_known:
        raise Stop(
            "--as, --export, --take, --limit, --adopt, --use-pilots and --against-known go with --bank.", 2
        )


class _Progress:
    """Told after every round; says where it stands on standard error every two seconds."""

    def __init__(self) -> None:
        self.last = monotonic()

    def __call__(self, rounds: int, loglik: float) -> None:
        if monotonic() - self.last >= BETWEEN_REPORTS:
            self.last = monotonic()
            print(f"techhire calibrate: round {rounds}, log-likelihood {loglik:.3f}", file=sys.stderr)


def _read(path: str, freq: str | None, person: str | None) -> Table:
    """Ids of the items, a row of points for each person, and how often each row counts (None: once).

    The column ``person`` says who gave a row and is left out.
    """
    csv.field_size_limit(LONGEST_CELL)
    refuse_markup(path)
    with text_of(path) as lines:
        table = csv.reader(lines)
        try:
            header = [name.strip() for name in next(table, [])]
            _check_header(path, header)
            who = _column(path, header, person)
            rows = [(table.line_num, row) for row in table if any(cell.strip() for cell in row)]
        except csv.Error as error:
            raise Stop(f"{named(path)}, line {table.line_num}: {error}.", 2) from error
    if not rows:
        raise Stop(f"{named(path)} has no row of answers.", 2)
    for line, row in rows:
        _check_width(path, line, row, header)
    if who is not None:
        header, rows = _without(header, who), [(line, _without(row, who)) for line, row in rows]
    counted = _column(path, header, freq)
    points = [_numbers(path, line, row, header) for line, row in rows]
    if counted is None:
        return header, points, None
    frequencies = [_frequency(path, line, row[counted]) for (line, _), row in zip(rows, points, strict=True)]
    return _without(header, counted), [_without(row, counted) for row in points], frequencies


def _without(row: list[Cell], place: int) -> list[Cell]:
    return row[:place] + row[place + 1 :]


def _check_header(path: str, header: list[str]) -> None:
    """Stop unless the first line names the columns."""
    if not any(header):
        raise Stop(f"{named(path)} is empty: a first line with the names of the items is needed.", 2)
    if set(header) <= {"0", "1", ""}:
        raise Stop(f"{named(path)}, line 1: the first line must hold the names of the items, not answers.", 2)
    if not all(header) or len(set(header)) < len(header):
        raise Stop(f"{named(path)}, line 1: every column needs a name of its own.", 2)


def _column(path: str, header: list[str], name: str | None) -> int | None:
    """Where a column stands that was named on the command line."""
    if name is None:
        return None
    if name not in header:
        more = ", ..." if len(header) > MOST_NAMED else ""
        known = ", ".join(column[:40] for column in header[:MOST_NAMED])
        raise Stop(
            f"{named(path)}, line 1: there is no column {name}. The columns are: {known}{more}. "
            "Large and small letters count.",
            2,
        )
    return header.index(name)


def _check_width(path: str, line: int, row: list[str], header: list[str]) -> None:
    if len(row) != len(header):
        raise Stop(
            f"{named(path)}, line {line}: {len(row)} columns where the first line has {len(header)}.", 2
        )


def _numbers(path: str, line: int, row: list[str], header: list[str]) -> list[float]:
    for name, cell in zip(header, row, strict=True):
        if cell.strip() and not _is_number(cell):
            raise Stop(
                f"{named(path)}, line {line}: {cell.strip()[:40]!r} in column {name} is no number. "
                f"If this column says who answered, leave it out with --id {name!r}.",
                2,
            )
    return [float(cell) if cell.strip() else float("nan") for cell in row]


def _is_number(cell: str) -> bool:
    try:
        return isfinite(float(cell))
    except ValueError:
        return False


def _frequency(path: str, line: int, count: float) -> float:
    if not count >= 0:
        raise Stop(f"{named(path)}, line {line}: a frequency is a number of 0 or more.", 2)
    return count


def _write(path: str, found: "Calibration") -> None:
    try:
        Path(path).write_text(
            json.dumps(found.to_dict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}.") from error


def _show(
    found: "Calibration", own: "ItemBank", rows: list[list[float]], frequencies: list[float] | None
) -> None:
    """A table for a person: the curve, its errors, fit, and the classical statistics beside it.

    Fit is judged by ``own``: the items where the abilities of these people are N(0, 1).
    """
    from techhire.engines.psychometrics.answers import answers_from
    from techhire.engines.psychometrics.classical import classical
    from techhire.engines.psychometrics.item_fit import item_fit
    from techhire.engines.psychometrics.scoring import reliability

    answers = answers_from(rows, [item.id for item in found.bank.items], frequencies)
    beside = classical(answers)
    fit = item_fit(answers, own, {"1pl": 1, "3pl": 3}.get(found.model, 2))
    alpha = "not known" if beside.alpha is None else f"{beside.alpha:.3f}"
    print(
        f"model {found.model}, people {found.n:g}, log-likelihood {found.loglik:.3f}, rounds {found.rounds}"
    )
    print(f"reliability {reliability(own):.3f}, Cronbach's alpha {alpha}")
    if found.usual is not None:
        print(
            "drawn toward the bank: log a {:.3f} (spread {:.3f}), b {:.3f} (spread {:.3f})".format(
                *found.usual.log_slope, *found.usual.difficulty
            )
        )
    print(
        f"{'a':>7} {'se':>6} {'b':>7} {'se':>6} {'c':>6} {'right':>6} {'rest r':>6} {'infit':>6} {'outfit':>6}"
        f" {'S-X2 p':>6}  item"
    )
    for place, item in enumerate(found.bank.items):
        numbers = (item.a, found.se_a[place], item.b, found.se_b[place], item.c)
        widths = (7, 6, 7, 6, 6)
        curve = " ".join(_number(value, width) for value, width in zip(numbers, widths, strict=True))
        more = (beside.share, beside.with_rest, fit.infit, fit.outfit, fit.p)
        print(f"{curve} {' '.join(_number(values[place], 6) for values in more)}  {item.id}")


def _number(value: float, width: int) -> str:
    return f"{value:>{width}.3f}" if isfinite(value) else f"{'-':>{width}}"
