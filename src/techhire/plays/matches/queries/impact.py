"""What each requirement of a posting costs: how many more people here would fit if one line were softer."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import requirement_impact as count_impact
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import need_of, people_now, reach_table
from techhire.plays.matches.rules import may_see_shortlist
from techhire.plays.seekers.models import EmployerBlock


@dataclass(frozen=True)
class ImpactLine:
    """People at or above the interview threshold if this one skill fell a level, or were learned on the job."""

    skill: Skill
    level: int
    importance: str
    lowered: SharedCount | None
    learned: SharedCount
    opens: int


@dataclass(frozen=True)
class RequirementImpact:
    """People at or above the threshold now, and line by line; every count rounded, lines that open most first."""

    now: SharedCount
    lines: list[ImpactLine]


def requirement_impact(actor: Actor, posting: Posting) -> RequirementImpact:
    """Count, over people who chose to be found, what softer lines would open."""
    require(may_see_shortlist(actor, posting))
    served = people_now(posting.community_id)
    blocked = EmployerBlock.objects.filter(organization_id=posting.organization_id)
    impact = count_impact(
        served.people,
        need_of(posting),
        reach_table(),
        float(posting.community.interview_threshold),
        overlay=served.overlay,
        blocked=tuple(sorted(blocked.values_list("seeker_id", flat=True))),
    )
    rows = {row.skill_id: row for row in posting.requirements.all()}
    lines = [
        ImpactLine(
            skill=rows[line.skill].skill,
            level=rows[line.skill].level,
            importance=rows[line.skill].importance,
            lowered=None if line.lowered is None else share_count(line.lowered),
            learned=share_count(line.learned),
            opens=_shown(max(line.lowered or 0, line.learned)) - _shown(impact.now),
        )
        for line in impact.lines
    ]
    return RequirementImpact(share_count(impact.now), sorted(lines, key=lambda line: -line.opens))


def _shown(count: int) -> int:
    """The count as it is shown, so that a difference of two says no more than the two."""
    return share_count(count).value or 0
