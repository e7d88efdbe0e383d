"""What takes long is thought out before the step's transaction: it holds no lock, writes nothing, may be in vain."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.recording import record
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every, tick
from techhire.commons.ledger.worker import LEASE, LONG_LEASE, TRIES, claim, drain, work_once
from techhire.commons.permits import Actor
from tests.commons.ledger.conftest import BellRang, DoorOpened

SYSTEM = Actor.system()
Ring = Callable[[], Fact]


@pytest.fixture
def rung(now: datetime) -> Ring:
    return transaction.atomic(lambda: record(BellRang(5), actor=SYSTEM, now=now))


@pytest.mark.django_db(transaction=True)
def test_it_thinks_outside_any_transaction_and_writes_inside_one(now: datetime, rung: Ring) -> None:
    inside: list[bool] = []

    def think(step: Step) -> int:
        inside.append(connection.in_atomic_block)
        return step.data["bell_id"] * 2

    @reacts_to(BellRang, thinking=think)
    def handler(step: Step) -> None:
        inside.append(connection.in_atomic_block)
        record(DoorOpened(step.thought), actor=SYSTEM, now=step.now)

    rung()
    drain(lambda: now)
    assert inside == [False, True]
    assert Fact.objects.get(name="DoorOpened").data == {"door_id": 10}


@pytest.mark.django_db
def test_a_handler_without_a_thinker_has_no_thought(now: datetime, rung: Ring) -> None:
    seen: list[object] = []

    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        seen.append(step.thought)

    rung()
    drain(lambda: now)
    assert seen == [None]


@pytest.mark.django_db
def test_each_step_of_a_long_job_is_thought_out_from_where_it_is(now: datetime, rung: Ring) -> None:
    seen: list[int] = []

    @reacts_to(BellRang, thinking=lambda step: step.cursor.get("at", 0) + 1)
    def handler(step: Step) -> Done | More:
        seen.append(step.thought)
        return More({"at": step.thought}) if step.thought < 3 else Done()

    rung()
    drain(lambda: now)
    assert seen == [1, 2, 3]


@pytest.mark.django_db
def test_a_job_of_the_calendar_thinks_too(now: datetime) -> None:
    seen: list[str] = []

    @every("night", "day", thinking=lambda step: step.name)
    def handler(step: Step) -> None:
        seen.append(step.thought)

    tick(now)
    drain(lambda: now)
    assert seen == ["ClockTicked"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["update", "create", "transaction"])
def test_who_thinks_cannot_write(now: datetime, rung: Ring, how: str) -> None:
    if how == "transaction" and connection.vendor != "sqlite":
        pytest.skip("only SQLite takes its one lock when a transaction begins")

    def think(_step: Step) -> None:
        if how == "update":
            Reaction.objects.update(trouble="x")
        elif how == "create":
            Fact.objects.create(name="Sneaked", at=now, channel="web", subject_type="x")
        else:
            with transaction.atomic():
                pass

    @reacts_to(BellRang, thinking=think)
    def handler(step: Step) -> None:
        raise AssertionError("it never comes to this")

    rung()
    work_once(lambda: now)
    row = Reaction.objects.get()
    assert (row.state, row.trouble) == ("waiting", "WroteWhileThinking")
    assert not Fact.objects.filter(name="Sneaked").exists()


@pytest.mark.django_db
def test_a_thought_that_breaks_is_tried_again_and_then_left(now: datetime, rung: Ring) -> None:
    def think(_step: Step) -> None:
        raise ZeroDivisionError

    @reacts_to(BellRang, thinking=think)
    def handler(step: Step) -> None:
        raise AssertionError("it never comes to this")

    rung()
    for turn in range(TRIES + 2):
        drain(lambda turn=turn: now + timedelta(hours=turn))
    row = Reaction.objects.get()
    assert (row.state, row.attempts, row.trouble) == ("stuck", TRIES, "ZeroDivisionError")


@pytest.mark.django_db
def test_a_thought_of_minutes_keeps_its_step_from_a_second_worker(now: datetime, rung: Ring) -> None:
    @reacts_to(BellRang, thinking=lambda step: 1)
    def handler(step: Step) -> None:
        pass

    rung()
    assert claim(now) is not None
    assert claim(now + LEASE * 2) is None
    assert claim(now + LONG_LEASE + timedelta(seconds=1)) is not None


@pytest.mark.django_db
def test_a_thought_whose_step_somebody_took_over_writes_nothing(now: datetime, rung: Ring) -> None:
    def think(_step: Step) -> int:
        if not taken:
            taken.append(claim(now + LONG_LEASE + timedelta(seconds=1)))
        return 1

    @reacts_to(BellRang, thinking=think)
    def handler(step: Step) -> None:
        record(DoorOpened(step.thought), actor=SYSTEM, now=step.now)

    taken: list[Reaction | None] = []
    rung()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("techhire.commons.ledger.worker._reads_only", lambda execute, *more: execute(*more))
        work_once(lambda: now)
    assert taken[0] is not None
    assert not Fact.objects.filter(name="DoorOpened").exists()
    assert Reaction.objects.get().state == "waiting"
