"""Where the pages about somebody's experiences are: in the person's own portal, or in their coach's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@dataclass(frozen=True)
class Places:
    """Whose experiences they are, and the addresses that every page about them leads to.

    ``name`` begins the names of the addresses; ``args`` and ``query`` belong to each; ``trail`` is the template
    above every page, ``after`` where somebody goes who is done, and ``prove`` where the next
    step is shown.
    """

    seeker: "Seeker"
    name: str
    trail: str
    after: str
    prove: str
    args: tuple[Any, ...] = ()
    query: str = ""
    with_coach: bool = False

    def _at(self, ending: str, *more: Any) -> str:
        return reverse(f"{self.name}{ending}", args=[*self.args, *more]) + self.query

    @property
    def all(self) -> str:
        """Everything the person told about."""
        return self._at("s")

    def one(self, pk: int) -> str:
        """One thing they told about."""
        return self._at("", pk)

    def step(self, pk: int, slug: str) -> str:
        """One question about it."""
        return self._at("_step", pk, slug)

    def english(self, pk: int) -> str:
        """Where it is said in English."""
        return self.step(pk, "english")

    def skill(self, pk: int, row: int) -> str:
        """One skill that was found in it."""
        return self._at("_skill", pk, row)
