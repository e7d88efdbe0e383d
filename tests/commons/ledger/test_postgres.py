"""What only a server with several connections can show: commits out of order, workers side by side."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.recording import record
from techhire.commons.ledger.registry import Step, reacts_to
from techhire.commons.ledger.schedule import every, tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from tests.commons.ledger.conftest import BellRang, DoorOpened

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
SYSTEM = Actor.system()


@pytest.fixture(autouse=True)
def on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: one SQLite file has one writer at a time")


def elsewhere(work: Callable[[], object]) -> None:
    """Run on a connection of its own."""
    try:
        work()
    finally:
        connection.close()


def test_connections_that_commit_out_of_order_skip_nothing(now: datetime) -> None:
    heard: list[int] = []

    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        heard.append(step.data["bell_id"])

    written, go_on = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            record(BellRang(1), actor=SYSTEM, now=now)
            written.set()
            go_on.wait(20)

    early = Thread(target=elsewhere, args=(slow,))
    early.start()
    assert written.wait(20)
    with transaction.atomic():
        late = record(BellRang(2), actor=SYSTEM, now=now)
    drain(lambda: now)
    assert heard == [2]
    go_on.set()
    early.join(20)
    assert Fact.objects.exclude(pk=late.pk).get().pk < late.pk
    drain(lambda: now)
    assert heard == [2, 1]


def test_four_workers_side_by_side_do_each_thing_once(now: datetime) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> None:
        record(DoorOpened(step.data["bell_id"]), actor=SYSTEM, now=step.now)

    with transaction.atomic():
        for number in range(80):
            record(BellRang(number), actor=SYSTEM, now=now)
    begin = Barrier(4)

    def work() -> None:
        begin.wait(20)
        drain(lambda: now)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(elsewhere, work) for _worker in range(4)]:
            done.result(60)
    doors = Counter(fact.data["door_id"] for fact in Fact.objects.filter(name="DoorOpened"))
    assert doors == dict.fromkeys(range(80), 1)
    assert not Reaction.objects.exclude(state="done").exists()


def test_four_clocks_tick_once(now: datetime) -> None:
    @every("night", "day")
    def handler(step: Step) -> None:
        pass

    begin = Barrier(4)

    def look() -> None:
        begin.wait(20)
        tick(now)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(elsewhere, look) for _worker in range(4)]:
            done.result(60)
    assert Fact.objects.filter(name="ClockTicked").count() == 1
