"""Civic leads: imports of official lists, and the life of the community's own skills."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.skills.actions.life_cycle import (
    propose_skill,
    publish_skill,
    retire_skill,
    review_skill,
)
from techhire.commons.skills.queries import (
    import_run_at,
    import_runs,
    issues_of,
    own_skills,
    skill_numbered,
)
from techhire.commons.skills.words import SkillKind
from techhire.portals.api.fields import Given, Number, Shown, Version, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillBrief
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

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


@router.get("imports", response=answers(Page[ImportShown]))
def imports(request: Request, asked: Query[Paging]) -> Any:
    """Imports I may see, newest first."""
    return page_of(import_runs(request.actor), asked, by=("-started_at", "-pk"), name="imports")


@router.get("imports/{number}", response=answers(ImportShown, found=True))
def import_run(request: Request, number: Number) -> Any:
    """One import with its progress."""
    return _run(request, number)


def _run(request: Request, number: str) -> Any:
    found = import_run_at(request.actor, int(number))
    if found is None:
        raise Http404
    return found


@router.get("imports/{number}/issues", response=answers(Page[IssueShown], found=True))
def import_issues(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Rows that were left out, in the order they stand in their files."""
    rows = issues_of(_run(request, number))
    return page_of(rows, asked, by=("file_name", "line", "pk"), name=f"issues:{number}")


@router.get("own-skills", response=answers(Page[OwnSkillShown]))
def community_skills(request: Request, asked: Query[Paging]) -> Any:
    """The community's own skills, proposals too where I may see them, by name."""
    return page_of(own_skills(request.actor), asked, by=("name", "pk"), name="own-skills")


@router.post("own-skills", response=answers(OwnSkillShown, status=201, written=True), auth=writer)
def propose(request: Request, body: ProposalGiven) -> Any:
    """Put a skill the language lacks before the civic lead."""
    given = body.model_dump() | {"kind": body.kind.value}
    return Status(201, propose_skill(request.actor, now=request.now, **given))


def own_skill(request: Request, number: str) -> Any:
    """The skill of the community's own framework, where I may see it; else 404."""
    found = skill_numbered(request.actor, int(number))
    if found is None or found.framework.community_id != request.community.pk:
        raise Http404
    return found


@router.post(
    "own-skills/{number}/review", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def review(request: Request, number: Number, body: StepGiven) -> Any:
    """Take a proposal up."""
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return review_skill(request.actor, own_skill(request, number), **said)


@router.post(
    "own-skills/{number}/publish", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def publish_own_skill(request: Request, number: Number, body: StepGiven) -> Any:
    """Put a skill into use; texts are read with it from now on."""
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return publish_skill(request.actor, own_skill(request, number), **said)


@router.post(
    "own-skills/{number}/retire", response=answers(OwnSkillShown, found=True, written=True), auth=writer
)
def retire(request: Request, number: Number, body: StepGiven) -> Any:
    """Take a skill out of use; what people showed of it stays theirs."""
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return retire_skill(request.actor, own_skill(request, number), **said)
