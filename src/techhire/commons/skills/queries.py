"""Reading the shared language."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import (
    EverydayTask,
    EverydayTaskSkill,
    Framework,
    LevelAnchor,
    ProfileSkill,
    RoleProfile,
    Skill,
)
from techhire.commons.skills.words import SkillState


def starter_framework() -> Framework | None:
    """The framework every community shares, once it is loaded."""
    return Framework.objects.filter(slug="starter").first()


def published_skills() -> QuerySet[Skill]:
    """Skills of the starter framework and of communities' own ones that are in use, by name."""
    own = Q(framework__slug="starter") | Q(framework__community__isnull=False)
    return Skill.objects.filter(own, state=SkillState.PUBLISHED).order_by("name")


def skills_by_slug(slugs: Iterable[str]) -> dict[str, Skill]:
    """Starter skills by slug. One query."""
    found = Skill.objects.filter(framework__slug="starter", code__in=list(slugs))
    return {skill.code: skill for skill in found}


def search_skills(text: str, limit: int = 20) -> list[Skill]:
    """Published skills whose name or other name holds the text, names first."""
    wanted = text.strip()
    if not wanted:
        return []
    named = Q(name__icontains=wanted) | Q(name_es__icontains=wanted)
    found = published_skills().filter(named | Q(aliases__text__icontains=wanted)).distinct()[: limit * 5]
    low = wanted.casefold()
    ranked = sorted(
        found, key=lambda s: (low not in s.name.casefold(), not s.name.casefold().startswith(low), s.name)
    )
    return ranked[:limit]


def role_profiles(community: Community | None = None) -> QuerySet[RoleProfile]:
    """Published role profiles: the shared ones and the community's own."""
    scope = Q(community__isnull=True)
    if community is not None:
        scope |= Q(community=community)
    return RoleProfile.objects.filter(scope, state=SkillState.PUBLISHED).order_by("name")


def profile_lines(profile: RoleProfile) -> QuerySet[ProfileSkill]:
    """What a role asks for, essential first, heavier first."""
    return profile.lines.select_related("skill").order_by("importance", "-weight", "skill__name")


def anchors_for(skill: Skill) -> list[LevelAnchor]:
    """What a person at each level can do: the skill's own anchors, else those for every skill."""
    rows = LevelAnchor.objects.filter(Q(skill=skill) | Q(skill__isnull=True, framework__slug="starter"))
    best: dict[int, LevelAnchor] = {}
    for anchor in rows.order_by("level"):
        if anchor.skill_id is not None or anchor.level not in best:
            best[anchor.level] = anchor
    return [best[level] for level in sorted(best)]


def everyday_tasks() -> QuerySet[EverydayTask]:
    """Things people do at work now, by area."""
    return EverydayTask.objects.order_by("area", "text")


def task_lines(task_ids: Iterable[int]) -> dict[int, int]:
    """The highest level of each skill that these tasks show, by skill id."""
    levels: dict[int, int] = {}
    lines = EverydayTaskSkill.objects.filter(task_id__in=list(task_ids))
    for skill_id, level in lines.values_list("skill_id", "level"):
        levels[skill_id] = max(level, levels.get(skill_id, 0))
    return levels


def skills_in_bulk(ids: Iterable[int]) -> dict[int, Skill]:
    """Skills in use by id. One query."""
    return {skill.pk: skill for skill in Skill.objects.filter(pk__in=list(ids), state=SkillState.PUBLISHED)}


def anchors_for_many(skill_ids: Iterable[int]) -> dict[int, list[LevelAnchor]]:
    """As ``anchors_for``, for many skills in one query."""
    ids = list(skill_ids)
    rows = LevelAnchor.objects.filter(Q(skill_id__in=ids) | Q(skill__isnull=True, framework__slug="starter"))
    own: dict[int | None, dict[int, LevelAnchor]] = {}
    for anchor in rows:
        own.setdefault(anchor.skill_id, {})[anchor.level] = anchor
    general = own.get(None, {})
    return {pk: [anchor for _level, anchor in sorted({**general, **own.get(pk, {})}.items())] for pk in ids}
