"""Measuring thinks before it writes: what changed meanwhile is thought of again, and nobody waits for a lock."""

from datetime import datetime

import pytest
from django.db import connection

from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain, work_once
from techhire.commons.permits import Actor
from techhire.engines.psychometrics.answers import Why
from techhire.plays.assessments.actions.calibrating import keep_calibration_step, start_calibration
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.models import Assessment, Calibration, ItemBank
from techhire.plays.assessments.queries import calibration_steps
from techhire.plays.assessments.queries.calibration_steps import STEPS, StepThought, think_calibration_step
from techhire.plays.assessments.queries.measured import trouble_in_words
from techhire.plays.assessments.words import CalibrationTrouble
from tests.plays.assessments.banks.made_up import answered, items_in, table_of

TRUE = [-1.8, -1.2, -0.6, 0.0, 0.4, 0.9, 1.5, 2.0]
LATER = [-1.0, 0.0, 1.0, 2.0, 3.0]


@pytest.fixture
def started(author: Actor, bank: ItemBank, now: datetime) -> Calibration:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 80))
    return start_calibration(author, bank, model="1pl", source="all", now=now)


def thought_of(calibration: Calibration, step: int = 0) -> StepThought:
    thought = think_calibration_step(calibration.pk, step)
    assert thought is not None
    return thought


@pytest.mark.django_db
def test_a_thought_changes_nothing_until_it_is_kept(started: Calibration, now: datetime) -> None:
    thought = thought_of(started)
    started.refresh_from_db()
    assert (started.found, started.summary, started.loglik) == ([], {}, None)
    assert keep_calibration_step(thought, now=now) == 1
    started.refresh_from_db()
    assert len(started.found) == len(TRUE) and started.loglik == thought.loglik


@pytest.mark.django_db
def test_a_worker_that_dies_while_it_thinks_costs_a_second_thought(
    started: Calibration, now: datetime
) -> None:
    for step in range(STEPS):
        thought_of(started, step)
        again = thought_of(started, step)
        after = keep_calibration_step(again, now=now)
    assert after is None
    started.refresh_from_db()
    assert started.state == "ready"
    assert Fact.objects.filter(name="CalibrationFinished").count() == 1
    assert keep_calibration_step(again, now=now) is None
    assert Fact.objects.filter(name="CalibrationFinished").count() == 1


@pytest.mark.django_db
def test_a_bank_that_changed_meanwhile_is_thought_of_again(
    author: Actor, started: Calibration, bank: ItemBank, now: datetime
) -> None:
    old = thought_of(started)
    set_cuts(author, bank, thetas=LATER, method="author", panel=1, note="", now=now)
    assert keep_calibration_step(old, now=now) == 0
    started.refresh_from_db()
    assert started.found == []
    drain(lambda: now)
    started.refresh_from_db()
    assert (started.state, len(started.found)) == ("ready", len(TRUE))


@pytest.mark.django_db
def test_a_question_taken_out_meanwhile_is_left_out_and_stops_nothing(
    author: Actor, started: Calibration, bank: ItemBank, now: datetime
) -> None:
    first = bank.items.order_by("pk")[0]
    pull_item(author, first, reason="leaked", now=now)
    drain(lambda: now)
    started.refresh_from_db()
    assert started.state == "ready"
    assert first.code not in {row["code"] for row in started.found}


@pytest.mark.django_db
def test_what_was_decided_meanwhile_is_not_measured_on(started: Calibration, now: datetime) -> None:
    thought = thought_of(started)
    Calibration.objects.update(state="set_aside")
    assert keep_calibration_step(thought, now=now) is None
    assert think_calibration_step(started.pk, 0) is None


@pytest.mark.django_db
def test_a_limit_that_cannot_be_kept_any_more_is_told_in_words(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 80))
    Assessment.objects.filter(bank=bank).update(min_items=2, max_items=4)
    started = start_calibration(author, bank, model="1pl", source="all", limit=0.5, now=now)
    for item in items[:3]:
        pull_item(author, item, reason="leaked", now=now)
    drain(lambda: now)
    started.refresh_from_db()
    assert (started.state, started.trouble) == ("failed", "lottery")
    assert "shorten the test" in trouble_in_words(started)


def test_there_are_words_for_every_reason_of_the_engine() -> None:
    assert {why.value for why in Why} <= set(CalibrationTrouble.values)


def test_questions_are_named_after_the_words() -> None:
    failed = Calibration(trouble="backward", summary={"about": ["sql-01", "sql-07"]})
    assert trouble_in_words(failed).endswith("wrong key: sql-01, sql-07")
    assert trouble_in_words(Calibration()) == trouble_in_words(Calibration(trouble="old words")) == ""


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_lock_while_it_computes(
    started: Calibration, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    measure = calibration_steps.measure

    def look(*given: object) -> object:
        inside.append(connection.in_atomic_block)
        return measure(*given)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(calibration_steps, "measure", look)
    while work_once(lambda: now):
        pass
    assert inside == [False]
