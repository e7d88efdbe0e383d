"""What happens while people take tests. Never points, keys, or how much time somebody was given."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class SittingBegun:
    sitting_id: int
    seeker_id: int
    assessment_id: int
    supervised: bool
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class QuestionAnswered:
    """An answer was saved; ``place`` counts from 0."""

    sitting_id: int
    place: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class SittingPaused:
    sitting_id: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class SittingResumed:
    sitting_id: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class SittingFinished:
    """A sitting is over; ``has_result`` says whether enough was answered for a level."""

    sitting_id: int
    seeker_id: int
    assessment_id: int
    stop_reason: str
    has_result: bool
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class SittingVoided:
    sitting_id: int
    seeker_id: int
    reason: str
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class SittingTimeGivenBack:
    """Staff gave back time the equipment took; how much anybody has in all is not told."""

    sitting_id: int
    minutes: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class ResultCounted:
    """A result became evidence."""

    sitting_id: int
    seeker_id: int
    evidence_id: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class ResultWaits:
    """A result could not become evidence as the test ended; it is tried again."""

    sitting_id: int
    seeker_id: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class ResultKeptPrivate:
    """A practice result the person had let count counts no more."""

    sitting_id: int
    seeker_id: int
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class PracticeDeleted:
    sitting_id: int
    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class AccommodationSet:
    """The time somebody takes for tests was set; never how much."""

    seeker_id: int
    subject: ClassVar[str] = "seeker:seeker_id"


@dataclass(frozen=True)
class TestDayPlanned:
    __test__ = False
    test_day_id: int
    organization_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestDayChanged:
    __test__ = False
    test_day_id: int
    organization_id: int
    state: str
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestDayMoved:
    """The time or the place of a test day is another one now."""

    __test__ = False
    test_day_id: int
    organization_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestDayCalledOff:
    __test__ = False
    test_day_id: int
    organization_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestDayNear:
    """Somebody on the list is reminded: the test day begins within a day."""

    __test__ = False
    check_in_id: int
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "check_in:check_in_id"


@dataclass(frozen=True)
class PersonListed:
    check_in_id: int
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class PersonUnlisted:
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class IdentityConfirmed:
    """Staff made sure who sits there; ``how`` is a code, never a document."""

    check_in_id: int
    test_day_id: int
    seeker_id: int
    how: str
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class IdentityTakenBack:
    check_in_id: int
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestCodeGiven:
    __test__ = False
    check_in_id: int
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class TestCodeUsed:
    """Somebody opened their tests on a borrowed computer."""

    __test__ = False
    check_in_id: int
    test_day_id: int
    seeker_id: int
    subject: ClassVar[str] = "test_day:test_day_id"


@dataclass(frozen=True)
class LiveCheckAsked:
    live_check_id: int
    organization_id: int
    seeker_id: int
    subject: ClassVar[str] = "live_check:live_check_id"


@dataclass(frozen=True)
class LiveCheckAnswered:
    """The person said yes or no to a live check."""

    live_check_id: int
    organization_id: int
    seeker_id: int
    agreed: bool
    subject: ClassVar[str] = "live_check:live_check_id"


@dataclass(frozen=True)
class LiveCheckWithdrawn:
    """It ended before it began, for the reason that ``ended`` names; those of earlier days name none."""

    live_check_id: int
    organization_id: int
    seeker_id: int
    ended: str = ""
    subject: ClassVar[str] = "live_check:live_check_id"


@dataclass(frozen=True)
class LiveCheckStarted:
    live_check_id: int
    organization_id: int
    seeker_id: int
    subject: ClassVar[str] = "live_check:live_check_id"


@dataclass(frozen=True)
class LiveCheckDone:
    live_check_id: int
    organization_id: int
    seeker_id: int
    outcome: str
    subject: ClassVar[str] = "live_check:live_check_id"
