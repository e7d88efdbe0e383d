"""The actor: an account seen in one community, with the seats it holds there. Plain ids, no models."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a membership lets a person do in an organization."""

    OWNER = "owner"
    MEMBER = "member"
    READER = "reader"


WRITERS = frozenset({Role.OWNER, Role.MEMBER})


@dataclass(frozen=True)
class Seat:
    """One membership: the organization, the kinds of organization it is, and the role held in it."""

    organization_id: int
    kinds: frozenset[str]
    role: Role


@dataclass(frozen=True)
class Actor:
    """Who acts, in which community, through which door, and on whose behalf.

    ``account_id`` is None for a visitor and for the system itself; ``scopes`` is None outside the API. ``waiting`` are
    seats in employers that were not let in yet: they let a person prepare a posting and count for nothing else.
    """

    account_id: int | None = None
    community_id: int | None = None
    seats: tuple[Seat, ...] = ()
    waiting: tuple[Seat, ...] = ()
    channel: str = "web"
    on_behalf_of: int | None = None
    is_system: bool = False
    is_operator: bool = False
    scopes: frozenset[str] | None = None

    @classmethod
    def system(cls, community_id: int | None = None) -> "Actor":
        """The product itself, as it reacts to facts and runs commands of the operator."""
        return cls(community_id=community_id, channel="system", is_system=True)

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    def sits_in(self, organization_id: int) -> bool:
        """Whether the actor holds any seat in the organization."""
        return any(seat.organization_id == organization_id for seat in self.seats)

    def writes_for(self, organization_id: int) -> bool:
        """Whether the actor may change things in the organization's name."""
        return any(s.organization_id == organization_id and s.role in WRITERS for s in self.seats)

    def belongs_to(self, organization_id: int) -> bool:
        """Whether the actor has a seat there, whether or not the organization was let in yet."""
        return any(s.organization_id == organization_id for s in (*self.seats, *self.waiting))

    def prepares_for(self, organization_id: int) -> bool:
        """Whether the actor may draft in the organization's name, also while it waits to be let in."""
        seats = (*self.seats, *self.waiting)
        return any(s.organization_id == organization_id and s.role in WRITERS for s in seats)

    def prepares_as(self, kind: str) -> tuple[int, ...]:
        """Ids of the organizations of a kind the actor belongs to, let in or waiting."""
        return tuple(s.organization_id for s in (*self.seats, *self.waiting) if kind in s.kinds)

    def owns(self, organization_id: int) -> bool:
        """Whether the actor is an owner of the organization."""
        return any(s.organization_id == organization_id and s.role is Role.OWNER for s in self.seats)

    def organizations(self, kind: str | None = None) -> tuple[int, ...]:
        """Ids of the organizations the actor sits in, of one kind where it is named."""
        return tuple(s.organization_id for s in self.seats if kind is None or kind in s.kinds)

    def writes_as(self, kind: str) -> bool:
        """Whether the actor may act for some organization of this kind."""
        return any(kind in s.kinds and s.role in WRITERS for s in self.seats)

    @property
    def is_convener(self) -> bool:
        """Whether the actor works for the civic lead of the community."""
        return self.writes_as("civic")
