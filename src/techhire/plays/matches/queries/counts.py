"""About how many people fit, for everybody to see: from the day's snapshot, rounded, and the same all day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.skills.words import Importance
from techhire.commons.vault import fingerprint
from techhire.engines.disclosure_control import MINIMUM, SharedCount, share_count
from techhire.engines.matching import Need, Requirement, rank, requirement_impact
from techhire.plays.matches.bridge import people_of_the_day, reach_table
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import Said

A_DAY, A_WHILE = 24 * 3600, 600
IDS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Wanted:
    """One skill an ad asks for: level 1 to 5, essential or preferred."""

    skill_id: int
    level: int
    importance: str = Importance.ESSENTIAL


@dataclass(frozen=True)
class FitCounts:
    """People here who fit by their skills, and those of them who told us they have a four-year degree."""

    fit: SharedCount
    with_degree: SharedCount

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
    mark = fingerprint(f"{community.pk}:{community.interview_threshold}:{name}:{asked}", purpose="counts")
    kept = cache.get(mark)
    if kept is None:
        kept = _count(community, wanted)
        cache.set(mark, kept, A_DAY if name else A_WHILE)
    fit, with_degree = kept
    return FitCounts(share_count(fit), share_count(with_degree))


def found_here(community: Community) -> SharedCount:
    """About how many people chose to be found, as of the day's snapshot."""
    _name, people = people_of_the_day(community.pk)
    return share_count(len(people))


def in_words(count: SharedCount) -> str:
    """The count as people read it: "about 75" or "fewer than 10"."""
    if count.value is None:
        return _("fewer than %(number)d") % {"number": MINIMUM}
    return _("about %(number)s") % {"number": f"{count.value:,}"}


def _count(community: Community, wanted: list[Wanted]) -> tuple[int, int]:
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
    fit = requirement_impact(people, need, reach_table(), threshold).now
    if not fit:
        return 0, 0
    first = rank(people, need, reach_table(), fit).person_ids.tolist()
    return fit, sum(
        Seeker.objects.filter(pk__in=first[at : at + IDS_AT_ONCE], has_degree=Said.YES).count()
        for at in range(0, len(first), IDS_AT_ONCE)
    )
