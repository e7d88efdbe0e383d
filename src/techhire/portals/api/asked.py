"""What somebody asks for, line by line: the same in a posting that exists and in one that begins."""

from collections.abc import Sequence

from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.actions.lines import Line
from techhire.portals.api.coded import skill_ids_of
from techhire.portals.api.fields import Code, Given, Level
from techhire.portals.layout.request import Request


class RequirementGiven(Given):
    """One confirmed line."""

    skill: Code
    level: Level
    weight: Level = 3
    importance: Importance = Importance.ESSENTIAL
    when: When = When.DAY_ONE


def lines_of(request: Request, given: Sequence[RequirementGiven]) -> list[Line]:
    """Lines as the action takes them."""
    ids = skill_ids_of(request, (one.skill for one in given), "lines")
    return [
        Line(ids[one.skill], one.level, one.weight, one.importance.value, one.when.value) for one in given
    ]
