"""Civic leads: imports of official lists, and the life of the community's own skills."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.permits import Refused
from techhire.commons.skills.actions.life_cycle import (
    propose_skill,
    publish_skill,
    replace_skill,
    retire_skill,
    review_skill,
    update_skill,
)
from techhire.commons.skills.queries import (
    import_run_at,
    import_runs,
    issues_of,
    own_skills,
    skill_at,
    skill_numbered,
)
from techhire.commons.skills.words import SkillKind
from techhire.portals.api.fields import Code, Given, Number, Shown, Version, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillBrief
from techhire.portals.api.tokens import reader, writer

router = Router(auth=reader, tags=["Civic lead"])


class ImportShown(Shown):
    """A run of an import: how far it is and what it did."""

    id: int
    kind: str
    file_name: str
    state: str
    refusal: str
    rows_read: int
    rows_total: int
    added: int
    updated: int
    unchanged: int
    bad: int
    started_at: datetime
    finished_at: datetime | None


class IssueShown(Shown):
    """A row that was left out, and why."""

    file_name: str
    line: int
    reason: str


class OwnSkillShown(SkillBrief):
    """A skill of the community's own, in any state."""

    id: int
    state: str
    version: int


class ProposalGiven(Given):
    """A skill the shared language lacks."""

    name: Annotated[str, line(120, least=1)]
    name_es: Annotated[str, line(120)] = ""
    definition: Annotated[str, prose(600, least=1)]
    definition_es: Annotated[str, prose(600)] = ""
    kind: SkillKind
    aliases: Annotated[list[Annotated[str, line(120)]], Field(max_length=40)] = []
    note: Annotated[str, line(400)] = ""


class StepGiven(Given):
    """A step in a skill's life, and why."""

    note: Annotated[str, line(400)] = ""
    version: Version | None = None


class AnchorGiven(Given):
    """What a person at one of the five levels can do, in both languages; empty in both for the general words."""

    level: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str, line(400)] = ""
    text_es: Annotated[str, line(400)] = ""


class OwnSkillChanged(Given):
    """What a skill says of itself from now on; what is left out stays. ``parent`` is a code, empty for none."""

    name: Annotated[str, line(120, least=1)] | None = None
    name_es: Annotated[str, line(120)] | None = None
    definition: Annotated[str, prose(600, least=1)] | None = None
    definition_es: Annotated[str, prose(600)] | None = None
    kind: SkillKind | None = None
    parent: Code | Literal[""] | None = None
    aliases: Annotated[list[Annotated[str, line(120)]], Field(max_length=40)] | None = None
    anchors: Annotated[list[AnchorGiven], Field(max_length=5)] | None = None
    note: Annotated[str, line(400)] = ""
    version: Version | None = None


class SuccessorGiven(StepGiven):
    """The code of the skill that takes its place."""

    successor: Code


@router.get("imports", response=answers(Page[ImportShown]))
def imports(request: HttpRequest, asked: Query[Paging]) -> Any:
    """Imports I may see, newest first."""
    return page_of(import_runs(request.actor), asked, by=("-started_at", "-pk"), name="imports")


@router.get("imports/{number}", response=answers(ImportShown, found=True))
def import_run(request: HttpRequest, number: Number) -> Any:
    """One import with its progress."""
    return _run(request, number)


def _run(request: HttpRequest, number: str) -> Any:
    found = import_run_at(request.actor, int(number))
    if found is None:
        raise Http404
    return found


@router.get("imports/{number}/issues", response=answers(Page[IssueShown], found=True))
def import_issues(request: HttpRequest, number: Number, asked: Query[Paging]) -> Any:
    """Rows that were left out, in the order they stand in their files."""
    rows = issues_of(_run(request, number))
    return page_of(rows, asked, by=("file_name", "line", "pk"), name=f"issues:{number}")


@router.get("own-skills", response=answers(Page[OwnSkillShown]))
def community_skills(request: HttpRequest, asked: Query[Paging]) -> Any:
    """The community's own skills, proposals too where I may see them, by name."""
    return page_of(own_skills(request.actor), asked, by=("name", "pk"), name="own-skills")


@router.post("own-skills", response=answers(OwnSkillShown, status=201, written=True), auth=writer)
def propose(request: HttpRequest, body: ProposalGiven) -> Any:
    """Put a skill the language lacks before the civic lead."""
    given = body.model_dump() | {"kind": body.kind.value}
    return Status(201, propose_skill(request.actor, now=request.now, **given))


def _skill(request: HttpRequest, number: str) -> Any:
    found = skill_numbered(request.actor, int(number))
    if found is None or found.framework.community_id != request.community.pk:
        raise Http404
    return found


@router.post(
    "own-skills/{number}/review", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def review(request: HttpRequest, number: Number, body: StepGiven) -> Any:
    """Take a proposal up."""
    said = {"note": body.note, "expected_version": body.version, "now": request.now}
    return review_skill(request.actor, _skill(request, number), **said)


@router.post(
    "own-skills/{number}/publish", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def publish_own_skill(request: HttpRequest, number: Number, body: StepGiven) -> Any:
    """Put a skill into use; texts are read with it from now on."""
    said = {"note": body.note, "expected_version": body.version, "now": request.now}
    return publish_skill(request.actor, _skill(request, number), **said)


@router.post(
    "own-skills/{number}/retire", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def retire(request: HttpRequest, number: Number, body: StepGiven) -> Any:
    """Take a skill out of use; what people showed of it stays theirs."""
    said = {"note": body.note, "expected_version": body.version, "now": request.now}
    return retire_skill(request.actor, _skill(request, number), **said)


@router.patch("own-skills/{number}", response=answers(OwnSkillShown, found=True, written=True), auth=writer)
def change_own_skill(request: HttpRequest, number: Number, body: OwnSkillChanged) -> Any:
    """Change what a skill says of itself; each change is a version."""
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    given["expected_version"] = given.pop("version", None)
    if "kind" in given:
        given["kind"] = given["kind"].value
    if "parent" in given:
        given["parent"] = _coded(request, given["parent"], "parent") if given["parent"] else None
    if "anchors" in given:
        given["anchors"] = {one["level"]: (one["text"], one["text_es"]) for one in given["anchors"]}
    return update_skill(request.actor, _skill(request, number), now=request.now, **given)


@router.post(
    "own-skills/{number}/replace", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def replace(request: HttpRequest, number: Number, body: SuccessorGiven) -> Any:
    """Point to the skill that takes its place; what asks for it or shows it counts as that one from now on."""
    said = {"note": body.note, "expected_version": body.version, "now": request.now}
    successor = _coded(request, body.successor, "successor")
    return replace_skill(request.actor, _skill(request, number), successor, **said)


def _coded(request: HttpRequest, code: str, field: str) -> Any:
    found = skill_at(request.community, code)
    if found is None:
        raise Refused(gettext("We do not know this skill."), field=field)
    return found
