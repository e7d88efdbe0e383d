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
class EvidenceRevised:
    """What a measured piece says was put right, since part of the measuring was wrong; it stays the same piece."""

    seeker_id: int
    evidence_id: int
    skill_id: int
    kind: str
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
class FreshLookBegun:
    """Somebody who has not seen it looks at what is disputed; until they are done their answer is waited for."""

    seeker_id: int
    evidence_id: int
    dispute_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FreshLookEnded:
    """Nobody looks at it any more, so that the source may answer by itself again."""

    seeker_id: int
    evidence_id: int
    dispute_id: int
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
class VouchGiven:
    """Somebody the person lets vouch did so; it waits for the person's yes."""

    seeker_id: int
    evidence_id: int
    organization_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class VouchAgreedTo:
    """The person read a vouch and lets it count."""

    seeker_id: int
    evidence_id: int
    consent_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class VouchRefused:
    """The person does not want a vouch used, or not any more."""

    seeker_id: int
    evidence_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class VouchAnswered:
    """A source said why a vouch of its own did not hold up."""

    organization_id: int
    evidence_id: int
    answer: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class FeedbackGiven:
    """An employer said how far somebody it met has a skill; it counts for programs, and waits for the person's yes."""

    seeker_id: int
    feedback_id: int
    organization_id: int
    posting_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FeedbackAgreedTo:
    """The person read it and made it evidence of theirs."""

    seeker_id: int
    feedback_id: int
    evidence_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FeedbackRefused:
    """The person does not want it used, or not any more."""

    seeker_id: int
    feedback_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FeedbackExpired:
    """So many pieces of feedback waited too long."""

    pieces: int
    subject: ClassVar[str] = "community:"


@dataclass(frozen=True)
class ExperienceStarted:
    seeker_id: int
    experience_id: int
    kind: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ExperienceDescribed:
    """Answers about something the person did were saved; so many skills were found in them."""

    seeker_id: int
    experience_id: int
    fields: tuple[str, ...]
    found: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class FoundSkillAnswered:
    """The person said of a skill found in their words how far they have it; 0 means they do not."""

    seeker_id: int
    experience_id: int
    skill_id: int
    level: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ExperienceRemoved:
    seeker_id: int
    experience_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class HoldPlaced:
    """A law keeps a person's record from being erased before a day."""

    seeker_id: int
    hold_id: int
    reason: str
    until: date
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class HoldLifted:
    seeker_id: int
    hold_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class SeekerSealed:
    """The person erased their record; it is out of sight at once and erased when the hold ends."""

    seeker_id: int
    until: date
    subject: ClassVar[str] = "seeker:seeker_id"


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


@dataclass(frozen=True)
class ToldAboutSelf:
    """A person answered the questions about themself, or said that they rather would not. Never what they said."""

    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class TookBackAboutSelf:
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"
