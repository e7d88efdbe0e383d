"""Business days: weekends and federal holidays are left out, on the days they are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.business_days import business_days_after, federal_holidays, is_business_day

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))


def test_the_holidays_of_a_year_are_those_the_government_lists() -> None:
    """As published for 2026 by the Office of Personnel Management; July 4 is a Saturday."""
    listed = [
        "01-01",
        "01-19",
        "02-16",
        "05-25",
        "06-19",
        "07-03",
        "09-07",
        "10-12",
        "11-11",
        "11-26",
        "12-25",
    ]
    assert federal_holidays(2026) == {date.fromisoformat(f"2026-{day}") for day in listed}


def test_juneteenth_is_kept_since_2021() -> None:
    assert date(2020, 6, 19) not in federal_holidays(2020)
    assert date(2021, 6, 18) in federal_holidays(2021)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-02", 10, "2026-03-16"),
        ("2026-11-25", 1, "2026-11-27"),
        ("2026-07-02", 1, "2026-07-06"),
        ("2021-12-30", 1, "2022-01-03"),
    ],
)
def test_weekends_and_holidays_do_not_count(start: str, days: int, end: str) -> None:
    assert business_days_after(date.fromisoformat(start), days) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 40))
def test_exactly_so_many_business_days_lie_between(day: date, days: int) -> None:
    end = business_days_after(day, days)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_business_day(one) for one in between) == days
    assert is_business_day(end)


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_counting_on_is_counting_together(day: date, some: int, more: int) -> None:
    assert business_days_after(business_days_after(day, some), more) == business_days_after(day, some + more)


def test_nothing_is_counted_backward() -> None:
    with pytest.raises(ValueError, match="forward"):
        business_days_after(date(2026, 3, 2), -1)
