"""The steps of measuring a bank's items, thought out before anything is written: measure, judge, lottery."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from techhire.engines.psychometrics.answers import FEWEST_ANSWERS, Unusable
from techhire.engines.psychometrics.items import ItemBank as EngineBank
from techhire.engines.psychometrics.scoring import reliability
from techhire.plays.assessments.models import Assessment, Calibration, Item
from techhire.plays.assessments.queries.answers import unpacked
from techhire.plays.assessments.queries.engine_items import engine_items
from techhire.plays.assessments.queries.lottery import chances, test_for_lottery
from techhire.plays.assessments.queries.measuring import Measured, Row, judge, measure
from techhire.plays.assessments.words import GIVEN, CalibrationState, CalibrationTrouble, ItemFlag, ItemState

CURVE = ("a", "b", "c", "steps")


@dataclass(frozen=True)
class StepThought:
    """What one step of a calibration came to, for the bank as it was then; or why it cannot be, and which items."""

    calibration_id: int
    step: int
    bank_version: int
    found: list[dict[str, Any]]
    summary: dict[str, Any]
    loglik: float | None
    reliability: float | None
    trouble: str = ""
    about: tuple[str, ...] = ()


def think_calibration_step(calibration_id: int, step: int) -> StepThought | None:
    """Take one step of the work without writing it down; None where there is nothing to do any more.

    Questions that were taken out since the answers were taken down are left out.
    """
    row = Calibration.objects.select_related("bank").get(pk=calibration_id)
    if row.state != CalibrationState.WAITING or row.answers is None:
        return None
    trouble = ""
    about: tuple[str, ...] = ()
    try:
        _STEPS[step](row)
    except Unusable as error:
        trouble, about = CalibrationTrouble(error.why.value), error.items
    except _NoLottery:
        trouble = CalibrationTrouble.LOTTERY
    except ValueError:  # numbers the engine cannot go on with, such as a slope that is none
        trouble = CalibrationTrouble.OTHER
    return StepThought(
        row.pk, step, row.bank.version, row.found, row.summary, row.loglik, row.reliability, trouble, about
    )


class _NoLottery(Exception):
    """The chances of the lottery cannot be found for this bank, test and limit."""


def _measure(row: Calibration) -> None:
    assert row.answers is not None
    rows = {item.code: item for item in Item.objects.filter(bank=row.bank, state__in=GIVEN)}
    table = unpacked(bytes(row.answers))
    table = table.of([code for code in table.codes if code in rows])
    known = [item for item in rows.values() if not item.guessed]
    found = measure(table, row.model, engine_items(known))
    for code, one in found.rows.items():
        one |= {"item": rows[code].pk, "worded_in": rows[code].worded_in, "before": rows[code].b}
    answered = table.answered
    row.found = list(found.rows.values()) + [
        {
            "item": rows[code].pk,
            "code": code,
            "answers": int(answered[code]),
            "flags": _why_left_out(why, answered[code]),
        }
        for code, why in found.left_out.items()
    ]
    row.summary, row.loglik = found.summary, found.loglik
    row.reliability = reliability(_curves(found.rows.values()))


def _why_left_out(why: str, answers: float) -> list[str]:
    """Why a question was left out, and that few answered it where few did."""
    return (
        [why]
        if answers >= FEWEST_ANSWERS or why == ItemFlag.FEW_ANSWERS
        else [why, ItemFlag.FEW_ANSWERS.value]
    )


def _judge(row: Calibration) -> None:
    assert row.answers is not None
    measured = Measured({one["code"]: one for one in row.found if "b" in one}, summary=row.summary)
    judge(unpacked(bytes(row.answers)), row.model, measured)


def _lottery(row: Calibration) -> None:
    test = test_for_lottery(row.bank)
    if row.limit is None or test is None:
        return
    items = list(Item.objects.filter(bank=row.bank, state__in=GIVEN))
    measured = {one["item"]: one for one in row.found if "b" in one}
    for item in items:
        for name in CURVE if item.pk in measured else ():
            setattr(item, name, measured[item.pk][name])
    in_use = [item for item in items if item.state == ItemState.ACTIVE]
    row.summary |= _chances(in_use, test, row.limit, ("passes", "highest", "rounds"))
    ready = {pk for pk, one in measured.items() if fit_for_use(one)}
    tried_out = [item for item in items if item.state == ItemState.PILOT and item.pk in ready]
    for item in tried_out:
        item.state = ItemState.ACTIVE
    if tried_out:
        names = ("passes_with_pilots", "highest_with_pilots", "rounds_with_pilots")
        row.summary |= _chances(in_use + tried_out, test, row.limit, names)


def fit_for_use(measured: Row) -> bool:
    """Whether a question that was tried out may be put in use by what was measured: not where its key looks wrong."""
    return ItemFlag.AGAINST_REST not in measured["flags"]


def _chances(
    items: Iterable[Item], test: Assessment, limit: float, names: tuple[str, str, str]
) -> dict[str, Any]:
    """The lottery's chances by short name, the highest share of people who saw one question, the rounds it took."""
    try:
        found = chances(engine_items(items), test, limit)
    except ValueError as error:
        raise _NoLottery from error
    passes = {code: round(chance, 6) for code, chance in found.passes.items()}
    return dict(zip(names, (passes, round(found.highest, 4), found.rounds), strict=True))


_STEPS: tuple[Callable[[Calibration], None], ...] = (_measure, _judge, _lottery)
STEPS = len(_STEPS)


def _curves(rows: Iterable[Row]) -> EngineBank:
    items = [
        Item(code=one["code"], state=ItemState.ACTIVE, **{name: one[name] for name in CURVE}) for one in rows
    ]
    return engine_items(items)
