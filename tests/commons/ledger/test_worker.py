"""The worker: retries, gives up, goes on in steps, and never does a step it lost."""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.db import OperationalError, transaction

from techhire.commons.ledger import worker
from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.queries import progress_of
from techhire.commons.ledger.recording import record
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.worker import (
    CRASHES,
    LEASE,
    TRIES,
    claim,
    drain,
    run_forever,
    stop_on_signals,
    work_once,
)
from techhire.commons.permits import Actor
from tests.commons.ledger.conftest import BellRang, DoorOpened

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


class Clock:
    """A clock that tests move."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def rung(clock: Clock) -> Callable[[], Fact]:
    return transaction.atomic(lambda: record(BellRang(5), actor=SYSTEM, now=clock.now))


def test_a_step_gets_the_fact_and_is_done_once(clock: Clock, rung: Callable[[], Fact]) -> None:
    seen: list[Step] = []

    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        seen.append(step)

    fact = rung()
    assert drain(clock) == 1
    assert drain(clock) == 0
    assert [(step.fact_id, step.name, step.data, step.subject_id) for step in seen] == [
        (fact.pk, "BellRang", {"bell_id": 5}, 5)
    ]
    assert progress_of(fact.pk).finished


def test_a_long_job_goes_on_where_it_was(clock: Clock, rung: Callable[[], Fact]) -> None:
    at: list[int] = []

    @reacts_to(BellRang)
    def handler(step: Step) -> Done | More:
        done = step.cursor.get("done", 0) + 1
        at.append(done)
        return More({"done": done}, done=done, total=3) if done < 3 else Done()

    fact = rung()
    work_once(clock)
    progress = progress_of(fact.pk)
    assert (progress.done, progress.total, progress.finished) == (1, 3, False)
    drain(clock)
    assert at == [1, 2, 3]
    assert progress_of(fact.pk).done == 3


def test_a_job_may_ask_to_go_on_later(clock: Clock, rung: Callable[[], Fact]) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> Done | More:
        return Done() if step.cursor else More({"slept": 1}, not_before=step.now + timedelta(hours=1))

    fact = rung()
    assert drain(clock) == 1
    clock.pass_by(timedelta(hours=1))
    assert drain(clock) == 1
    assert progress_of(fact.pk).finished


def test_what_a_failed_step_wrote_is_undone_and_tried_again(clock: Clock, rung: Callable[[], Fact]) -> None:
    tries: list[int] = []

    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        record(DoorOpened(1), actor=SYSTEM, now=step.now)
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("a text about somebody")

    rung()
    for _round in range(4):
        drain(clock)
        clock.pass_by(timedelta(hours=1))
    assert len(tries) == 3
    assert Fact.objects.filter(name="DoorOpened").count() == 1
    assert Reaction.objects.get().state == "done"


def test_it_waits_longer_after_each_failure(clock: Clock, rung: Callable[[], Fact]) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        raise ValueError

    rung()
    waits = []
    for _try in range(3):
        work_once(clock)
        waits.append(Reaction.objects.get().due_at - clock.now)
        clock.now = Reaction.objects.get().due_at
    assert waits == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]


def test_after_six_failures_it_is_stuck_with_the_kind_of_trouble_only(
    clock: Clock, rung: Callable[[], Fact]
) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        raise ValueError("Ana Flores lives at 5 Elm Street")

    fact = rung()
    for _round in range(TRIES + 2):
        drain(clock)
        clock.pass_by(timedelta(hours=1))
    row = Reaction.objects.get()
    assert (row.state, row.attempts, row.trouble) == ("stuck", TRIES, "ValueError")
    assert progress_of(fact.pk).stuck


def test_one_broken_handler_does_not_hold_up_the_others(clock: Clock, rung: Callable[[], Fact]) -> None:
    seen: list[str] = []

    @reacts_to(BellRang)
    def a_broken_one(step: Step) -> None:
        raise ValueError

    @reacts_to(BellRang)
    def good(step: Step) -> None:
        seen.append("good")

    rung()
    drain(clock)
    assert seen == ["good"]


def test_a_handler_that_no_longer_exists_gets_stuck(clock: Clock) -> None:
    record(BellRang(1), actor=SYSTEM, now=clock.now, handlers=["gone.handler"])
    for _round in range(TRIES + 1):
        drain(clock)
        clock.pass_by(timedelta(hours=1))
    assert Reaction.objects.get().state == "stuck"


def test_a_claimed_reaction_is_left_alone_until_its_lease_runs_out(
    clock: Clock, rung: Callable[[], Fact]
) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        pass

    rung()
    assert claim(clock.now) is not None
    assert not work_once(clock)
    clock.pass_by(LEASE + timedelta(seconds=1))
    assert work_once(clock)
    assert Reaction.objects.get().state == "done"


def test_a_step_whose_lease_was_lost_writes_nothing(clock: Clock, rung: Callable[[], Fact]) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        record(DoorOpened(1), actor=SYSTEM, now=step.now)
        Reaction.objects.update(lease="another worker's")

    rung()
    work_once(clock)
    assert Fact.objects.filter(name="DoorOpened").count() == 0
    assert Reaction.objects.get().state == "waiting"


def test_a_step_that_takes_workers_down_is_left_in_the_end(clock: Clock, rung: Callable[[], Fact]) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        raise AssertionError("it was claimed too often to be run")

    rung()
    for _crash in range(CRASHES):
        assert claim(clock.now) is not None
        clock.pass_by(LEASE + timedelta(seconds=1))
    work_once(clock)
    assert Reaction.objects.get().state == "stuck"


@pytest.mark.django_db(transaction=True)
class TestForever:
    """The loop itself, on connections it may close."""

    def test_it_stops_after_the_step_at_hand(self, clock: Clock, rung: Callable[[], Fact]) -> None:
        stop = Event()

        @reacts_to(BellRang)
        def handler(step: Step) -> None:
            stop.set()

        rung()
        rung()
        assert run_forever(clock=clock, stop=stop) == 1
        assert sorted(Reaction.objects.values_list("state", flat=True)) == ["done", "waiting"]

    def test_it_rests_where_nothing_is_due(self, clock: Clock) -> None:
        stop, rests = Event(), []

        def sleep(seconds: float) -> None:
            rests.append(seconds)
            if len(rests) == 3:
                stop.set()

        assert run_forever(clock=clock, stop=stop, sleep=sleep, pause=0.5) == 0
        assert rests == [0.5, 0.5, 0.5]

    def test_it_outlives_a_database_that_does_not_answer(
        self, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stop, calls = Event(), []

        def work(_clock: object) -> bool:
            calls.append(1)
            if len(calls) < 3:
                raise OperationalError
            stop.set()
            return False

        monkeypatch.setattr(worker, "work_once", work)
        monkeypatch.setattr(worker.connection, "close", lambda: None)
        run_forever(clock=clock, stop=stop, sleep=lambda seconds: None)
        assert len(calls) == 3

    def test_sigterm_ends_it(self) -> None:
        stop = Event()
        before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
        try:
            stop_on_signals(stop)
            os.kill(os.getpid(), signal.SIGTERM)
            assert stop.wait(5)
        finally:
            signal.signal(signal.SIGTERM, before[0])
            signal.signal(signal.SIGINT, before[1])
