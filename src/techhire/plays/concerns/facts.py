"""What happens to reports and to what they are about. Ids and codes only; never who reported."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ConcernReported:
    """Somebody reported a thing. ``first`` where no other report of it was open."""

    concern_id: int
    organization_id: int
    thing: str
    wrong: str
    first: bool
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ConcernRead:
    """The civic lead looks into it."""

    concern_id: int
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ConcernHeld:
    """What it is about is out of sight until it is looked at."""

    concern_id: int
    organization_id: int
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ConcernReleased:
    """What it is about is back where it was, and still looked at."""

    concern_id: int
    organization_id: int
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ConcernAnswered:
    """The owner of the thing said what they have to say."""

    concern_id: int
    organization_id: int
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ConcernClosed:
    concern_id: int
    organization_id: int
    outcome: str
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ReporterTold:
    """Somebody who left an e-mail address is written to about how it ended."""

    concern_id: int
    report_id: int
    subject: ClassVar[str] = "concern:concern_id"


@dataclass(frozen=True)
class ContactsErased:
    """Ways to reach people were erased from reports that closed long ago."""

    concerned_community_id: int
    reports: int
    subject: ClassVar[str] = "community:concerned_community_id"
