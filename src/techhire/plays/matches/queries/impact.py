"""What each requirement of a posting costs: how many more people here would fit if one line were softer."""

from dataclasses import dataclass, replace

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.engines.disclosure_control import MINIMUM, SharedCount, share_count
from techhire.engines.matching import Need
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.crowd import SHOWN, Crowd, crowd_of
from techhire.plays.matches.queries.shortlists import asked_of
from techhire.plays.matches.queries.shut import Shut, shut_by_the_rest
from techhire.plays.matches.queries.ways import Way, one_lower, ways_shown, ways_tried
from techhire.plays.matches.rules import may_see_shortlist

MOST_TOGETHER = 4


@dataclass(frozen=True)
class ImpactLine:
    """People at or above the interview threshold if this one skill fell a level, or were learned on the job.

    ``shown`` counts people who show this skill alone, and ``shown_lower`` those who show it a level lower.
    """

    skill: Skill
    level: int
    importance: str
    lowered: SharedCount | None
    learned: SharedCount
    opens: int
    shown: SharedCount
    shown_lower: SharedCount | None


@dataclass(frozen=True)
class Together:
    """Lines that open the posting only if several of them were learned on the job, and to how many people."""

    skills: list[Skill]
    count: SharedCount


@dataclass(frozen=True)
class RequirementImpact:
    """People at or above the threshold now, and line by line; every count rounded, lines that open most first.

    ``all_lower`` counts them if every skill were asked a level lower. ``together`` is there where no single line is
    enough. ``ways`` ask the whole job another way; ``skills`` are its skills by id. ``shut`` is there where nothing of
    all this opens it and what it asks beside skills is why.
    """

    now: SharedCount
    lines: list[ImpactLine]
    together: Together | None
    all_lower: SharedCount
    ways: tuple[Way, ...]
    skills: dict[int, Skill]
    shut: Shut | None = None


def requirement_impact(actor: Actor, posting: Posting) -> RequirementImpact:
    """Count, over people who chose to be found, what softer lines would open."""
    require(may_see_shortlist(actor, posting))
    crowd, need = crowd_of(posting), asked_of(posting)
    threshold = float(posting.community.interview_threshold)
    impact, alone = crowd.impact(need, threshold), crowd.alone(need)
    rows = {row.skill_id: row for row in posting.requirements.all()}
    lines = [
        ImpactLine(
            skill=rows[line.skill].skill,
            level=rows[line.skill].level,
            importance=rows[line.skill].importance,
            lowered=_share(line.lowered),
            learned=share_count(line.learned),
            opens=_shown(max(line.lowered or 0, line.learned)) - _shown(impact.now),
            shown=share_count(alone[line.skill]),
            shown_lower=_share(_lower(crowd, need, line.skill)),
        )
        for line in impact.lines
    ]
    lines.sort(key=lambda line: (-line.opens, _shown_alone(line), line.skill.name))
    enough = any(line.opens > 0 for line in lines) or impact.now >= MINIMUM
    opened = None if enough else open_together(crowd, need, threshold, alone)
    together = opened and Together([rows[skill].skill for skill in opened[0]], share_count(opened[1]))
    tried = ways_tried(crowd, need, threshold, alone)
    now, lowered = share_count(impact.now), share_count(crowd.fitting(one_lower(need), threshold))
    skills = {pk: row.skill for pk, row in rows.items()}
    ways = ways_shown(tried, now)
    opens = enough or together or any(way.count.value for way in ways)
    shut = None if opens else shut_by_the_rest(crowd, need, threshold)
    return RequirementImpact(now, lines, together, lowered, ways, skills, shut)


def _lower(crowd: Crowd, need: Need, skill: int) -> int | None:
    wanted = next(r for r in need.counted if r.skill == skill)
    if wanted.level == 1:
        return None
    return crowd.fitting(one_lower(replace(need, requirements=(wanted,))), SHOWN)


def open_together(
    crowd: Crowd, need: Need, threshold: float, alone: dict[int, int]
) -> tuple[list[int], int] | None:
    """Set aside one line after another, the one that opens most or else the rarest, until ten people fit.

    ``alone`` is how many people show each skill by itself. Returns the skills set aside and the people.
    """
    skills: list[int] = []
    for _unused in range(MOST_TOGETHER):
        impact = crowd.impact(need, threshold)
        if len(impact.lines) < 2:
            return None
        best = max(impact.lines, key=lambda line: (line.learned, -alone[line.skill], -line.skill))
        need = need.learned_on_the_job(best.skill)
        skills.append(best.skill)
        if best.learned >= MINIMUM:
            return skills, best.learned
    return None


def _share(count: int | None) -> SharedCount | None:
    return None if count is None else share_count(count)


def _shown(count: int) -> int:
    """The count as it is shown, so that a difference of two says no more than the two."""
    return share_count(count).value or 0


def _shown_alone(line: ImpactLine) -> int:
    return line.shown.value or 0
