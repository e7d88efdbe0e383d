"""The lines of the page where a role profile is edited: as they are saved, and as they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.queries import profile_lines, skills_in_bulk, succession
from techhire.commons.skills.words import LEVEL_CHOICES, Importance, When
from techhire.portals.layout.line_choice import Choice

MODEST, MIDDLE, MOST = 2, 3, 60


@dataclass
class Row:
    """One line as it stands; ``dropped`` ones go when the page is saved, and new ones come."""

    skill: Any
    level: int = MODEST
    weight: int = MIDDLE
    importance: str = Importance.ESSENTIAL.value
    when: str = When.DAY_ONE.value
    dropped: bool = False
    is_new: bool = False

    @property
    def choices(self) -> list[Choice]:
        """Its four fields."""
        weights = [(n, _("weight %(n)d of 5") % {"n": n}) for n in range(1, 6)]
        return [
            Choice("level", _("Level needed"), [*LEVEL_CHOICES], self.level),
            Choice("importance", _("Needed or preferred"), [*Importance.choices], self.importance),
            Choice("when", _("When"), [*When.choices], self.when),
            Choice("weight", _("How much it matters"), weights, self.weight),
        ]


def rows_saved(profile: Any) -> list[Row]:
    """What the profile asks for, essential first, heavier first."""
    return [
        Row(line.skill, line.level, line.weight, line.importance, line.when)
        for line in profile_lines(profile)
    ]


def rows_posted(data: QueryDict, profile: Any, community_id: int) -> list[Row]:
    """What stood on the page when it was sent, and what was ticked to be added, in that order.

    Where a skill was replaced meanwhile, its line goes on as one of the skill that took its place.
    """
    typed = [*data.getlist("skill"), *data.getlist("add")]
    ids = list(dict.fromkeys(int(pk) for pk in typed if pk.isdecimal() and len(pk) < 19))[:MOST]
    chain = succession()
    ends = {pk: chain.end_of(pk) for pk in ids}
    there = {line.skill_id: line.skill for line in profile_lines(profile)}
    skills = skills_in_bulk(community_id, [*ids, *ends.values()]) | there
    rows: dict[int, Row] = {}
    for pk in ids:
        skill = skills.get(pk) or skills.get(ends[pk])
        if skill is not None:
            row = Row(skill, is_new=skill.pk not in there)
            rows.setdefault(skill.pk, _sent(data, pk, row))
    return list(rows.values())


def _sent(data: Mapping[str, Any], pk: int, row: Row) -> Row:
    """The line with what was sent for it under the number its skill had on the page."""
    row.level = _number(data.get(f"level-{pk}"), row.level)
    row.weight = _number(data.get(f"weight-{pk}"), row.weight)
    row.importance = str(data.get(f"importance-{pk}", row.importance))
    row.when = str(data.get(f"when-{pk}", row.when))
    row.dropped = f"drop-{pk}" in data
    return row


def _number(typed: str | None, otherwise: int) -> int:
    if typed is None:
        return otherwise
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


def lines_of(rows: list[Row]) -> list[RoleLine]:
    """The lines as they are saved."""
    return [
        RoleLine(row.skill.pk, row.level, row.weight, row.importance, row.when)
        for row in rows
        if not row.dropped
    ]
