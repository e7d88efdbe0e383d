"""The day a number of business days ends on."""

from datetime import date, timedelta

from techhire.engines.business_days.holidays import SATURDAY, federal_holidays


def is_business_day(day: date) -> bool:
    """Whether it is a day from Monday to Friday on which no federal holiday is kept."""
    if day.weekday() >= SATURDAY:
        return False
    return day not in federal_holidays(day.year) and day not in federal_holidays(day.year + 1)


def business_days_after(day: date, days: int) -> date:
    """The ``days``-th business day after ``day``, which itself does not count; ``day`` where ``days`` is 0.

    ``ValueError`` where ``days`` is below 0.
    """
    if days < 0:
        raise ValueError("business days are counted forward only")
    left = days
    while left:
        day += timedelta(days=1)
        left -= is_business_day(day)
    return day
