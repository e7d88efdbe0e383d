"""About how many people fit, for everybody to see: from the day's snapshot, rounded, and the same all day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.skills.words import Importance
from techhire.commons.vault import fingerprint
from techhire.engines.disclosure_control import MINIMUM, SharedCount, share_count
from techhire.engines.matching import Impact, Need, People, Requirement, rank
from techhire.plays.matches.bridge import people_of_the_day, reach_table
from techhire.plays.matches.queries.crowd import Crowd
from techhire.plays.matches.queries.impact import open_together
from techhire.plays.matches.queries.ways import Way, one_lower, ways_shown, ways_tried
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import Said

A_DAY, A_WHILE = 24 * 3600, 600
IDS_AT_ONCE = 5_000
MANY = 100
"""People who fit, from which on a page need not say what would open the job. Our judgment."""


@dataclass(frozen=True)
class Wanted:
    """One skill an ad asks for: level 1 to 5, essential or preferred."""

    skill_id: int
    level: int
    importance: str = Importance.ESSENTIAL


@dataclass(frozen=True)
class Softer:
    """People who would fit if one line asked a level less, or were learned on the job; None where it opens nothing.

    ``learned`` is also None where no essential skill is left beside it: everybody would fit, which says nothing.
    """

    skill_id: int
    below: int
    lowered: SharedCount | None
    learned: SharedCount | None


@dataclass(frozen=True)
class FitCounts:
    """People here who fit by their skills, and those of them who told us they have a four-year degree.

    Where few fit: what would open the job. ``softer`` line by line; ``all_lower`` with every line a level lower; and
    ``together``, the fewest skills found whose learning on the job is enough, and to how many people it opens; and
    ``ways``, the whole job asked another way.
    """

    fit: SharedCount
    with_degree: SharedCount
    softer: tuple[Softer, ...] = ()
    all_lower: SharedCount | None = None
    together: tuple[tuple[int, ...], SharedCount] | None = None
    ways: tuple[Way, ...] = ()

    @property
    def more(self) -> int | None:
        """How many more fit without a degree line, from the two figures shown; None where one is too small to show."""
        if self.fit.value is None or self.with_degree.value is None:
            return None
        return self.fit.value - self.with_degree.value


def public_counts(community: Community, lines: Iterable[Wanted]) -> FitCounts | None:
    """Count people in the first group at or above the interview threshold; None where the lines count nothing.

    The matcher never sees degrees: the answers are read after matching, and only their rounded number leaves.
    """
    wanted = sorted({line.skill_id: line for line in lines}.values(), key=lambda line: line.skill_id)
    if not wanted:
        return None
    name, _people = people_of_the_day(community.pk)
    asked = repr([(line.skill_id, line.level, line.importance) for line in wanted])
    mark = fingerprint(
        f"{community.pk}:{community.interview_threshold}:{name}:{asked}", purpose="counts with distinct ways"
    )
    kept = cache.get(mark)
    if kept is None:
        kept = _count(community, wanted)
        cache.set(mark, kept, A_DAY if name else A_WHILE)
    fit, with_degree, lines, together, lower, tried = kept
    shown = share_count(fit)
    softer = [_softer(shown, *line) for line in lines]
    return FitCounts(
        fit=shown,
        with_degree=share_count(with_degree),
        softer=tuple(line for line in softer if line.lowered or line.learned),
        all_lower=_if_more(shown, lower) if lower is not None else None,
        together=together and (tuple(together[0]), share_count(together[1])),
        ways=ways_shown(tried, shown),
    )


def _softer(now: SharedCount, skill_id: int, level: int, lowered: int | None, learned: int | None) -> Softer:
    return Softer(skill_id, level - 1, _if_more(now, lowered), _if_more(now, learned))


def _if_more(now: SharedCount, count: int | None) -> SharedCount | None:
    """The count as it is shown, where it is shown to be more than now."""
    shown = share_count(count or 0)
    return shown if (shown.value or 0) > (now.value or 0) else None


def found_here(community: Community) -> SharedCount:
    """About how many people chose to be found, as of the day's snapshot."""
    _name, people = people_of_the_day(community.pk)
    return share_count(len(people))


def in_words(count: SharedCount) -> str:
    """The count as people read it: "about 75" or "fewer than 10"."""
    if count.value is None:
        return _("fewer than %(number)d") % {"number": MINIMUM}
    return _("about %(number)s") % {"number": f"{count.value:,}"}


def _count(community: Community, wanted: list[Wanted]) -> tuple[Any, ...]:
    need = Need(
        posting=0,
        requirements=tuple(
            Requirement(
                skill=line.skill_id,
                level=line.level,
                weight=3 if line.importance == Importance.ESSENTIAL else 2,
                essential=line.importance == Importance.ESSENTIAL,
            )
            for line in wanted
        ),
        authorization=False,
    )
    _name, people = people_of_the_day(community.pk)
    threshold = float(community.interview_threshold)

    crowd = Crowd(people)
    impact = crowd.impact(need, threshold)
    degree = _with_degree(people, need, impact.now)
    if impact.now >= MANY:
        return impact.now, degree, (), None, None, []
    alone = crowd.alone(need)
    lines, together = _opening(crowd, need, impact, threshold, alone)
    lower, tried = crowd.fitting(one_lower(need), threshold), ways_tried(crowd, need, threshold, alone)
    return impact.now, degree, lines, together, lower, tried


def _opening(
    crowd: Crowd, need: Need, impact: Impact, threshold: float, alone: dict[int, int]
) -> tuple[Any, Any]:
    """What would open the job line by line and together, as plain numbers."""
    levels = {one.skill: one.level for one in need.counted}
    lines = [
        (
            line.skill,
            levels[line.skill],
            line.lowered,
            line.learned if _asks_beside(need, line.skill) else None,
        )
        for line in impact.lines
    ]
    lines.sort(key=lambda line: (-max(line[2] or 0, line[3] or 0), line[0]))
    together = None
    if max((max(line[2] or 0, line[3] or 0) for line in lines), default=0) < MINIMUM > impact.now:
        opened = open_together(crowd, need, threshold, alone)
        together = opened if opened and _asks_beside(need, *opened[0]) else None
    return lines, together


def _asks_beside(need: Need, *learned: int) -> bool:
    """Whether the first day still asks for an essential skill when the others are learned on the job."""
    return any(one.essential and one.skill not in learned for one in need.counted)


def _with_degree(people: People, need: Need, fit: int) -> int:
    if not fit:
        return 0
    first = rank(people, need, reach_table(), fit).person_ids.tolist()
    return sum(
        Seeker.objects.filter(pk__in=first[at : at + IDS_AT_ONCE], has_degree=Said.YES).count()
        for at in range(0, len(first), IDS_AT_ONCE)
    )
