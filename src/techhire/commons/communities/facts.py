"""What happens to communities, organizations, seats and tokens, in ids and codes."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class CommunityCreated:
    community_id: int
    subject: ClassVar[str] = "community:community_id"


@dataclass(frozen=True)
class CommunityChanged:
    community_id: int
    subject: ClassVar[str] = "community:community_id"


@dataclass(frozen=True)
class OrganizationCreated:
    organization_id: int
    kinds: tuple[str, ...]
    state: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class OrganizationChanged:
    organization_id: int
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class OrganizationMoved:
    """It went from one state to another: applied, in_review, active, paused, left."""

    organization_id: int
    before: str
    after: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class MemberInvited:
    invitation_id: int
    organization_id: int
    role: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class InvitationAnswered:
    """``answer``: accepted, declined, withdrawn."""

    invitation_id: int
    organization_id: int
    answer: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class MemberJoined:
    organization_id: int
    account_id: int
    role: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class MemberRoleChanged:
    organization_id: int
    account_id: int
    before: str
    after: str
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class MemberLeft:
    """``successor_id`` is the account that became owner, where the last owner left."""

    organization_id: int
    account_id: int
    successor_id: int | None
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class TokenCreated:
    token_id: int
    account_id: int
    scopes: tuple[str, ...]
    subject: ClassVar[str] = "token:token_id"


@dataclass(frozen=True)
class TokenEnded:
    token_id: int
    account_id: int
    subject: ClassVar[str] = "token:token_id"
