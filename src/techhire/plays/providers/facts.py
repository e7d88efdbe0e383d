"""What happens to programs, cohorts and the people in them. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ProgramCreated:
    program_id: int
    organization_id: int
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class ProgramUpdated:
    program_id: int
    fields: tuple[str, ...]
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class ProgramMoved:
    program_id: int
    before: str
    after: str
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class TeachingFollowed:
    """What a program teaches went over to the skill that took the place of its own."""

    program_id: int
    before_id: int
    after_id: int
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class TeachesSet:
    program_id: int
    skills: int
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class ProgramConfirmed:
    program_id: int
    subject: ClassVar[str] = "program:program_id"


@dataclass(frozen=True)
class CohortAdded:
    cohort_id: int
    program_id: int
    seats: int
    subject: ClassVar[str] = "cohort:cohort_id"


@dataclass(frozen=True)
class CohortChanged:
    cohort_id: int
    program_id: int
    canceled: bool
    subject: ClassVar[str] = "cohort:cohort_id"


@dataclass(frozen=True)
class Enrolled:
    enrollment_id: int
    cohort_id: int
    seeker_id: int
    subject: ClassVar[str] = "enrollment:enrollment_id"


@dataclass(frozen=True)
class TrainingCompleted:
    enrollment_id: int
    program_id: int
    seeker_id: int
    skills: int
    subject: ClassVar[str] = "enrollment:enrollment_id"


@dataclass(frozen=True)
class CompletionUndone:
    enrollment_id: int
    program_id: int
    seeker_id: int
    skills: int
    subject: ClassVar[str] = "enrollment:enrollment_id"


@dataclass(frozen=True)
class EnrollmentWithdrawn:
    enrollment_id: int
    seeker_id: int
    subject: ClassVar[str] = "enrollment:enrollment_id"


@dataclass(frozen=True)
class CertificationEntered:
    """A provider looked at an outside certification of somebody in training and entered it."""

    organization_id: int
    seeker_id: int
    evidence_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class SkillVouched:
    organization_id: int
    seeker_id: int
    evidence_id: int
    subject: ClassVar[str] = "seeker:seeker_id"
