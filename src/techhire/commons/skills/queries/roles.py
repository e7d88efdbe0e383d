"""Role profiles and everyday tasks."""

from collections.abc import Iterable
from functools import cache

from django.db.models import Count, Q, QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.skills import starter
from techhire.commons.skills.models import (
    EverydayTask,
    EverydayTaskSkill,
    ProfileSkill,
    RoleProfile,
    Skill,
)
from techhire.commons.skills.words import SkillState


def role_profiles(community: Community | None = None) -> QuerySet[RoleProfile]:
    """Published role profiles: the shared ones and the community's own."""
    scope = Q(community__isnull=True)
    if community is not None:
        scope |= Q(community=community)
    return RoleProfile.objects.filter(scope, state=SkillState.PUBLISHED).order_by("name")


def role_at(community: Community | None, slug: str) -> RoleProfile | None:
    """One role profile; the community's own before the shared one of the same name."""
    return role_profiles(community).filter(slug=slug).order_by("community_id").last()


def role_titled(profiles: Iterable[RoleProfile], title: str) -> RoleProfile | None:
    """Which of these profiles a job title names, in English or Spanish; None where it names none. No query.

    A profile is known by its own names and, where it is one of the starter's, by the titles such jobs go by.
    """
    from techhire.engines.skill_extraction.titles import kind_of

    rows = list(profiles)
    titles = _titles()
    known = {str(at): (row.name, row.name_es, *titles.get(row.slug, ())) for at, row in enumerate(rows)}
    found = kind_of(title, known)
    return None if found is None else rows[int(found)]


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    """Titles by which jobs of each role of the starter go, by its slug."""
    return {
        row["role"]: tuple(
            name.strip() for cell in ("titles_en", "titles_es") for name in row[cell].split("|")
        )
        for row in starter.rows("role_titles.csv")
    }


def profile_lines(profile: RoleProfile) -> QuerySet[ProfileSkill]:
    """What a role asks for, essential first, heavier first."""
    return profile.lines.select_related("skill").order_by("importance", "-weight", "skill__name")


def roles_asking(community: Community | None, skill: Skill) -> QuerySet[ProfileSkill]:
    """Lines of role profiles that ask for a skill, each with its role; one query."""
    lines = ProfileSkill.objects.filter(skill=skill, profile__in=role_profiles(community))
    return lines.select_related("profile").order_by("importance", "-weight", "profile__name")


def counted_roles(community: Community | None) -> QuerySet[RoleProfile]:
    """Role profiles with ``asked``, the number of skills each asks for."""
    return role_profiles(community).annotate(asked=Count("lines"))


def everyday_tasks() -> QuerySet[EverydayTask]:
    """Things people do at work now, by area."""
    return EverydayTask.objects.order_by("area", "text")


def tasks_named(slugs: Iterable[str]) -> list[EverydayTask]:
    """Everyday tasks by slug; what nobody knows is left out. One query."""
    return list(EverydayTask.objects.filter(slug__in=[slug for slug in slugs if "\x00" not in slug]))


def task_lines(task_ids: Iterable[int]) -> dict[int, int]:
    """The highest level of each skill that these tasks show, by skill id."""
    levels: dict[int, int] = {}
    lines = EverydayTaskSkill.objects.filter(task_id__in=list(task_ids))
    for skill_id, level in lines.values_list("skill_id", "level"):
        levels[skill_id] = max(level, levels.get(skill_id, 0))
    return levels
