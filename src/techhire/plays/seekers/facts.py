"""What happens to people who look for work. Ids, numbers and codes only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class SeekerCreated:
    seeker_id: int
    has_account: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class SeekerGotAccount:
    """Somebody entered without an account can now open their own record."""

    seeker_id: int
    account_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class SeekersEntered:
    """Many people's records were opened at once."""

    people: int
    subject: ClassVar[str] = "community:"


@dataclass(frozen=True)
class FoundTurnedOnForMany:
    """Many people's yes to being found was put on record at once."""

    people: int
    subject: ClassVar[str] = "community:"


@dataclass(frozen=True)
class ProfileUpdated:
    seeker_id: int
    fields: tuple[str, ...]
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ContactsChanged:
    """Ways to reach the person were set; only their kinds are told here."""

    seeker_id: int
    kinds: tuple[str, ...]
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FoundTurnedOn:
    seeker_id: int
    consent_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class SpokenConsentHeard:
    """Somebody wrote down a person's spoken yes; the person is owed it in writing."""

    seeker_id: int
    consent_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ConsentConfirmed:
    """The person has their spoken yes in writing: by a letter, or handed over on paper."""

    seeker_id: int
    consent_id: int
    by_letter: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReadingAgreed:
    """The person agreed that the employer of one posting reads what they show."""

    seeker_id: int
    consent_id: int
    posting_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReadingTakenBack:
    seeker_id: int
    consent_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FoundTurnedOff:
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class EmployerBlocked:
    seeker_id: int
    organization_id: int
    blocked: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class EvidenceAdded:
    seeker_id: int
    evidence_id: int
    skill_id: int
    kind: str
    code_before: int
    code_after: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class EvidenceRowsAdded:
    """Many pieces entered at once, for one or many people."""

    pieces: int
    people: int
    subject: ClassVar[str] = "community:"


@dataclass(frozen=True)
class TasksTapped:
    """A person told what they do in everyday words; so many skills came of it that they had not told before."""

    seeker_id: int
    skills: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class EvidenceWithdrawn:
    seeker_id: int
    evidence_id: int
    skill_id: int
    code_before: int
    code_after: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class DisputeOpened:
    seeker_id: int
    evidence_id: int
    dispute_id: int
    reason: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class DisputeAnswered:
    seeker_id: int
    evidence_id: int
    dispute_id: int
    answer: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class AccessGranted:
    seeker_id: int
    organization_id: int
    grant_id: int
    purpose: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class AccessEnded:
    seeker_id: int
    organization_id: int
    grant_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class VouchSettled:
    organization_id: int
    evidence_id: int
    turned_out: bool
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class SeekerErased:
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class CommunityAged:
    """The community's estimates move to a new as-of date, the first of a month."""

    aged_community_id: int
    as_of: date
    subject: ClassVar[str] = "community:aged_community_id"
