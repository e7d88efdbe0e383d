"""The calendar: one tick a period, whoever looks at the clock."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Event

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from techhire.commons.ledger.models import Fact, Reaction, Tick
from techhire.commons.ledger.registry import Step
from techhire.commons.ledger.schedule import Schedule, every, schedules, tick
from techhire.commons.ledger.worker import drain, run_forever

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen() -> list[str]:
    """Jobs done, as name and period."""
    done: list[str] = []

    @every("sweep", "day")
    def sweep(step: Step) -> None:
        done.append(f"sweep {step.data['period']}")

    @every("age", "month")
    def age(step: Step) -> None:
        done.append(f"age {step.data['period']}")

    return done


def test_each_job_runs_once_in_its_period(seen: list[str], now: datetime) -> None:
    for hour in range(0, 72, 6):
        moment = now + timedelta(hours=hour)
        tick(moment)
        drain(lambda moment=moment: moment)  # type: ignore[misc]  # bound now
    assert seen == [
        "age 2026-03",
        "sweep 2026-03-02",
        "sweep 2026-03-03",
        "sweep 2026-03-04",
        "sweep 2026-03-05",
    ]


def test_only_the_job_that_is_due_reacts(seen: list[str], now: datetime) -> None:
    assert tick(now) == 2
    assert tick(now) == 0
    assert Reaction.objects.count() == 2
    assert sorted(fact.data["schedule"] for fact in Fact.objects.all()) == ["age", "sweep"]


def test_a_month_without_a_worker_is_not_made_up_for(seen: list[str], now: datetime) -> None:
    tick(now)
    tick(now + timedelta(days=100))
    assert sorted(Tick.objects.filter(schedule="age").values_list("period", flat=True)) == [
        "2026-03",
        "2026-06",
    ]


def test_two_workers_at_the_same_moment_tick_once(
    seen: list[str], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(now)
    monkeypatch.setattr(Tick.objects.__class__, "filter", lambda self, **kwargs: Tick.objects.none())
    assert tick(now) == 0
    monkeypatch.undo()
    assert Fact.objects.count() == 2


def test_the_database_itself_keeps_ticks_single(now: datetime) -> None:
    Tick.objects.create(schedule="x", period="2026", at=now)
    with pytest.raises(IntegrityError):
        Tick.objects.create(schedule="x", period="2026", at=now)


def test_two_handlers_may_share_a_job(now: datetime) -> None:
    done: list[str] = []

    @every("night", "day")
    def one(step: Step) -> None:
        done.append("one")

    @every("night", "day")
    def two(step: Step) -> None:
        done.append("two")

    tick(now)
    drain(lambda: now)
    assert sorted(done) == ["one", "two"]
    assert len(schedules()) == 1


def test_a_job_has_one_rhythm() -> None:
    @every("night", "day")
    def one(step: Step) -> None:
        pass

    with pytest.raises(ValueError, match="once a day"):
        every("night", "month")(one)


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_at_the_clock_by_itself(seen: list[str], now: datetime) -> None:
    stop = Event()
    run_forever(clock=lambda: now, stop=stop, sleep=lambda seconds: stop.set())
    assert seen == ["age 2026-03", "sweep 2026-03-02"]


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.integers(-14, 14),
    st.sampled_from(["hour", "day", "month"]),
)
def test_a_period_is_the_same_wherever_the_clock_hangs(moment: datetime, offset: int, period: str) -> None:
    here = moment.replace(tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=offset)))
    job = Schedule("x", period)  # type: ignore[arg-type]  # drawn from the periods
    assert job.period_of(here) == job.period_of(there)
