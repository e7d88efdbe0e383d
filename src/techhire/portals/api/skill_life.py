"""The life of one skill of the community's own: its words, what takes its place, its ties to other lists."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictFloat, StrictInt

from techhire.commons.permits import Refused, require
from techhire.commons.skills.actions.alignment import align_skills, remove_alignment
from techhire.commons.skills.actions.life_cycle import replace_skill, update_skill
from techhire.commons.skills.queries import alignments_of, history_of, search_frameworks
from techhire.commons.skills.rules import may_update_skill
from techhire.commons.skills.words import Relation, SkillKind
from techhire.plays.seekers.queries import skill_coded
from techhire.portals.api.convener import OwnSkillShown, own_skill
from techhire.portals.api.fields import LEFT_OUT, Code, Given, Number, Shown, Version, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])
SKILL = "own-skills/{number}"


class AnchorGiven(Given):
    """What a person at one of the five levels can do, in both languages; empty in both for the general words."""

    level: Annotated[StrictInt, Field(ge=1, le=5)]
    text: Annotated[str, line(400)] = ""
    text_es: Annotated[str, line(400)] = ""


class SkillChanged(Given):
    """What to change; what is left out stays. ``aliases`` take the place of all there were.

    ``parent`` is the code of a skill, empty for none.
    """

    version: Version | None = None
    name: Annotated[str, line(120, least=1)] = LEFT_OUT
    name_es: Annotated[str, line(120)] = LEFT_OUT
    definition: Annotated[str, prose(600, least=1)] = LEFT_OUT
    definition_es: Annotated[str, prose(600)] = LEFT_OUT
    kind: SkillKind = LEFT_OUT
    half_life_years: Annotated[StrictFloat | StrictInt, Field(ge=1, le=30, allow_inf_nan=False)] = LEFT_OUT
    aliases: Annotated[list[Annotated[str, line(120)]], Field(max_length=40)] = LEFT_OUT
    parent: Code | Literal[""] = LEFT_OUT
    anchors: Annotated[list[AnchorGiven], Field(max_length=5)] = LEFT_OUT
    note: Annotated[str, line(400)] = ""


class SuccessorGiven(Given):
    """The skill in use that takes its place, and why."""

    successor: Code
    note: Annotated[str, line(400)] = ""
    version: Version | None = None


class TieGiven(Given):
    """Another skill by its exact name in one of the lists, and what it is beside this one."""

    target: Annotated[str, line(300, least=1)]
    relation: Relation


class TieShown(Shown):
    """Two skills and how the second stands to the first, with the versions the tie was made with."""

    id: int
    origin: SkillNamed
    target: SkillNamed
    relation: str
    origin_version: int
    target_version: int
    at: datetime


class RevisionShown(Shown):
    """One step of a skill's life: each changed field with what it was and what it became, and why."""

    version: int
    state: str
    changes: dict[str, Any]
    note: str
    at: datetime


@router.patch(SKILL, response=answers(OwnSkillShown, found=True, written=True), auth=writer)
def change_own_skill(request: Request, number: Number, body: SkillChanged) -> Any:
    """Change what a skill says of itself; each change is a version."""
    given = {name: getattr(value, "value", value) for name, value in body.given().items()}
    version = given.pop("version", None)
    if "parent" in given:
        given["parent"] = _coded(request, given["parent"], "parent") if given["parent"] else None
    if "anchors" in given:
        given["anchors"] = {one.level: (one.text, one.text_es) for one in body.anchors}
    found = own_skill(request, number)
    return update_skill(request.actor, found, expected_version=version, now=request.now, **given)


@router.post(f"{SKILL}/replace", response=answers(OwnSkillShown, found=True, written=True), auth=writer)
def replace_own_skill(request: Request, number: Number, body: SuccessorGiven) -> Any:
    """Point to the skill that takes its place; what asks for it or shows it counts as that one from now on."""
    found, successor = own_skill(request, number), _coded(request, body.successor, "successor")
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return replace_skill(request.actor, found, successor, **said)


@router.get(f"{SKILL}/history", response=answers(Page[RevisionShown], found=True))
def skill_history(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Every step of its life, newest first, for whoever may change it."""
    found = own_skill(request, number)
    require(may_update_skill(request.actor, found))
    return page_of(history_of(found), asked, by=("-at", "-pk"), name=f"skill-history:{number}")


@router.get(f"{SKILL}/ties", response=answers(Page[TieShown], found=True))
def ties(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Ties to other skills, by what they say."""
    rows = alignments_of(request.community.pk, own_skill(request, number))
    return page_of(rows, asked, by=("relation", "pk"), name=f"ties:{number}")


@router.post(f"{SKILL}/ties", response=answers(TieShown, status=201, found=True, written=True), auth=writer)
def tie(request: Request, number: Number, body: TieGiven) -> Any:
    """Tie it to another; doing so again renews the tie with today's versions."""
    found, target = own_skill(request, number), search_frameworks(request.actor, body.target)
    if target is None:
        raise Refused(_("No skill has this name. Copy it from the library."), field="target")
    return Status(
        201, align_skills(request.actor, found, target, relation=body.relation.value, now=request.now)
    )


@router.delete(
    f"{SKILL}/ties/{{place}}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def untie(request: Request, number: Number, place: Number) -> Any:
    """Take a tie away."""
    rows = alignments_of(request.community.pk, own_skill(request, number))
    found = rows.filter(pk=int(place)).first()
    if found is None:
        raise Http404
    remove_alignment(request.actor, found, now=request.now)
    return Status(204, None)


def _coded(request: Request, code: str, field: str) -> Any:
    found = skill_coded(request.actor, code)
    if found is None:
        raise Refused(_("We do not know this skill."), field=field)
    return found
