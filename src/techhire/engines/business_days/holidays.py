"""The legal public holidays of the United States, by year.

Source: 5 U.S.C. 6103(a) for the days, 6103(b)(1) for Saturdays and Executive Order 11582 for Sundays: a holiday that
falls on a Saturday is kept on the Friday before, one that falls on a Sunday on the Monday after.
"""

from datetime import date, timedelta
from functools import cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
NTH_WEEKDAYS = ((1, MONDAY, 3), (2, MONDAY, 3), (9, MONDAY, 1), (10, MONDAY, 2), (11, THURSDAY, 4))
JUNETEENTH, JUNETEENTH_SINCE = (6, 19), 2021


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The days on which the holidays of a year are kept; the first may lie on the last day of the year before."""
    fixed = [date(year, *day) for day in FIXED if day != JUNETEENTH or year >= JUNETEENTH_SINCE]
    moving = [_nth(year, month, weekday, which) for month, weekday, which in NTH_WEEKDAYS]
    return frozenset([*(_kept(day) for day in fixed), *moving, _last_monday_of_may(year)])


def _kept(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
