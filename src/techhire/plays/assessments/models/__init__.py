"""Rows about tests and judged work: banks, items, what was measured, who sits a test, rubrics, what was handed in."""

from techhire.plays.assessments.models.banks import (
    Calibration,
    CutScores,
    Item,
    ItemBank,
    ItemEvent,
    ItemImport,
    ItemMedia,
)
from techhire.plays.assessments.models.judging import (
    Assessor,
    Criterion,
    CriterionAnchor,
    Interview,
    Judgment,
    Rubric,
    RubricEdition,
    Score,
    Submission,
    SubmittedFile,
    TaskFile,
)
from techhire.plays.assessments.models.live import LiveCheck
from techhire.plays.assessments.models.quality import QualityReport
from techhire.plays.assessments.models.rescoring import Rescoring, Revision
from techhire.plays.assessments.models.simulating import Simulation
from techhire.plays.assessments.models.sittings import Accommodation, Response, Sitting, SittingNote
from techhire.plays.assessments.models.supervised import CheckIn, TestDay
from techhire.plays.assessments.models.tests import Assessment

__all__ = [
    "Accommodation",
    "Assessment",
    "Assessor",
    "Calibration",
    "CheckIn",
    "Criterion",
    "CriterionAnchor",
    "CutScores",
    "Interview",
    "Item",
    "ItemBank",
    "ItemEvent",
    "ItemImport",
    "ItemMedia",
    "LiveCheck",
    "Judgment",
    "QualityReport",
    "Rescoring",
    "Response",
    "Revision",
    "Rubric",
    "RubricEdition",
    "Score",
    "Simulation",
    "Sitting",
    "SittingNote",
    "Submission",
    "SubmittedFile",
    "TaskFile",
    "TestDay",
]
