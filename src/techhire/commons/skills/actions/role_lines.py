"""What a role profile of a community's own asks for: checked, put in place, and told as a change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.skills.models import ProfileSkill, RoleProfile, Skill, in_use, shared_with
from techhire.commons.skills.words import LEVELS, Importance, When

MOST_LINES = 40
SAID = ("level", "weight", "importance", "when")
AskChange = list[Any]
"""Skill id, what was asked and what is asked, each as ``SAID`` or None; as a revision keeps it."""


@dataclass(frozen=True)
class RoleLine:
    """One line: the skill, the level (1 to 5), the weight (1 to 5), how it matters and when it is needed."""

    skill_id: int
    level: int
    weight: int = 3
    importance: str = Importance.ESSENTIAL
    when: str = When.DAY_ONE


def lines_in(profile: RoleProfile) -> list[RoleLine]:
    """The lines a profile has, as they would be given."""
    return [RoleLine(row.skill_id, *_said(row)) for row in ProfileSkill.objects.filter(profile=profile)]


def check_lines(lines: Iterable[RoleLine], community_id: int, kept: Iterable[int] = ()) -> None:
    """Refuse what cannot be asked. A skill in ``kept`` stood there already and may be out of use by now."""
    asked = list(lines)
    ids = {line.skill_id for line in asked}
    if len(asked) > MOST_LINES:
        raise Refused(_("Ask for at most 40 skills. Fewer is better."), field="asks")
    if len(ids) != len(asked):
        raise Refused(_("Each skill can stand in a role profile once."), field="asks")
    usable = set(Skill.objects.filter(in_use(community_id), pk__in=ids).values_list("pk", flat=True))
    if strange := ids - usable - set(kept):
        here = Skill.objects.filter(shared_with(community_id), pk__in=strange).first()
        said = _("“%(name)s” is not in use. Take it out.") % {"name": here.name} if here else ""
        raise Refused(said or _("We do not know one of these skills."), field="asks")
    for line in asked:
        known = line.level in LEVELS and 1 <= line.weight <= 5
        if not known or line.importance not in Importance.values or line.when not in When.values:
            raise Refused(
                _("Choose a level from 1 to 5, how much it matters, and when it is needed."), field="asks"
            )


def refuse_without_core(lines: Iterable[RoleLine]) -> None:
    """Jobs begin from what is published, and a job asks for something."""
    if not any(line.importance == Importance.ESSENTIAL and line.when == When.DAY_ONE for line in lines):
        raise Refused(_("Ask for at least one essential skill for day one."), field="asks")


def put_lines(profile: RoleProfile, lines: Iterable[RoleLine]) -> list[AskChange]:
    """Replace what a profile asks for by these lines. A line saved here stays, whichever skill returns."""
    wanted = {line.skill_id: line for line in lines}
    old = {row.skill_id: row for row in ProfileSkill.objects.filter(profile=profile)}
    ProfileSkill.objects.filter(profile=profile).exclude(skill_id__in=wanted).delete()
    ProfileSkill.objects.bulk_create(
        (_row(profile, line) for line in wanted.values()),
        update_conflicts=True,
        unique_fields=["profile", "skill"],
        update_fields=[*SAID, "named_as"],
    )
    return _changes(old, wanted)


def _changes(old: Mapping[int, ProfileSkill], wanted: Mapping[int, RoleLine]) -> list[AskChange]:
    pairs = [(pk, _said(old.get(pk)), _said(wanted.get(pk))) for pk in sorted({*old, *wanted})]
    return [[pk, before, after] for pk, before, after in pairs if before != after]


def _said(line: RoleLine | ProfileSkill | None) -> Any:
    return None if line is None else [getattr(line, name) for name in SAID]


def _row(profile: RoleProfile, line: RoleLine) -> ProfileSkill:
    return ProfileSkill(
        profile=profile, skill_id=line.skill_id, **{name: getattr(line, name) for name in SAID}
    )
