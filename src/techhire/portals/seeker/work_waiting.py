"""Work samples and interviews that wait for the person: one count for their first page and for that of their work."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from techhire.plays.assessments.queries.interviews import interviews_waiting
from techhire.plays.assessments.queries.works import works_waiting

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.seekers.models import Seeker


@dataclass(frozen=True)
class WorkWaiting:
    """How many work samples are offered or under way, and how many interviews want a yes or no."""

    samples: int
    interviews: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.samples + self.interviews


def work_waiting(actor: "Actor", seeker: "Seeker") -> WorkWaiting:
    """What waits for the person themself. Two queries."""
    return WorkWaiting(works_waiting(actor, seeker), interviews_waiting(actor, seeker))
