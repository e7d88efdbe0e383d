"""A year of somebody's life, as they tell it."""

from datetime import date

from techhire.commons.permits import Refused
from techhire.plays.seekers.words import EARLIEST_YEAR, YEAR_TO_COME, YEAR_TOO_EARLY


def check_year(year: int, today: date, *, field: str) -> None:
    """``Refused`` beside ``field`` where it is too long ago for anybody who looks for work, or has not come yet."""
    if year < EARLIEST_YEAR:
        raise Refused(str(YEAR_TOO_EARLY % {"limit_value": EARLIEST_YEAR}), field=field)
    if year > today.year:
        raise Refused(str(YEAR_TO_COME), field=field)
