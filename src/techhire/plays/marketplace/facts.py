"""What happens to postings. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class PostingCreated:
    posting_id: int
    organization_id: int
    pasted: bool
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingRead:
    """The ad's text was read into skills."""

    posting_id: int
    found: int
    few_it_skills: bool
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingUpdated:
    posting_id: int
    fields: tuple[str, ...]
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class RequirementsSet:
    posting_id: int
    essentials: int
    preferred: int
    learned: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class RequirementFollowed:
    """A line went over to the skill that took the place of its own."""

    posting_id: int
    before_id: int
    after_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class SuggestionAnswered:
    posting_id: int
    rule: str
    accepted: bool
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class SuggestionUndone:
    """Words a suggestion had put into the ad were put back as they were."""

    posting_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class AdRestored:
    """The whole ad was put back as it was pasted."""

    posting_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingPublished:
    posting_id: int
    organization_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingPaused:
    posting_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingResumed:
    posting_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingHeld:
    """The civic lead took it out of sight until it was looked at."""

    posting_id: int
    organization_id: int
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingReleased:
    """It is no longer held, and ``state`` says where it went."""

    posting_id: int
    organization_id: int
    state: str
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PostingClosed:
    posting_id: int
    organization_id: int
    state: str
    reason: str
    subject: ClassVar[str] = "posting:posting_id"


@dataclass(frozen=True)
class PlanSet:
    """How an organization has the skills of a posting shown: so many steps, so many minutes at most."""

    posting_id: int
    organization_id: int
    steps: int
    minutes: int
    subject: ClassVar[str] = "posting:posting_id"
