"""What happens while items are measured and tests tried on made-up people. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class AnswersExported:
    """Answers left the house, without the people who gave them."""

    bank_id: int
    people: int
    source: str
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class CalibrationStarted:
    """Answers were taken down, and the worker measures items by them."""

    calibration_id: int
    bank_id: int
    subject: ClassVar[str] = "calibration:calibration_id"


@dataclass(frozen=True)
class CalibrationFinished:
    """It is ready to be looked at, or could not be computed."""

    calibration_id: int
    bank_id: int
    state: str
    subject: ClassVar[str] = "calibration:calibration_id"


@dataclass(frozen=True)
class CalibrationAdopted:
    """So many items have other numbers from now on."""

    calibration_id: int
    bank_id: int
    items: int
    subject: ClassVar[str] = "calibration:calibration_id"


@dataclass(frozen=True)
class CalibrationSetAside:
    calibration_id: int
    bank_id: int
    subject: ClassVar[str] = "calibration:calibration_id"


@dataclass(frozen=True)
class SimulationStarted:
    """The worker lets made-up people take a test."""

    simulation_id: int
    assessment_id: int
    subject: ClassVar[str] = "assessment:assessment_id"


@dataclass(frozen=True)
class NumbersTaken:
    """Items measured elsewhere came in as a calibration to be looked at."""

    calibration_id: int
    bank_id: int
    items: int
    subject: ClassVar[str] = "calibration:calibration_id"
