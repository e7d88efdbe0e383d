"""What happens to tests, one module a noun."""

from techhire.plays.assessments.facts.banks import (
    AssessmentCreated,
    AssessmentMoved,
    AssessmentUpdated,
    BankCreated,
    BankExported,
    CutsSet,
    ItemEdited,
    ItemImportDropped,
    ItemImportStarted,
    ItemMoved,
    ItemPulled,
    ItemsImported,
    ItemWritten,
    PracticeLoaded,
)
from techhire.plays.assessments.facts.calibrating import (
    AnswersExported,
    CalibrationAdopted,
    CalibrationFinished,
    CalibrationSetAside,
    CalibrationStarted,
)

__all__ = [
    "AnswersExported",
    "AssessmentCreated",
    "AssessmentMoved",
    "AssessmentUpdated",
    "BankCreated",
    "BankExported",
    "CalibrationAdopted",
    "CalibrationFinished",
    "CalibrationSetAside",
    "CalibrationStarted",
    "CutsSet",
    "ItemEdited",
    "ItemImportDropped",
    "ItemImportStarted",
    "ItemMoved",
    "ItemPulled",
    "ItemWritten",
    "ItemsImported",
    "PracticeLoaded",
]
