"""What somebody asks for, line by line: the same in a posting that exists and in one that begins."""

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.actions.lines import Line
from techhire.plays.seekers.queries import skill_coded
from techhire.portals.api.fields import Code, Given, Level
from techhire.portals.layout.request import Request


class RequirementGiven(Given):
    """One confirmed line."""

    skill: Code
    level: Level
    weight: Level = 3
    importance: Importance = Importance.ESSENTIAL
    when: When = When.DAY_ONE


def skill_named(request: Request, code: str, field: str) -> int:
    """The id of a skill in use here by its code; refused beside the field where there is none."""
    skill = skill_coded(request.actor, code)
    if skill is None:
        raise Refused(_("We do not know this skill: %(code)s.") % {"code": code}, field=field)
    return skill.pk


def line_of(request: Request, given: RequirementGiven) -> Line:
    """A line as the action takes it."""
    skill = skill_named(request, given.skill, "lines")
    return Line(skill, given.level, given.weight, given.importance.value, given.when.value)
