"""How the questions of a test work, from the answers people gave: shown, right, fit, drift, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techhire.engines.disclosure_control import MINIMUM
from techhire.engines.psychometrics.answers import FEWEST_ANSWERS, Unusable, answers_from
from techhire.engines.psychometrics.calibration import Model, calibrate
from techhire.engines.psychometrics.item_fit import item_fit
from techhire.engines.psychometrics.items import Floats, Item, ItemBank
from techhire.engines.psychometrics.lately import Lately, lately
from techhire.engines.psychometrics.linking import drift, stocking_lord
from techhire.plays.assessments.words import ReportFlag

FEWEST_TO_FLAG = 50
"""A question with fewer answers is listed and not flagged for how it is answered. A judgment."""
EXPOSURE_LIMIT = 0.3
"""A question should be seen by at most this share of people, where the bank is large enough for that."""
MISFIT, OUTFIT = 1.3, 1.5
"""Mean squares above these say that answers are less orderly than the curve (Wright and Linacre 1994)."""
EASY, HARD = 0.95, 0.05
MOVED, GUESS_OFF = 0.3, 0.7
"""Logits by which a difficulty moved: what linking calls drift, and what a guess is taken to miss by anyway."""
SURE = 3.0
"""Standard errors a difficulty must have moved by; with two, one question in twenty would be flagged by chance."""
RECENT = 200
"""The last so many finished sittings are looked at beside those before, so that old answers dilute no leak."""
GRAVE, GRAVELY_SURE = 1.0, 4.0
"""Logits, and standard errors, beyond which a question is taken out without waiting for anybody. A judgment."""
FEWEST_TO_MEASURE = 5
"""Fewer questions than this cannot tell a scale, so no drift is looked for."""


@dataclass(frozen=True)
class Question:
    """A question as it is measured now, by row id; ``on_trial`` ones are shown and not scored."""

    item: Item
    code: str
    offered: bool
    on_trial: bool


@dataclass(frozen=True)
class AnswerTable:
    """Points [people, questions], NaN where a person was not asked; abilities [people] in logits."""

    questions: tuple[Question, ...]
    points: Floats
    thetas: Floats
    model: Model

    @property
    def answered(self) -> Floats:
        """How many people answered each question."""
        return np.asarray((~np.isnan(self.points)).sum(axis=0))


def exposure_limit(table: AnswerTable) -> float:
    """The share of people who may see one question: 0.3, or twice what is unavoidable in a small bank."""
    offered = sum(one.offered and not one.on_trial for one in table.questions)
    length = float(table.answered.sum()) / max(len(table.points), 1)
    return min(1.0, max(EXPOSURE_LIMIT, 2.0 * length / offered)) if offered else EXPOSURE_LIMIT


def question_rows(table: AnswerTable) -> list[dict[str, Any]]:
    """One row a question, in the order of the bank; figures of fewer than ten people are left out."""
    rows = [_plain(table, place) for place in range(len(table.questions))]
    usable = [place for place in range(len(rows)) if _is_usable(table, place)]
    if usable:
        _add_fit(table, usable, rows)
        _add_drift(table, usable, rows)
        _add_lately(table, usable, rows)
    limit = exposure_limit(table)
    for row, question in zip(rows, table.questions, strict=True):
        row["flags"] = [flag.value for flag in _flags(row, question, limit, len(table.points))]
    return rows


def _plain(table: AnswerTable, place: int) -> dict[str, Any]:
    question, points = table.questions[place], table.points[:, place]
    has = ~np.isnan(points)
    answered = int(has.sum())
    row: dict[str, Any] = {
        "item": int(question.item.id),
        "code": question.code,
        "offered": question.offered,
        "on_trial": question.on_trial,
        "b": round(question.item.b, 2),
        "guessed": question.item.guessed,
        "answered": answered if answered >= MINIMUM else None,
    }
    if answered >= MINIMUM:
        share = float(points[has].mean()) / len(question.item.thresholds)
        row |= {"seen": round(answered / len(points), 2), "right": round(share, 2)}
        row |= {"with_ability": _correlation(points[has], table.thetas[has])}
    return row


def _correlation(points: Floats, thetas: Floats) -> float | None:
    """How far the points go with the ability: the point-biserial correlation, since sum scores say nothing here."""
    if points.std() == 0 or thetas.std() == 0:
        return None
    return round(float(np.corrcoef(points, thetas)[0, 1]), 2)


def _is_usable(table: AnswerTable, place: int) -> bool:
    """Enough answers, of every number of points there is up to the most given."""
    points = table.points[:, place]
    given = points[~np.isnan(points)]
    if given.size < MINIMUM:
        return False
    seen = set(given.astype(int).tolist())
    most = max(seen)
    return 0 < most <= len(table.questions[place].item.thresholds) and seen == set(range(most + 1))


def _add_fit(table: AnswerTable, usable: Sequence[int], rows: list[dict[str, Any]]) -> None:
    bank = ItemBank.of(table.questions[place].item for place in usable)
    names = [one.id for one in bank.items]
    fit = item_fit(answers_from(table.points[:, usable], names), bank, 1)
    for at, place in enumerate(usable):
        rows[place] |= {"infit": round(float(fit.infit[at]), 2), "outfit": round(float(fit.outfit[at]), 2)}


def _add_drift(table: AnswerTable, usable: Sequence[int], rows: list[dict[str, Any]]) -> None:
    """Measure the questions again and put them on the stored scale; nothing where too few answers can tell."""
    fewest = FEWEST_TO_FLAG if table.model == "1pl" else FEWEST_ANSWERS
    chosen = [place for place in usable if table.answered[place] >= fewest]
    if table.model != "grm":
        chosen = [place for place in chosen if len(table.questions[place].item.thresholds) == 1]
    if len(chosen) < FEWEST_TO_MEASURE:
        return
    stored = ItemBank.of(table.questions[place].item for place in chosen)
    names = [one.id for one in stored.items]
    try:
        found = calibrate(table.points[:, chosen], table.model, ids=names)
        link = stocking_lord(stored, found.bank, names)
        moved = drift(stored, found.bank, link, names)
    except (Unusable, ValueError):
        return
    for at, (place, name) in enumerate(zip(chosen, names, strict=True)):
        error = link.a * float(found.se_b[at])
        rows[place] |= {"moved": round(moved[name], 2), "moved_se": round(error, 2)}


def lately_of(table: AnswerTable, places: Sequence[int]) -> Lately:
    """How some of the questions are answered in the recent window beside before; the earliest people come first."""
    bank = ItemBank.of(table.questions[place].item for place in places)
    return lately(table.points[:, list(places)], bank, window=RECENT, fewest=FEWEST_TO_FLAG)


def _add_lately(table: AnswerTable, usable: Sequence[int], rows: list[dict[str, Any]]) -> None:
    """Where a question moved lately, say that instead of what all answers together say."""
    found = lately_of(table, usable)
    for place, shift, z in zip(usable, found.shift.tolist(), found.z.tolist(), strict=True):
        if moved_lately(shift, z):
            rows[place] |= {"moved": round(shift, 2), "moved_se": round(abs(shift / z), 2), "lately": True}


def moved_lately(shift: float, z: float) -> bool:
    """Whether a recent shift in logits is large, and surely not chance; NaN is neither."""
    return abs(shift) > MOVED and abs(z) > SURE


def moved_gravely(shift: float, z: float) -> bool:
    """Whether it is so large and sure that the question should not be asked once more."""
    return abs(shift) >= GRAVE and abs(z) >= GRAVELY_SURE


def _flags(row: dict[str, Any], question: Question, limit: float, people: int) -> list[ReportFlag]:
    """What a person should look at, the gravest first."""
    if not question.offered:
        return []
    answered = row["answered"] or 0
    if answered < FEWEST_TO_FLAG:
        return [ReportFlag.UNSEEN] if people >= FEWEST_TO_FLAG and answered < MINIMUM else []
    with_ability = row.get("with_ability")
    shift = row.get("moved", 0.0)
    moved, harder = abs(shift), shift > 0
    is_moved = moved > SURE * row.get("moved_se", 0.0)
    measures_else = "lately" in row or (is_moved and not row["guessed"] and moved > MOVED)
    told = {
        ReportFlag.AGAINST: with_ability is not None and with_ability + answered**-0.5 < 0,
        ReportFlag.MOVED: measures_else and not harder,
        ReportFlag.HARDER: measures_else and harder,
        ReportFlag.MISFIT: row.get("infit", 1) > MISFIT or row.get("outfit", 1) > OUTFIT,
        ReportFlag.GUESS_OFF: is_moved and row["guessed"] and "lately" not in row and moved > GUESS_OFF,
        ReportFlag.EASY: row["right"] >= EASY,
        ReportFlag.HARD: row["right"] <= HARD,
        ReportFlag.WORN: row["seen"] > limit,
    }
    return [flag for flag, is_so in told.items() if is_so]
