"""The shared language: skills with their levels, role profiles, occupations, everyday tasks."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from pydantic import StringConstraints

from techhire.commons.skills.queries import (
    anchors_for,
    credentials_naming,
    crosswalk_of,
    everyday_tasks,
    find_credentials,
    find_skills,
    licenses_for,
    occupation_activities,
    occupation_at,
    occupation_ratings,
    occupation_tasks,
    other_names,
    profile_lines,
    programs_for_occupation,
    role_at,
    role_profiles,
    skill_at,
    skills_in_bulk,
)
from techhire.commons.skills.words import CredentialKind, Scheme, SkillKind
from techhire.portals.api.fields import Code, Shown, Slug, Spoken
from techhire.portals.api.paging import Page, Paging, Searching, page_in, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import anybody
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Shared language"])
OccupationCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z./:_-]{1,120}$")]


class SkillNamed(Shown):
    """A skill by its code and names."""

    code: str
    name: str
    name_es: str


class SkillBrief(SkillNamed):
    """A skill in a list."""

    kind: str
    definition: str
    definition_es: str


class LevelShown(Shown):
    """What a person at a level can do."""

    level: int
    name: str
    name_es: str
    text: str
    text_es: str


class SkillShown(SkillBrief):
    """A skill in full."""

    state: str
    version: int
    half_life_years: float
    other_names: list[str]
    parent: SkillNamed | None
    replaced_by: SkillNamed | None
    levels: list[LevelShown]
    certifications: list[str]


class RoleBrief(Shown):
    """A role profile in a list."""

    slug: str
    name: str
    name_es: str
    soc_code: str


class AskLine(Shown):
    """A skill that is asked for: level 1 to 5, weight 1 to 5."""

    skill: SkillNamed
    level: int
    weight: int
    importance: str
    when: str


class RoleShown(RoleBrief):
    """A role profile with what it asks for."""

    about: str
    about_es: str
    onet_code: str
    asks: list[AskLine]


class CodeShown(Shown):
    """A code of another system and its title."""

    scheme: str
    code: str
    title: str


class ListedCredentialShown(Shown):
    """A certification or license that an official list names."""

    id: int
    name: str
    kind: str
    source: str


class OccupationTaskShown(Shown):
    """Something people of an occupation do, as its source puts it: core, supplemental, emerging or not rated."""

    statement: str
    kind: str


class RatingShown(Shown):
    """A rating on a scale of its source; ``category`` is the step where the scale spreads people over steps.

    ``scale_name`` and ``step`` are what the source calls the two, empty where it did not say.
    """

    element: str
    name: str
    scale: str
    scale_name: str
    category: int
    step: str
    value: float


class OccupationShown(CodeShown):
    """An occupation with its ties to other code systems and the programs of instruction that lead to it."""

    title_es: str
    definition: str
    job_zone: int | None
    activities: list[str]
    tasks: list[OccupationTaskShown]
    ratings: list[RatingShown]
    same_as: list[CodeShown]
    programs: list[CodeShown]
    licenses: list[ListedCredentialShown]


class TaskShown(Shown):
    """Something people do at work now."""

    slug: str
    text: str
    text_es: str
    area: Spoken


class Finding(Searching):
    """Which page of skills that hold these words, of one kind where it is named."""

    kind: SkillKind | None = None


class FindingCredentials(Searching):
    """Which page of names that hold these words, of one kind where it is named."""

    kind: CredentialKind | None = None


class Coded(Shown):
    """Which code system an occupation's code is of."""

    scheme: Scheme = Scheme.SOC_2018


@router.get("skills", response=answers(Page[SkillBrief]))
def skills(request: Request, asked: Query[Finding]) -> Any:
    """Skills in use here: all by name, or those closest to the words first."""
    ids = find_skills(asked.q, community=request.community, kind=asked.kind or "")
    page = page_in(ids, asked, name="skills")
    found = skills_in_bulk(request.community.pk, page["items"])
    return page | {"items": [found[pk] for pk in page["items"] if pk in found]}


@router.get("skills/{code}", response=answers(SkillShown, found=True))
def skill(request: Request, code: Code) -> Any:
    """One skill with its levels; replaced and retired ones say so in ``state``."""
    found = skill_at(request.community, code)
    if found is None:
        raise Http404
    names = ("code", "name", "name_es", "kind", "definition", "definition_es", "state", "version", "parent")
    said = {name: getattr(found, name) for name in (*names, "half_life_years", "replaced_by")}
    named = [row.name for row in credentials_naming(request.community, [found])]
    return said | {
        "other_names": other_names(found),
        "levels": anchors_for(found),
        "certifications": named,
    }


@router.get("credentials", response=answers(Page[ListedCredentialShown]))
def listed_credentials(request: Request, asked: Query[FindingCredentials]) -> Any:
    """Certifications and licenses of official lists whose names hold these words, by name."""
    rows = find_credentials(asked.q, kind=asked.kind or "")
    return page_of(rows, asked, by=("name", "pk"), name="credentials")


@router.get("roles", response=answers(Page[RoleBrief]))
def roles(request: Request, asked: Query[Paging]) -> Any:
    """Role profiles: what entry-level jobs of a kind ask for."""
    rows = role_profiles(request.community)
    return page_of(rows, asked, by=("name", "pk"), name="roles")


@router.get("roles/{slug}", response=answers(RoleShown, found=True))
def role(request: Request, slug: Slug) -> Any:
    """One role profile with what it asks for."""
    found = role_at(request.community, slug)
    if found is None:
        raise Http404
    names = ("slug", "name", "name_es", "soc_code", "about", "about_es", "onet_code")
    return {name: getattr(found, name) for name in names} | {"asks": list(profile_lines(found))}


@router.get("occupations/{code}", response=answers(OccupationShown, found=True))
def occupation(request: Request, code: OccupationCode, asked: Query[Coded]) -> Any:
    """An occupation by its code, SOC 2018 unless another scheme is named."""
    found = occupation_at(code, asked.scheme)
    if found is None:
        raise Http404
    names = ("scheme", "code", "title", "title_es", "definition", "job_zone")
    return {name: getattr(found, name) for name in names} | {
        "activities": [row.statement for row in occupation_activities(found)],
        "licenses": list(licenses_for(code)) if asked.scheme == Scheme.SOC_2018 else [],
        "tasks": list(occupation_tasks(found)),
        "ratings": list(occupation_ratings(found)),
        "same_as": [link.target for link in crosswalk_of(found)],
        "programs": [
            {"scheme": "cip", "code": row.code, "title": row.title} for row in programs_for_occupation(code)
        ]
        if asked.scheme == Scheme.SOC_2018
        else [],
    }


@router.get("everyday-tasks", response=answers(Page[TaskShown]))
def tasks(request: Request, asked: Query[Paging]) -> Any:
    """Things people do at work now, by area: tap some and ask ``could-i``."""
    return page_of(everyday_tasks(), asked, by=("area", "text", "pk"), name="tasks")
