"""What one person said about the jobs they take: the hard conditions, before any skill counts."""

from dataclasses import dataclass
from enum import IntEnum

from .travel import FARTHEST

NOT_SAID_MINUTES = FARTHEST + 1
ANY_SCHEDULE = 0xFFFF

FOUND = 1
REMOTE_OK = 2
MODE_SHIFT = 2
AUTHORIZED_SHIFT = 4
SPONSORSHIP_SHIFT = 6


class Mode(IntEnum):
    """How a person gets to work; `NONE` means they do not travel and take remote work only."""

    NONE = 0
    CAR = 1
    TRANSIT = 2


class Answer(IntEnum):
    """A yes-or-no answer that a person may not have given; what is not said keeps nobody out."""

    NO = 0
    YES = 1
    NOT_SAID = 2


@dataclass(frozen=True)
class Filters:
    """The conditions of one person.

    `place` is the place they named as (latitude, longitude), `minutes` the travel they accept, both `None` if not
    said; `schedule` a set of up to 16 bits they accept (0: not said); `pay_floor` in cents an hour (0: none);
    `available_from` in days since 1970-01-01 (0: now).
    """

    found: bool = False
    place: tuple[float, float] | None = None
    minutes: int | None = None
    mode: Mode = Mode.CAR
    remote_ok: bool = True
    authorized: Answer = Answer.NOT_SAID
    needs_sponsorship: Answer = Answer.NOT_SAID
    schedule: int = 0
    pay_floor: int = 0
    available_from: int = 0

    def __post_init__(self) -> None:
        if self.minutes is not None and not 0 <= self.minutes <= FARTHEST:
            raise ValueError(f"{self.minutes} minutes of travel cannot be stored")
        if not 0 <= self.schedule <= ANY_SCHEDULE:
            raise ValueError(f"schedule {self.schedule} has more than 16 bits")
        if not 0 <= self.pay_floor < 2**32 - 1:
            raise ValueError(f"a pay floor of {self.pay_floor} cents cannot be stored")

    @property
    def flags(self) -> int:
        """Found, remote work, means of travel and the two answers, packed into 8 bits."""
        answers = self.authorized << AUTHORIZED_SHIFT | self.needs_sponsorship << SPONSORSHIP_SHIFT
        return FOUND * self.found | REMOTE_OK * self.remote_ok | self.mode << MODE_SHIFT | answers

    @property
    def stored_minutes(self) -> int:
        """The minutes accepted, with a value of its own for "not said"."""
        return NOT_SAID_MINUTES if self.minutes is None else self.minutes

    @property
    def stored_schedule(self) -> int:
        """The schedule bits; all of them where the person has not said."""
        return self.schedule or ANY_SCHEDULE
