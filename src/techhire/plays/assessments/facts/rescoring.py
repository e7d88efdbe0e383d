"""What happens after an item was found wrong or unfair. Ids, numbers and codes only; never a level."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class RescoringStarted:
    """So many sittings have an answer to the item; the worker scores them again without it."""

    rescoring_id: int
    item_id: int
    sittings: int
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class RescoringFinished:
    rescoring_id: int
    item_id: int
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ResultRevised:
    """One result was scored again; ``change`` is a code that says which way, as the person reads of it."""

    sitting_id: int
    seeker_id: int
    rescoring_id: int
    change: str
    subject: ClassVar[str] = "sitting:sitting_id"


@dataclass(frozen=True)
class LiveCheckRevised:
    """What a live check said was put right, since an answer or the result beside it was."""

    live_check_id: int
    organization_id: int
    seeker_id: int
    outcome: str
    subject: ClassVar[str] = "live_check:live_check_id"
