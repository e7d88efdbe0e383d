"""What is read of one mention, and how firmly."""

from dataclasses import dataclass

EXPLICIT = 2
BY_SECTION = 1
BY_DEFAULT = 0


@dataclass(frozen=True)
class Reading:
    """How one mention was read: importance, level or None, and how firmly (2 said, 1 by section, 0 by default)."""

    importance: str
    level: int | None
    firmness: int
