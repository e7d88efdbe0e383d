"""What a lower level, or a shorter list, would open: the whole job asked another way, and how many people fit it so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import Need, Requirement
from techhire.plays.matches.queries.crowd import Crowd

ENTRY = 2
"""The level of somebody new to a role who works with help. Our judgment."""
FEWEST, MOST = 3, 5
Tried = tuple[int | None, tuple[int, ...], int]
"""A way and its exact count: ``most_level``, ``skills``, people."""


@dataclass(frozen=True)
class Way:
    """The whole job asked another way, and about how many people would fit it.

    Levels above ``most_level`` fall to it; without it and without ``skills`` every level falls by one. Where ``skills``
    names some (by id, the essentials most people have first), only these are asked and the rest is learned on the job.
    """

    most_level: int | None
    skills: tuple[int, ...]
    count: SharedCount


def ways_tried(crowd: Crowd, need: Need, threshold: float, alone: dict[int, int]) -> list[Tried]:
    """Count people at or above ``threshold`` for each way; ``alone`` is how many show each skill by itself.

    Fewer essentials are tried with the levels asked, and at entry level, where the job has more of them. A way that
    asks for what the job or an earlier way asks for is left out.
    """
    asked = [(None, (), one_lower(need)), (ENTRY, (), _capped(need))]
    for most, changed in ((None, need), (ENTRY, _capped(need))):
        had = alone if changed == need else crowd.alone(changed)
        asked += [(most, skills, _only(changed, skills)) for skills in _commonest(changed, had)]
    before = [need]
    tried: list[Tried] = []
    for most, skills, changed in asked:
        if changed not in before:
            before.append(changed)
            tried.append((most, skills, crowd.fitting(changed, threshold)))
    return tried


def one_lower(need: Need) -> Need:
    """Every skill a level lower, down to the first."""
    return _at(need, lambda level: max(1, level - 1))


def ways_shown(tried: list[Tried], now: SharedCount) -> tuple[Way, ...]:
    """The ways that are shown to open the job to more people; where few fit and none of them does, every one."""
    ways = [Way(most, tuple(skills), share_count(people)) for most, skills, people in tried]
    more = tuple(way for way in ways if (way.count.value or 0) > (now.value or 0))
    return more or (tuple(ways) if now.value is None else ())


def _at(need: Need, change: Callable[[int], int]) -> Need:
    return replace(
        need, requirements=tuple(replace(one, level=change(one.level)) for one in need.requirements)
    )


def _capped(need: Need) -> Need:
    return _at(need, lambda level: min(level, ENTRY))


def _only(need: Need, skills: tuple[int, ...]) -> Need:
    def kept(one: Requirement) -> Requirement:
        return one if one.skill in skills else replace(one, day_one=False)

    return replace(need, requirements=tuple(kept(one) for one in need.requirements))


def _commonest(need: Need, had: dict[int, int]) -> Iterator[tuple[int, ...]]:
    """The five, four and three essentials most people have, of a job that asks for more."""
    essential = [one for one in need.counted if one.essential]
    if len(essential) <= FEWEST:
        return
    order = sorted((one.skill for one in essential), key=lambda skill: (-had[skill], skill))
    for number in range(min(MOST, len(order) - 1), FEWEST - 1, -1):
        yield tuple(order[:number])
