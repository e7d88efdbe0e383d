"""What keeps a job shut that no softer line opens, where it is not its skills: place, hours, start, pay, permission."""

from dataclasses import dataclass, replace
from typing import Any

from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import Need
from techhire.plays.matches.queries.crowd import Crowd
from techhire.plays.matches.queries.ways import ways_tried


@dataclass(frozen=True)
class Shut:
    """People who would fit if place, hours, start, pay and permission kept nobody out, each figure as it may be shown.

    ``fit`` asks for the skills as they are; ``easier``, where these alone are too much as well, for the easiest list
    of them that was tried. One of the two is ten or more. Nothing tells which of the five it is: that stays with the
    people.
    """

    fit: SharedCount
    easier: SharedCount | None


def shut_by_the_rest(crowd: Crowd, need: Need, threshold: float) -> Shut | None:
    """What is asked beside skills, as what keeps a job shut that nothing softer opens; None where the skills do too."""
    free = _skills_alone(need)
    fit = share_count(crowd.fitting(free, threshold))
    if fit.value is not None:
        return Shut(fit, None)
    tried = ways_tried(crowd, free, threshold, crowd.alone(free))
    easier = share_count(max((people for _most, _skills, people in tried), default=0))
    return Shut(fit, easier) if easier.value is not None else None


def _skills_alone(need: Need) -> Need:
    """What is not said keeps nobody out."""
    free: dict[str, Any] = dict.fromkeys(("place", "pay_max", "schedule", "start_day", "sponsorship"))
    return replace(need, remote=False, authorization=False, **free)
