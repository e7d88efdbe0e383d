"""What happens while tests are watched. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class QualityReportPublished:
    """New figures of a test stand on its page from now on."""

    report_id: int
    assessment_id: int
    subject: ClassVar[str] = "assessment:assessment_id"


@dataclass(frozen=True)
class JudgedQualityPublished:
    """New figures of work judged by a rubric stand on its page from now on."""

    report_id: int
    rubric_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class ResultsEntered:
    """Answers people gave to a test before, elsewhere, came in at once; nobody's record changed."""

    assessment_id: int
    people: int
    subject: ClassVar[str] = "assessment:assessment_id"
