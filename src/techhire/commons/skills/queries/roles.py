"""Role profiles and everyday tasks."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise

from techhire.commons.communities.models import Community
from techhire.commons.skills import starter
from techhire.commons.skills.models import (
    EverydayTask,
    EverydayTaskSkill,
    ProfileSkill,
    RoleProfile,
    Skill,
    ever_published,
)
from techhire.commons.skills.words import TASK_AREAS, Importance, SkillState, When


def role_profiles(community: Community | None = None) -> QuerySet[RoleProfile]:
    """Published role profiles: the community's own, and the shared ones that no copy of its own stands for."""
    offered = RoleProfile.objects.filter(state=SkillState.PUBLISHED).order_by("name")
    if community is None:
        return offered.filter(community__isnull=True)
    copies = RoleProfile.objects.filter(community=community, state=SkillState.PUBLISHED)
    instead = copies.filter(copied_from__isnull=False).values("copied_from")
    return offered.filter(Q(community=community) | Q(community__isnull=True) & ~Q(pk__in=instead))


def role_offered(community_id: int, role_id: int) -> bool:
    """Whether something may begin from this role profile here: a published one, shared or the community's own."""
    here = Q(community__isnull=True) | Q(community_id=community_id)
    return RoleProfile.objects.filter(here, pk=role_id, state=SkillState.PUBLISHED).exists()


def role_at(community: Community | None, slug: str) -> RoleProfile | None:
    """One role profile; the community's own before the shared one of the same name."""
    own_first = F("community_id").asc(nulls_last=True)
    return role_profiles(community).filter(slug=slug).order_by(own_first, "pk").first()


def role_known(community: Community | None, slug: str) -> RoleProfile | None:
    """As ``role_at``, else one of the community's own that was retired: jobs that began from it still name it."""
    found = role_at(community, slug)
    if found is not None or community is None:
        return found
    retired = RoleProfile.objects.filter(community=community, slug=slug, state=SkillState.RETIRED)
    return retired.filter(ever_published()).first()


def origins_of_roles(community: Community | None) -> dict[int, int]:
    """The shared role profile that each copy of the community's own was made from, by ids. One query."""
    copies = RoleProfile.objects.filter(community=community, copied_from_id__gt=0) if community else None
    return dict(copies.values_list("pk", "copied_from_id")) if copies is not None else {}


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


def tasks_by_area() -> list[tuple[str, str | Promise, list[EverydayTask]]]:
    """Everyday tasks under the area they are done in: its code, its name and its tasks, in the order of ``TASK_AREAS``.

    An area without a name there comes last, under its code.
    """
    found: dict[str, list[EverydayTask]] = defaultdict(list)
    for task in everyday_tasks():
        found[task.area].append(task)
    order = [*TASK_AREAS, *sorted(found.keys() - TASK_AREAS.keys())]
    return [(area, TASK_AREAS.get(area, area), found[area]) for area in order if area in found]


def tasks_named(slugs: Iterable[str]) -> list[EverydayTask]:
    """Everyday tasks by slug; what nobody knows is left out. One query."""
    return list(EverydayTask.objects.filter(slug__in=[slug for slug in slugs if "\x00" not in slug]))


def task_levels(task_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """The level of each skill that each of these tasks shows, by task id and skill id. One query."""
    levels: dict[int, dict[int, int]] = defaultdict(dict)
    lines = EverydayTaskSkill.objects.filter(task_id__in=list(task_ids)).order_by("pk")
    for task_id, skill_id, level in lines.values_list("task_id", "skill_id", "level"):
        levels[task_id][skill_id] = level
    return dict(levels)


def task_lines(task_ids: Iterable[int]) -> dict[int, int]:
    """The highest level of each skill that these tasks show, by skill id."""
    levels: dict[int, int] = {}
    for skills in task_levels(task_ids).values():
        for skill_id, level in skills.items():
            levels[skill_id] = max(level, levels.get(skill_id, 0))
    return levels


def core_of_roles(community: Community | None) -> dict[int, frozenset[int]]:
    """The skills each published role asks for on day one as essential, by role id. One query."""
    core: dict[int, set[int]] = defaultdict(set)
    lines = ProfileSkill.objects.filter(
        profile__in=role_profiles(community), importance=Importance.ESSENTIAL, when=When.DAY_ONE
    )
    for profile_id, skill_id in lines.values_list("profile_id", "skill_id"):
        core[profile_id].add(skill_id)
    return {profile: frozenset(skills) for profile, skills in core.items()}
