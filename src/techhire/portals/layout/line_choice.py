"""One field of a line that asks for a skill, as the pages of postings and of role profiles let it be chosen."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One field of a line: its name, its label, what can be chosen, and what is."""

    name: str
    label: str
    options: list[tuple[Any, Any]]
    value: Any

    @property
    def words(self) -> str:
        """What is chosen, in words."""
        return str(next((label for value, label in self.options if value == self.value), ""))
