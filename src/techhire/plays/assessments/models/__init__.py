"""Rows about tests: banks and their items, what was measured, who sits a test, supervised days."""

from techhire.plays.assessments.models.banks import (
    Calibration,
    CutScores,
    Item,
    ItemBank,
    ItemEvent,
    ItemMedia,
)
from techhire.plays.assessments.models.quality import QualityReport
from techhire.plays.assessments.models.sittings import Accommodation, Response, Sitting, SittingNote
from techhire.plays.assessments.models.supervised import CheckIn, TestDay
from techhire.plays.assessments.models.tests import Assessment

__all__ = [
    "Accommodation",
    "Assessment",
    "Calibration",
    "CheckIn",
    "CutScores",
    "Item",
    "ItemBank",
    "ItemEvent",
    "ItemMedia",
    "QualityReport",
    "Response",
    "Sitting",
    "SittingNote",
    "TestDay",
]
