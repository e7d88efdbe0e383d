"""What happens between people and postings. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class SnapshotBuilt:
    snapshot_id: int
    people: int
    subject: ClassVar[str] = "snapshot:snapshot_id"


@dataclass(frozen=True)
class DecisionMade:
    posting_id: int
    seeker_id: int
    answer: str
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PersonUnmasked:
    """An employer learned who a person is; ``early_reason`` is set where it was before the posting's own stage."""

    posting_id: int
    seeker_id: int
    organization_id: int
    early_reason: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReviewAsked:
    """A person asked the employer of one posting to be read by a person, without any order."""

    request_id: int
    posting_id: int
    seeker_id: int
    organization_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReviewWithdrawn:
    request_id: int
    posting_id: int
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class ReviewAnswered:
    """The employer said yes or no to somebody who asked; ``in_time`` says whether it kept to the days it has."""

    request_id: int
    posting_id: int
    seeker_id: int
    answer: str
    in_time: bool
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class ReviewsDue:
    """So many requests to be read for a posting wait on their last day or past it; ``late`` of them past it."""

    posting_id: int
    organization_id: int
    waiting: int
    late: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class MessageSent:
    """An employer that said yes wrote to a person through the site."""

    message_id: int
    posting_id: int
    seeker_id: int
    organization_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class MessageAnswered:
    """The person answered yes, no or another time; words they may have added are not in the fact."""

    message_id: int
    posting_id: int
    seeker_id: int
    answer: str
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class MessageWithdrawn:
    message_id: int
    posting_id: int
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class MessagesCleared:
    """What was written to a person and what they answered went with their erased record."""

    seeker_id: int
    messages: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class PeopleSearched:
    """An employer searched people by these skills, so many of them essential, and so many people were shown."""

    organization_id: int
    skills: tuple[int, ...]
    essential: int
    shown: int
    subject: ClassVar[str] = "organization:organization_id"


@dataclass(frozen=True)
class DraftSaved:
    draft_id: int
    tasks: int
    subject: ClassVar[str] = "draft:draft_id"
