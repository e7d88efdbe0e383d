"""A file of measured items, as `techhire calibrate` writes it, read as what it is: something from outside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.engines.psychometrics.items import Item as EngineItem
from techhire.engines.psychometrics.items import ItemBank as EngineBank
from techhire.plays.assessments.queries.answer_files import MOST_COLUMNS, MOST_POINTS
from techhire.plays.assessments.words import Model

FURTHEST = 20.0
"""Logits, and slopes, beyond which a number is no measurement."""
LARGEST_FILE = 4 * 1024 * 1024
MOST_PEOPLE = 10_000_000


@dataclass(frozen=True)
class MeasuredFile:
    """Items on one scale by short name, standard errors beside them (None: not known), and what they rest on."""

    model: str
    people: int
    loglik: float | None
    bank: EngineBank
    errors: Mapping[str, tuple[float | None, float | None]]


def read_measured(data: bytes) -> MeasuredFile:
    """The items of a JSON file. ``Refused`` says what is wrong with it."""
    if len(data) > LARGEST_FILE:
        raise Refused(_("This file is too large: %(limit)s MB at most.") % {"limit": 4}, field="numbers")
    try:
        body = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(_("This file is not JSON."), field="numbers") from error
    return measured_of(body)


def measured_of(body: Any) -> MeasuredFile:
    """The same of what was read already."""
    rows = body.get("items") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_COLUMNS:
        raise Refused(_("This is no file of measured questions."), field="numbers")
    if body.get("model") not in Model.values:
        raise Refused(_("The file does not say which curve was used."), field="numbers")
    people = _number(body.get("n"), 1, MOST_PEOPLE)
    items = [_item(row, str(body["model"])) for row in rows]
    try:
        bank = EngineBank.of(items)
    except ValueError as error:
        raise Refused(_("Two questions of this file have the same short name."), field="numbers") from error
    errors = {row["id"]: (_error(row.get("se_a")), _error(row.get("se_b"))) for row in rows}
    loglik = body.get("loglik")
    told = float(loglik) if _is_number(loglik) else None
    return MeasuredFile(str(body["model"]), int(people), told, bank, errors)


def _item(row: Any, model: str) -> EngineItem:
    name = row.get("id") if isinstance(row, dict) else None
    if not isinstance(name, str) or not 1 <= len(name) <= 80:
        raise Refused(_("A question of this file has no short name."), field="numbers")
    steps = row.get("steps") or []
    if not isinstance(steps, list) or len(steps) > MOST_POINTS:
        raise _wrong(name)
    try:
        return EngineItem(
            name,
            a=_number(row.get("a"), 0.01, FURTHEST),
            b=_number(row.get("b"), -FURTHEST, FURTHEST),
            c=_number(row.get("c", 0.0), 0.0, 0.99) if model == Model.THREE else 0.0,
            steps=tuple(_number(step, -FURTHEST, FURTHEST) for step in steps),
        )
    except (ValueError, Refused) as error:
        raise _wrong(name) from error


def _wrong(name: str) -> Refused:
    return Refused(_("The numbers of “%(name)s” are no measured curve.") % {"name": name}, field="numbers")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _number(value: Any, least: float, most: float) -> float:
    if not _is_number(value) or not least <= value <= most:
        raise Refused(_("A number in this file cannot be."), field="numbers")
    return float(value)


def _error(value: Any) -> float | None:
    return float(value) if _is_number(value) and 0 <= value <= FURTHEST else None
