"""A year of somebody's life as they type it, and what is said where it cannot be one."""

from datetime import MAXYEAR
from typing import Any

from django import forms

from techhire.plays.seekers.words import EARLIEST_YEAR, YEAR_TO_COME, YEAR_TOO_EARLY


class YearField(forms.IntegerField):
    """From the earliest year that counts on; whether it has come yet is for the action to say, which knows the day."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"min_value": YEAR_TOO_EARLY, "max_value": YEAR_TO_COME}
        super().__init__(min_value=EARLIEST_YEAR, max_value=MAXYEAR, error_messages=words, **kwargs)
