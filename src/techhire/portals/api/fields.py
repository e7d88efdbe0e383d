"""The kinds of value the API takes and gives: bounded, without NUL, and never guessed from another kind."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)

LEFT_OUT: Any = None
"""Default of a field of a PATCH: what is left out stays as it is."""

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


def _written_day(value: Any) -> Any:
    if value is not None and not isinstance(value, (str, date)):
        raise ValueError("a day is written like 2026-03-02")
    return value


def _plausible_day(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise ValueError("a day from 1990 to 2100")
    return value


def line(limit: int, *, least: int = 0) -> Any:
    """Text on one line, ``least`` to ``limit`` characters."""
    return StringConstraints(min_length=least, max_length=limit, pattern=r"^[^\x00-\x1f\x7f]*$")


def prose(limit: int, *, least: int = 0) -> Any:
    """Text on several lines, ``least`` to ``limit`` characters."""
    return StringConstraints(min_length=least, max_length=limit, pattern=r"^[^\x00]*$")


Code = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9._:+-]+$")]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")]
Identifier = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
]
Pseudonym = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{6}$")]
PersonCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,12}$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f/]+$")]
Search = Annotated[str, line(200)]
Level = Annotated[StrictInt, Field(ge=1, le=5)]
Version = Annotated[StrictInt, Field(ge=1, le=1_000_000_000)]
Yes = StrictBool
Day = Annotated[date, BeforeValidator(_written_day), AfterValidator(_plausible_day)]
Spoken = Annotated[str, BeforeValidator(str)]
"""A sentence of ours in the language of the request."""


class Given(Schema):
    """A body as it is sent: fields we do not know are refused, so that a misspelled one is not lost."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    def given(self) -> dict[str, Any]:
        """The fields that were sent, by name."""
        return self.model_dump(exclude_unset=True)


class Shown(Schema):
    """A body as it is answered."""
