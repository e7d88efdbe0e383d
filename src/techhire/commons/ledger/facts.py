"""What the ledger itself records."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ClockTicked:
    """A period began for a job of the calendar: ``schedule`` names the job, ``period`` the hour, day or month (UTC)."""

    schedule: str
    period: str
    subject: ClassVar[str] = "clock:"
