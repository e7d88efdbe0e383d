"""What happens to keys, badges and outside credentials. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class IssuerOpened:
    """The community can sign: it has an identifier and its first key."""

    issuer_id: int
    key_id: int
    method: str
    subject: ClassVar[str] = "issuer:issuer_id"


@dataclass(frozen=True)
class SigningKeyRotated:
    issuer_id: int
    retired_id: int
    key_id: int
    subject: ClassVar[str] = "issuer:issuer_id"


@dataclass(frozen=True)
class SigningKeyRevoked:
    """A key is not to be believed any more; so many badges that held until now stopped holding."""

    issuer_id: int
    key_id: int
    stopped: int
    subject: ClassVar[str] = "issuer:issuer_id"


@dataclass(frozen=True)
class ReissueStarted:
    """Badges that stopped holding with a key are made anew with the present one."""

    issuer_id: int
    key_id: int
    waiting: int
    subject: ClassVar[str] = "issuer:issuer_id"


@dataclass(frozen=True)
class BadgeIssued:
    seeker_id: int
    credential_id: int
    skill_id: int
    level: int
    again: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class BadgeSuspended:
    seeker_id: int
    credential_id: int
    reason: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class BadgeReinstated:
    seeker_id: int
    credential_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class BadgeRevoked:
    seeker_id: int
    credential_id: int
    reason: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class BadgeShared:
    """``how``: link (anybody who has it) or employers (those who can find the person)."""

    seeker_id: int
    credential_id: int
    how: str
    on: bool
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class OutsideCredentialSent:
    """A person asked an organization to look at a credential from elsewhere."""

    seeker_id: int
    outside_id: int
    organization_id: int
    verdict: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class OutsideCredentialDecided:
    """``state``: accepted, not_accepted or taken_back; the reason is empty unless it was not accepted."""

    seeker_id: int
    outside_id: int
    organization_id: int
    state: str
    reason: str
    evidence_id: int | None
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class OutsideCredentialEnded:
    """One that was accepted counts no more, and its evidence with it; ``reason`` says why."""

    seeker_id: int
    outside_id: int
    organization_id: int
    reason: str
    evidence_id: int | None
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class IssuerJudged:
    """The civic lead said how credentials of an outside issuer stand here, and whether its keys are kept."""

    trusted_issuer_id: int
    standing: str
    keeps_keys: bool = False
    subject: ClassVar[str] = "outside_issuer:trusted_issuer_id"


@dataclass(frozen=True)
class CredentialSignedForProgram:
    """A program of the civic lead had a credential signed; its content is not kept here."""

    issuer_id: int
    key_id: int
    signed_id: int
    subject: ClassVar[str] = "issuer:issuer_id"


@dataclass(frozen=True)
class ProgramStatusSet:
    """A program said that what it had signed is taken back, on hold, or valid again; ``purpose`` names the list."""

    issuer_id: int
    signed_id: int
    purpose: str
    on: bool
    subject: ClassVar[str] = "issuer:issuer_id"
