"""What happens to rubrics, work samples, readings and interviews. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class RubricDrafted:
    rubric_id: int
    organization_id: int
    kind: str
    skill_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class RubricChanged:
    """A draft edition was changed; ``part`` says where: task, criterion, files."""

    rubric_id: int
    edition_id: int
    part: str
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class RubricSentForReading:
    rubric_id: int
    edition_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class RubricSentBack:
    rubric_id: int
    edition_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class RubricOpened:
    """A second reader put an edition into use; ``before`` is the edition it took over from, 0 for the first."""

    rubric_id: int
    edition_id: int
    before: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class RubricRetired:
    rubric_id: int
    edition_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class AssessorNamed:
    rubric_id: int
    account_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class AssessorEnded:
    rubric_id: int
    account_id: int
    subject: ClassVar[str] = "rubric:rubric_id"


@dataclass(frozen=True)
class WorkOffered:
    submission_id: int
    seeker_id: int
    rubric_id: int
    organization_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class WorkBegun:
    submission_id: int
    seeker_id: int
    edition_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class WorkHandedIn:
    submission_id: int
    seeker_id: int
    readings: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class WorkWithdrawn:
    submission_id: int
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class WorkJudged:
    """The last reading that was needed came in, and the result is evidence."""

    submission_id: int
    seeker_id: int
    evidence_id: int
    readings: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FreshReadingAsked:
    """The person disputed the result, so the work is read once more, by somebody who has not read it."""

    submission_id: int
    seeker_id: int
    dispute_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FreshReadingCalledOff:
    """The dispute was answered before the fresh reading was in."""

    submission_id: int
    seeker_id: int
    dispute_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class WorkReread:
    """The fresh reading is in; the result of all readings took the place of the disputed one."""

    submission_id: int
    seeker_id: int
    dispute_id: int
    evidence_id: int
    before: int
    readings: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReadingAsked:
    """A piece of work waits for this assessor. Whose work it is stands nowhere in it."""

    judgment_id: int
    submission_id: int
    account_id: int
    place: int
    subject: ClassVar[str] = "submission:submission_id"


@dataclass(frozen=True)
class ReadingGiven:
    judgment_id: int
    submission_id: int
    place: int
    subject: ClassVar[str] = "submission:submission_id"


@dataclass(frozen=True)
class ReadingLeft:
    """An assessor does not read this piece, or not any more; ``reason`` is a code."""

    judgment_id: int
    submission_id: int
    reason: str
    subject: ClassVar[str] = "submission:submission_id"


@dataclass(frozen=True)
class InterviewOpened:
    interview_id: int
    seeker_id: int
    organization_id: int
    edition_id: int
    posting_id: int | None
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class InterviewPermitted:
    """The person was told by what guide, by whom and for whose eyes they would be rated, and said yes or no."""

    interview_id: int
    seeker_id: int
    answer: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class InterviewRated:
    interview_id: int
    judgment_id: int
    subject: ClassVar[str] = "interview:interview_id"


@dataclass(frozen=True)
class InterviewFinished:
    interview_id: int
    seeker_id: int
    organization_id: int
    ratings: int
    needs_agreement: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class InterviewAnswered:
    """The person said whether an employer's interview may stand on their record."""

    interview_id: int
    seeker_id: int
    answer: str
    subject: ClassVar[str] = "seeker:seeker_id"
