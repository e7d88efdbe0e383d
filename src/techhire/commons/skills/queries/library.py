"""Skills, their levels, names, history and ties."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import (
    Alignment,
    Framework,
    LevelAnchor,
    Skill,
    SkillAlias,
    SkillRevision,
    in_use,
    shared_with,
)
from techhire.commons.skills.rules import visible_skills
from techhire.commons.skills.words import SkillState


def starter_framework() -> Framework | None:
    """The framework every community shares, once it is loaded."""
    return Framework.objects.filter(slug="starter").first()


def frameworks_here(community_id: int | None) -> QuerySet[Framework]:
    """The shared frameworks and the community's own, each with ``kept``, its number of published skills."""
    kept = Skill.objects.filter(framework=OuterRef("pk"), state=SkillState.PUBLISHED).order_by()
    counted = kept.values("framework").annotate(number=Count("pk")).values("number")
    return (
        Framework.objects.filter(Q(community__isnull=True) | Q(community_id=community_id))
        .annotate(kept=Coalesce(Subquery(counted), 0))
        .order_by("name")
    )


def published_skills(community: Community | None = None) -> QuerySet[Skill]:
    """Skills in use here, by name: the starter framework's and, with a community, that community's own."""
    return Skill.objects.filter(in_use(community.pk if community else None)).order_by("name", "pk")


def skills_by_slug(slugs: Iterable[str]) -> dict[str, Skill]:
    """Starter skills by slug. One query."""
    found = Skill.objects.filter(framework__slug="starter", code__in=list(slugs))
    return {skill.code: skill for skill in found}


def skills_coded(community_id: int | None, codes: Iterable[str]) -> dict[str, Skill]:
    """Skills in use here by code, the shared one before the community's own. One query."""
    found = Skill.objects.filter(in_use(community_id), code__in=set(codes))
    by_code: dict[str, Skill] = {}
    for skill in found.order_by(Case(When(framework__slug="starter", then=Value(0)), default=Value(1))):
        by_code.setdefault(skill.code, skill)
    return by_code


def skills_in_bulk(community_id: int | None, ids: Iterable[int]) -> dict[int, Skill]:
    """Published skills by id: shared ones and the community's own, never another community's. One query."""
    found = Skill.objects.filter(shared_with(community_id), pk__in=list(ids), state=SkillState.PUBLISHED)
    return {skill.pk: skill for skill in found}


def skill_at(community: Community | None, code: str) -> Skill | None:
    """The skill at a public address, the shared one before the community's own; replaced and retired ones too."""
    scope = Q(framework__slug="starter", framework__community__isnull=True)
    if community is not None:
        scope |= Q(framework__community=community)
    open_states = [SkillState.PUBLISHED, SkillState.REPLACED, SkillState.RETIRED]
    found = Skill.objects.filter(scope, code=code, state__in=open_states)
    shared_first = Case(When(framework__community__isnull=True, then=Value(0)), default=Value(1))
    return found.select_related("framework", "parent", "replaced_by").order_by(shared_first).first()


def skill_numbered(actor: Actor, skill_id: int) -> Skill | None:
    """A skill in any state, where the actor may see it."""
    found = visible_skills(actor).select_related("framework", "parent", "replaced_by")
    return found.filter(pk=skill_id).first()


def skills_waiting(actor: Actor) -> QuerySet[Skill]:
    """Skills somebody proposed that nobody has decided about, oldest first."""
    waiting = [SkillState.PROPOSED, SkillState.IN_REVIEW]
    found = visible_skills(actor).filter(state__in=waiting, framework__community_id=actor.community_id or 0)
    return found.select_related("framework").order_by("changed_at", "pk")


def own_skills(actor: Actor) -> QuerySet[Skill]:
    """Skills of the community's own framework in any state, by name."""
    found = visible_skills(actor).filter(framework__community_id=actor.community_id or 0)
    return found.select_related("framework").order_by("name", "pk")


def search_frameworks(actor: Actor, name: str) -> Skill | None:
    """The skill of exactly this name: in use here first, then in any list the actor may see."""
    found = visible_skills(actor).filter(name__iexact=name.strip(), state=SkillState.PUBLISHED)
    here_first = Case(When(in_use(actor.community_id), then=Value(0)), default=Value(1))
    return found.select_related("framework").order_by(here_first, "pk").first()


def under(community: Community | None, skill: Skill) -> QuerySet[Skill]:
    """Narrower skills in use."""
    return published_skills(community).filter(parent=skill)


def other_names(skill: Skill) -> list[str]:
    """What else people call it, in the order of the alphabet."""
    return sorted(SkillAlias.objects.filter(skill=skill).values_list("text", flat=True), key=str.casefold)


def anchors_for(skill: Skill) -> list[LevelAnchor]:
    """What a person at each level can do: the skill's own anchors, else those for every skill."""
    return anchors_for_many([skill.pk])[skill.pk]


def anchors_for_many(skill_ids: Iterable[int]) -> dict[int, list[LevelAnchor]]:
    """As ``anchors_for``, for many skills in one query."""
    ids = list(skill_ids)
    rows = LevelAnchor.objects.filter(Q(skill_id__in=ids) | Q(skill__isnull=True, framework__slug="starter"))
    own: dict[int | None, dict[int, LevelAnchor]] = {}
    for anchor in rows:
        own.setdefault(anchor.skill_id, {})[anchor.level] = anchor
    general = own.get(None, {})
    return {pk: [anchor for _level, anchor in sorted({**general, **own.get(pk, {})}.items())] for pk in ids}


def history_of(skill: Skill) -> QuerySet[SkillRevision]:
    """Every step of a skill's life, newest first."""
    return SkillRevision.objects.filter(skill=skill).select_related("by").order_by("-at", "-pk")


def alignments_of(community_id: int | None, skill: Skill) -> QuerySet[Alignment]:
    """Ties of a skill to others, with the versions they were made with."""
    seen = Skill.objects.filter(shared_with(community_id))
    ties = Alignment.objects.filter(Q(origin=skill, target__in=seen) | Q(target=skill, origin__in=seen))
    return ties.select_related("origin__framework", "target__framework").order_by("relation", "pk")


@dataclass(frozen=True)
class LibraryCounts:
    """How large the shared language is here."""

    skills: int
    own: int
    waiting: int


def library_counts(actor: Actor) -> LibraryCounts:
    """Skills in use, those the community added, and proposals nobody has decided about. One query."""
    waiting = Q(state__in=[SkillState.PROPOSED, SkillState.IN_REVIEW])
    own = Q(framework__community_id=actor.community_id or 0)
    counts = Skill.objects.aggregate(
        skills=Count("pk", filter=in_use(actor.community_id)),
        own=Count("pk", filter=own & Q(state=SkillState.PUBLISHED)),
        waiting=Count("pk", filter=own & waiting),
    )
    return LibraryCounts(**counts)
