"""The people a need is counted over, taken once for all the ways a job is asked."""

from dataclasses import dataclass, replace

from techhire.engines.matching import Impact, Need, Overlay, People, people_fitting, requirement_impact
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import hidden_from, people_now, reach_table

SHOWN = 0.5
"""The chance from which one skill alone counts as shown: likely or better."""


@dataclass(frozen=True)
class Crowd:
    """People of a snapshot, what changed since, and who is hidden from the employer that asks."""

    people: People
    overlay: Overlay | None = None
    blocked: tuple[int, ...] = ()

    def fitting(self, need: Need, threshold: float) -> int:
        """How many fit at or above the threshold."""
        return people_fitting(
            self.people, need, reach_table(), threshold, overlay=self.overlay, blocked=self.blocked
        )

    def impact(self, need: Need, threshold: float) -> Impact:
        """The same, and line by line what asking less of it would open."""
        return requirement_impact(
            self.people, need, reach_table(), threshold, overlay=self.overlay, blocked=self.blocked
        )

    def alone(self, need: Need) -> dict[int, int]:
        """How many show each skill by itself."""
        return {one.skill: self.fitting(replace(need, requirements=(one,)), SHOWN) for one in need.counted}


def crowd_of(posting: Posting) -> Crowd:
    """The people its employer may find at this moment."""
    served = people_now(posting.community_id)
    return Crowd(served.people, served.overlay, tuple(hidden_from(posting.organization_id)))
