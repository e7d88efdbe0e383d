"""What happens to accounts, in ids and codes."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class AccountCreated:
    """``way`` is how: signed_up, made (by the operator, the demo or a coach)."""

    account_id: int
    way: str
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class AccountChanged:
    account_id: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class AccountLocked:
    account_id: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class AccountRecovered:
    account_id: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class AccountErased:
    account_id: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class CardIssued:
    """``again`` says whether it replaces an earlier card."""

    account_id: int
    card_id: int
    organization_id: int | None
    again: bool
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class CardEnded:
    """``why``: failures (too many wrong codes) or reported (lost or seen by somebody else)."""

    account_id: int
    card_id: int
    why: str
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class CardPaused:
    """Five wrong codes in a row: the card rests for a while."""

    account_id: int
    card_id: int
    failures: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class SignedInByCard:
    account_id: int
    card_id: int
    subject: ClassVar[str] = "account:account_id"


@dataclass(frozen=True)
class EnteredDemo:
    account_id: int
    subject: ClassVar[str] = "account:account_id"
