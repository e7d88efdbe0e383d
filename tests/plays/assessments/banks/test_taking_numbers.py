"""Numbers measured elsewhere are linked to a bank's scale before the bank is held, for the bank as it was then."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions import taking_numbers
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.taking_numbers import take_numbers
from techhire.plays.assessments.models import Calibration, Item, ItemBank
from techhire.plays.assessments.queries.item_files import MeasuredFile, measured_of, read_measured
from techhire.plays.assessments.queries.measuring import on_scale_of
from tests.plays.assessments.banks.made_up import items_in

pytestmark = pytest.mark.django_db
TRUE = [-1.8, -1.2, -0.6, 0.0, 0.4, 0.9, 1.5, 2.0]


def measured(bank: ItemBank, elsewhere: list[float]) -> MeasuredFile:
    """Eight items measured here, and the same as they were measured elsewhere."""
    items = items_in(bank, TRUE)
    for item, b in zip(items, TRUE, strict=True):
        Item.objects.filter(pk=item.pk).update(b=b, guessed=False)
    rows = [{"id": item.code, "a": 1.0, "b": b} for item, b in zip(items, elsewhere, strict=True)]
    return measured_of({"model": "1pl", "n": 300, "items": rows})


def test_nobody_waits_for_the_bank_while_numbers_are_linked(
    author: Actor, bank: ItemBank, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth: list[int] = []

    def linked(*given: Any) -> Any:
        depth.append(len(connection.savepoint_ids))
        return on_scale_of(*given)

    monkeypatch.setattr(taking_numbers, "on_scale_of", linked)
    before = len(connection.savepoint_ids)
    found = take_numbers(author, bank, measured(bank, [b - 1 for b in TRUE]), now=now)
    assert depth == [before]
    assert (found.summary["scale"], found.summary["anchors"]) == ("kept", len(TRUE))
    assert [row["b"] for row in found.found] == pytest.approx(TRUE, abs=0.01)


def test_numbers_linked_to_a_bank_that_changed_meanwhile_are_refused(
    author: Actor, bank: ItemBank, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def linked(*given: Any) -> Any:
        touch_bank(bank.pk)
        return on_scale_of(*given)

    monkeypatch.setattr(taking_numbers, "on_scale_of", linked)
    with pytest.raises(Refused, match="Look at what is there now"):
        take_numbers(author, bank, measured(bank, TRUE), now=now)
    assert not Calibration.objects.exists()


def test_where_more_than_half_of_the_anchors_moved_the_scale_is_new(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    mixed = [b + shift for b, shift in zip(TRUE, [0, 3, -3, 5, 0, -5, 4, -4], strict=True)]
    found = take_numbers(author, bank, measured(bank, mixed), now=now)
    assert (found.summary["scale"], found.summary["anchors"], found.summary["moved"]) == ("new", 0, {})
    assert [row["b"] for row in found.found] == mixed


@pytest.mark.parametrize("steps", [[0.0] * 30, "none"])
def test_steps_that_are_no_curve_are_told_with_the_name(steps: Any) -> None:
    body = {"model": "grm", "n": 99, "items": [{"id": "q-1", "a": 1, "b": 0, "steps": steps}]}
    with pytest.raises(Refused, match="“q-1” are no measured curve"):
        read_measured(json.dumps(body).encode())
