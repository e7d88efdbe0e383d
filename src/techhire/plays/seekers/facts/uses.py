"""What people say of until when they used a skill. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class UseTold:
    """A person said until when they used a skill, or that they still do; whether an experience of theirs says it."""

    seeker_id: int
    skill_id: int
    where: str
    still: bool
    by_experience: bool
    code_before: int
    code_after: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class UseTakenBack:
    seeker_id: int
    skill_id: int
    code_before: int
    code_after: int
    subject: ClassVar[str] = "seeker:seeker_id"
