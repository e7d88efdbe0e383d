"""Measuring items by a table of answers: the curves, the link to the scale there was, how well answers follow them.

Rows are plain values by code, fit for JSON, as ``Calibration.found`` keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from techhire.engines.psychometrics.answers import FEWEST_ANSWERS, Answers, Unusable, Why, answers_from
from techhire.engines.psychometrics.calibration import Calibration, Model, calibrate
from techhire.engines.psychometrics.classical import classical
from techhire.engines.psychometrics.item_fit import item_fit
from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.linking import FEWEST_ANCHORS, MOVED, Link, drift, steady_link
from techhire.plays.assessments.queries.answers import MISSING, AnswerTable
from techhire.plays.assessments.words import ItemFlag, Scale
from techhire.plays.assessments.words import Model as Curve

TRIES = 6
UNSURE = 0.5
EASY, HARD, FLAT_SLOPE, WEAK = 0.95, 0.05, 0.5, 0.05
FIT = (0.75, 1.33)
UNLIKELY = 0.01
FREE = {"1pl": 1, "3pl": 3}
Row = dict[str, Any]


@dataclass
class Measured:
    """Items measured on one scale: a row each, those that could not be with the reason, the link to the old scale."""

    rows: dict[str, Row]
    left_out: dict[str, str] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    loglik: float = 0.0


def measure(table: AnswerTable, model: str, before: ItemBank) -> Measured:
    """Measure what can be, and put it on the scale of ``before``: items measured earlier, with their present curves.

    Unusable, with the engine's reason, where nothing can be measured.
    """
    found, left_out = _calibrated(table, model)
    errors = {
        name: (float(found.se_a[place]), float(found.se_b[place]))
        for place, name in enumerate(item.id for item in found.bank.items)
    }
    rows, summary = on_scale_of(before, found.bank, errors)
    return Measured(rows, left_out, summary, found.loglik)


def on_scale_of(
    before: ItemBank, found: ItemBank, errors: Mapping[str, tuple[float | None, float | None]]
) -> tuple[dict[str, Row], dict[str, Any]]:
    """Rows of measured items on the scale of ``before``, and how they were linked to it. ``errors`` are of a and b."""
    bank, link, summary = _on_old_scale(found, before)
    rows = {}
    for item in bank.items:
        of_a, of_b = errors[item.id]
        rows[item.id] = {
            "code": item.id,
            "a": item.a,
            "b": item.b,
            "c": item.c,
            "steps": list(item.steps),
            "se_a": None if of_a is None else _number(of_a / link.a),
            "se_b": None if of_b is None else _number(of_b * link.a),
            "moved": summary["moved"].get(item.id),
        }
    return rows, summary


def flags_of_file(row: Row, model: str) -> list[str]:
    """What the numbers alone say to look at, where the answers behind them are not here."""
    tests = {
        ItemFlag.UNSURE: row["se_b"] is None or row["se_b"] > UNSURE,
        ItemFlag.FLAT: model != Curve.ONE and row["a"] < FLAT_SLOPE,
        ItemFlag.MOVED: abs(row["moved"] or 0) > MOVED,
    }
    return [flag.value for flag, is_so in tests.items() if is_so]


def _calibrated(table: AnswerTable, model: str) -> tuple[Calibration, dict[str, str]]:
    """Measure, leaving out what the engine says cannot be, a few times at most."""
    left_out: dict[str, str] = {}
    if model != Curve.ONE:
        few = [code for code, number in table.answered.items() if number < FEWEST_ANSWERS]
        left_out = dict.fromkeys(few, ItemFlag.FEW_ANSWERS.value)
    for _try in range(TRIES):
        codes = [code for code in table.codes if code not in left_out]
        part = table.of(codes)
        try:
            measured = calibrate(part.responses(), _engine_model(model), ids=codes, frequencies=part.count)
        except Unusable as error:
            if not error.items or len(codes) - len(error.items) < FEWEST_ANCHORS:
                raise
            left_out |= {code: _why(part, code).value for code in error.items}
            continue
        return measured, left_out
    raise Unusable(Why.FEW_ITEMS, "too many of the items cannot be measured by these answers")


def _why(table: AnswerTable, code: str) -> ItemFlag:
    """Why the engine would not measure an item: all answers alike, or a slope that falls."""
    given = table.points[:, table.codes.index(code)]
    kinds = set(given[given != MISSING].tolist())
    if len(kinds) < 2:
        return ItemFlag.ALL_ALIKE
    return ItemFlag.AGAINST_REST if kinds == set(range(max(kinds) + 1)) else ItemFlag.NOT_MEASURED


def _engine_model(model: str) -> Model:
    return Curve(model).value  # type: ignore[return-value]  # the words use the engine's codes


def _on_old_scale(bank: ItemBank, before: ItemBank) -> tuple[ItemBank, Link, dict[str, Any]]:
    """The bank on the scale of what was measured before, by the anchors that stayed where they were."""
    summary: dict[str, Any] = {
        "anchors": 0,
        "moved": {},
        "scale": Scale.NEW.value,
        "link_a": 1.0,
        "link_b": 0.0,
    }
    anchors = [code for code in before.position if code in bank.position]
    if len(anchors) < FEWEST_ANCHORS:
        return bank, Link(1.0, 0.0), summary
    try:
        link, steady = steady_link(before, bank, anchors)
    except ValueError:
        return bank, Link(1.0, 0.0), summary
    moved = drift(before, bank, link, anchors)
    summary |= {"anchors": len(steady), "scale": Scale.KEPT.value, "link_a": link.a, "link_b": link.b}
    summary["moved"] = {code: _number(by) for code, by in moved.items()}
    return link.moved(bank), link, summary


def judge(table: AnswerTable, model: str, measured: Measured) -> None:
    """Add fit, classical statistics and flags to the rows, and alpha to the summary."""
    part = table.of(list(measured.rows))
    answers = answers_from(part.responses(), list(measured.rows), part.count)
    own = _back(measured, answers)
    fit, beside = item_fit(answers, own, FREE.get(model, 2)), classical(answers)
    for place, row in enumerate(measured.rows.values()):
        row |= {
            "answers": int(beside.answered[place]),
            "share": _number(beside.share[place]),
            "with_rest": _number(beside.with_rest[place]),
            "infit": _number(fit.infit[place]),
            "outfit": _number(fit.outfit[place]),
            "p": _number(fit.p[place]),
        }
        row["flags"] = [flag.value for flag in _flags(row, model)]
    measured.summary["alpha"] = _number(np.nan if beside.alpha is None else beside.alpha)


def _back(measured: Measured, answers: Answers) -> ItemBank:
    """The measured items on the scale of these answers themselves, where abilities are N(0, 1), as fit is judged on."""
    a, b = measured.summary["link_a"], measured.summary["link_b"]
    rows = [measured.rows[code] for code in answers.ids]
    there = ItemBank.of(Item(r["code"], r["a"], r["b"], r["c"], tuple(r["steps"])) for r in rows)
    return Link(1.0 / a, -b / a).moved(there)


def _flags(row: Row, model: str) -> list[ItemFlag]:
    tests = {
        ItemFlag.FEW_ANSWERS: row["answers"] < FEWEST_ANSWERS,
        ItemFlag.UNSURE: row["se_b"] is None or row["se_b"] > UNSURE,
        ItemFlag.TOO_EASY: (row["share"] or 0) > EASY,
        ItemFlag.TOO_HARD: (1 if row["share"] is None else row["share"]) < HARD,
        ItemFlag.AGAINST_REST: (row["with_rest"] or 0) < 0,
        ItemFlag.FLAT: _is_flat(row, model),
        ItemFlag.MISFIT: _misfits(row),
        ItemFlag.MOVED: abs(row["moved"] or 0) > MOVED,
    }
    return [flag for flag, is_so in tests.items() if is_so]


def _is_flat(row: Row, model: str) -> bool:
    weak = row["with_rest"] is not None and 0 <= row["with_rest"] < WEAK
    return weak or (model != Curve.ONE and row["a"] < FLAT_SLOPE)


def _misfits(row: Row) -> bool:
    squares = [row[name] for name in ("infit", "outfit") if row[name] is not None]
    return any(not FIT[0] <= one <= FIT[1] for one in squares) or (
        row["p"] is not None and row["p"] < UNLIKELY
    )


def _number(value: Any) -> float | None:
    """A number for JSON; None where there is none."""
    return round(float(value), 6) if value is not None and isfinite(value) else None
