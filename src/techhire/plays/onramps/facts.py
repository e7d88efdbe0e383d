"""What happens to an onramp's caseload. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class PersonTakenOn:
    caseload_id: int
    organization_id: int
    seeker_id: int
    entered: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class PersonReleased:
    caseload_id: int
    organization_id: int
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class CardGiven:
    organization_id: int
    seeker_id: int
    account_id: int
    subject: ClassVar[str] = "seeker:seeker_id"
