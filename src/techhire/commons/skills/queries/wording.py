"""In which version of a skill's words something was tied to it, and what of the words changed since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.skills.models import Skill, SkillRevision

PARTS: dict[str, Promise] = {
    "name": _("its name"),
    "name_es": _("its name in Spanish"),
    "definition": _("what it means"),
    "definition_es": _("what it means, in Spanish"),
    "levels": _("what people at a level can do"),
}
"""What people read of a skill; its state, broader skill and other names say nothing else."""


class Tie(Protocol):
    """A line that names a skill as it was described in one version; None where that is not known."""

    skill_id: int
    skill_version: int | None

    @property
    def skill(self) -> Skill:
        """The skill as it is described now."""


@dataclass(frozen=True)
class Reworded:
    """A skill whose words changed since the version ``then``, and which of them did."""

    skill: Skill
    then: int
    parts: list[Promise]


def versions_of(skill_ids: Iterable[int]) -> dict[int, int]:
    """The present version of each of these skills. One query."""
    return dict(Skill.objects.filter(pk__in=list(skill_ids)).values_list("pk", "version"))


def reworded_since(lines: Iterable[Tie]) -> list[Reworded]:
    """Of these lines, the skills whose words are other ones now, by name. One query where any moved on."""
    old = {
        line.skill_id: line
        for line in lines
        if (line.skill_version or line.skill.version) < line.skill.version
    }
    changed: dict[int, set[str]] = defaultdict(set)
    rows = SkillRevision.objects.filter(skill_id__in=old) if old else []
    for row in rows:
        if row.version > (old[row.skill_id].skill_version or 0):
            changed[row.skill_id] |= {*row.changes, *row.changes.get("fields", [])} & set(PARTS)
    found = [
        Reworded(line.skill, line.skill_version or 0, [PARTS[key] for key in PARTS if key in changed[pk]])
        for pk, line in old.items()
        if changed[pk]
    ]
    return sorted(found, key=lambda one: one.skill.name)
