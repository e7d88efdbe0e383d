"""Cut scores say who, how and when; a test keeps to rules its bank can meet."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.assessments import (
    TestRules,
    close_assessment,
    create_assessment,
    open_assessment,
    update_assessment,
)
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.models import Assessment, Item, ItemBank
from techhire.plays.assessments.queries.banks import cuts_of
from techhire.plays.assessments.queries.settings import engine_settings, obstacles
from tests.plays.assessments.banks.made_up import items_in

pytestmark = pytest.mark.django_db
THETAS = (-1.5, -0.5, 0.4, 1.2, 2.0)


@pytest.fixture
def test(bank: ItemBank) -> Assessment:
    return bank.tests.get()


def test_new_cuts_count_and_old_ones_stay_on_record(author: Actor, bank: ItemBank, now: datetime) -> None:
    made = set_cuts(author, bank, thetas=THETAS, method="angoff", panel=6, note="Two rounds", now=now)
    newest, older = cuts_of(bank)
    assert newest == made and newest.thetas == list(THETAS)
    assert (newest.method, newest.panel, newest.set_by_id) == ("angoff", 6, author.account_id)
    assert older.method == "author"
    assert Fact.objects.get(name="CutsSet").data["bank_id"] == bank.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"thetas": (-1, 0, 1, 2)}, "cut_1"),
        ({"thetas": (-1, 0, 0, 1, 2)}, "cut_1"),
        ({"thetas": (-1, 0, 1, float("nan"), 2)}, "cut_1"),
        ({"thetas": (-7, 0, 1, 1.5, 2)}, "cut_1"),
        ({"thetas": (-1, 0, 0.05, 1, 2)}, "cut_3"),
        ({"method": "guess"}, "method"),
        ({"panel": 0}, "panel"),
        ({"note": ""}, "note"),
    ],
)
def test_cuts_that_cannot_be_are_refused_at_their_field(
    author: Actor, bank: ItemBank, now: datetime, changes: dict[str, Any], field: str
) -> None:
    asked: dict[str, Any] = {"thetas": THETAS, "method": "angoff", "panel": 6, "note": "Two rounds"} | changes
    with pytest.raises(Refused) as refused:
        set_cuts(author, bank, now=now, **asked)
    assert refused.value.field == field
    assert bank.cuts.count() == 1


def test_a_test_opens_when_its_bank_has_what_it_asks(
    author: Actor, bank: ItemBank, test: Assessment, now: datetime
) -> None:
    items_in(bank, [0.0] * 3)
    with pytest.raises(Refused, match="3 questions in use") as refused:
        open_assessment(author, test, now=now)
    assert refused.value.field == "min_items"
    update_assessment(author, test, rules=TestRules("SQL", min_items=2, max_items=3), now=now)
    assert open_assessment(author, test, now=now).state == "active"
    assert close_assessment(author, test, now=now).state == "retired"
    moves = Fact.objects.filter(name="AssessmentMoved").order_by("pk")
    assert [move.data["after"] for move in moves] == ["active", "retired"]


def test_an_open_test_keeps_to_what_the_bank_has(
    author: Actor, bank: ItemBank, test: Assessment, now: datetime
) -> None:
    items_in(bank, [0.0] * 10)
    rules = TestRules("SQL", min_items=4, max_items=8)
    test = update_assessment(author, test, rules=rules, now=now)
    open_assessment(author, test, now=now)
    with pytest.raises(Refused, match="10 questions in use"):
        update_assessment(author, test, rules=replace(rules, max_items=11), now=now)
    test.refresh_from_db()
    assert test.max_items == 8


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"min_items": 0}, "min_items"),
        ({"min_items": 9, "max_items": 8}, "max_items"),
        ({"max_items": 101}, "max_items"),
        ({"stop_se": float("nan")}, "stop_se"),
        ({"stop_se": 3.0}, "stop_se"),
        ({"seconds": -1}, "seconds"),
        ({"method": "the hardest first"}, "method"),
        ({"shares": {"cooking": 1.0}}, "shares"),
        ({"shares": {"t0": 0.5, "t1": 0.4}}, "shares"),
        ({"shares": {"t0": 1.5, "t1": -0.5}}, "shares"),
        ({"pilot_items": 21}, "pilot_items"),
        ({"retake_days": 1000}, "retake_days"),
    ],
)
def test_rules_that_cannot_be_are_refused_at_their_field(
    author: Actor, bank: ItemBank, test: Assessment, now: datetime, changes: dict[str, Any], field: str
) -> None:
    items_in(bank, [0.0] * 4)
    with pytest.raises(Refused) as refused:
        update_assessment(author, test, rules=replace(TestRules("SQL"), **changes), now=now)
    assert refused.value.field == field


def test_shares_are_kept_without_those_of_nothing(
    author: Actor, bank: ItemBank, test: Assessment, now: datetime
) -> None:
    items_in(bank, [0.0] * 4)
    rules = TestRules("SQL", shares={"t0": 0.6, "t1": 0.4, "t2": 0})
    updated = update_assessment(author, test, rules=rules, expected_version=1, now=now)
    assert (updated.shares, updated.version) == ({"t0": 0.6, "t1": 0.4}, 2)
    assert engine_settings(updated).content == updated.shares
    assert update_assessment(author, updated, rules=rules, now=now).version == 2
    with pytest.raises(Refused):
        update_assessment(author, updated, rules=TestRules("SQL"), expected_version=1, now=now)


def test_what_stands_in_the_way_is_told_all_at_once(bank: ItemBank, test: Assessment) -> None:
    items_in(bank, [0.0] * 10)
    Item.objects.filter(bank=bank, topic="t1").update(topic="other")
    test.max_items, test.shares, test.method = 10, {"t0": 0.9, "t1": 0.1}, "sympson_hetter"
    assert [field for field, _words in obstacles(test)] == ["shares", "shares", "method"]


def test_a_check_of_five_minutes_is_short_from_the_start(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    live = create_assessment(author, bank, kind="confirm", title="SQL, live", now=now)
    assert (live.kind, live.state, live.seconds, live.max_items) == ("confirm", "draft", 300, 5)
    with pytest.raises(Refused):
        create_assessment(author, bank, kind="exam", title="SQL", now=now)
