"""What happens to banks, their items and their tests. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class PracticeLoaded:
    """The practice banks were brought to what the package says."""

    banks: int
    added: int
    updated: int
    retired: int
    subject: ClassVar[str] = "practice:"
