"""Onramps: the people they coach, and the jobs that fit each."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.onramps.actions.caseload import (
    accept_credential,
    enter_person,
    release,
    take_on,
    vouch,
)
from techhire.plays.onramps.queries import caseload_coded, fits_of, people_of, people_to_take_on
from techhire.plays.onramps.words import CoachingScope
from techhire.plays.seekers.queries import skill_lines
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.coded import skill_id_of
from techhire.portals.api.fields import LEFT_OUT, Given, PersonCode, Shown, Slug, line, prose
from techhire.portals.api.fits import FitShown, Hidden, fits_page
from techhire.portals.api.looks import note_names, note_record
from techhire.portals.api.own_skills import SkillLineShown
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.profile import Language, RecordShown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.api.training import (
    CredentialGiven,
    PersonNamed,
    VouchGiven,
    VouchShown,
    own_organization,
)
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Caseload"])


class CaseShown(Shown):
    """Somebody on the caseload: skills told and shown, what they need next, open jobs that fit and new ones."""

    person: PersonNamed
    found: bool
    told: int
    shown: int
    need: str
    fits: int
    new_fits: int


class CaseOpened(Shown):
    """Somebody on the caseload, in full."""

    person: RecordShown
    skills: list[SkillLineShown]


class EntryGiven(Given):
    """Somebody who asked in person; ``words`` is what they agreed to, as they said it."""

    name: Annotated[str, line(120, least=1)]
    words: Annotated[str, prose(2000, least=1)]
    language: Language = "en"
    scope: Annotated[list[CoachingScope], Field(max_length=4)] = LEFT_OUT
    email: Annotated[str, line(254)] = LEFT_OUT
    phone: Annotated[str, line(24)] = LEFT_OUT


class TakingOnGiven(Given):
    """Somebody who gave this onramp access, by their code."""

    person: PersonCode


def own_case(request: Request, slug: str, code: str) -> Any:
    """The person on the caseload of the token's own onramp; else 404."""
    found = caseload_coded(request.actor, own_organization(request, slug, "onramp"), code)
    if found is None:
        raise Http404
    return found


def look(request: Request, case: Any) -> None:
    """Keep the record that a coach opened this person."""
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)


@router.get("onramps/{slug}/people", response=answers(Page[CaseShown], found=True))
def caseload(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Everybody my onramp works with, those who need most first."""
    organization = own_organization(request, slug, "onramp")
    page = page_in(people_of(request.actor, organization), asked, name=f"cases:{organization.pk}")
    ids = [row.caseload.seeker_id for row in page["items"]]
    note_names(request, ids, Purpose.COACHING, organization.pk)
    fits = fits_of(page["items"], request.now)
    return page | {"items": [_case(row, fits[row.caseload.seeker_id]) for row in page["items"]]}


def _case(row: Any, fits: Any) -> dict[str, Any]:
    return {
        "person": row.caseload.seeker,
        "found": row.caseload.seeker.found,
        "told": row.told,
        "shown": row.shown,
        "need": row.need.value,
        "fits": fits.open,
        "new_fits": fits.new,
    }


@router.post(
    "onramps/{slug}/people",
    response=answers(RecordShown, status=201, found=True, written=True),
    auth=writer,
)
def enter(request: Request, slug: Slug, body: EntryGiven) -> Any:
    """Open a record for somebody without an account, with their yes in their own words."""
    organization = own_organization(request, slug, "onramp")
    given = body.given()
    if "scope" in given:
        given["scope"] = [part.value for part in body.scope]
    return Status(201, enter_person(request.actor, organization, now=request.now, **given))


@router.get("onramps/{slug}/waiting", response=answers(Page[PersonNamed], found=True))
def waiting(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Those who gave my onramp access and wait to be taken on, newest first."""
    organization = own_organization(request, slug, "onramp")
    page = page_in(people_to_take_on(request.actor, organization), asked, name=f"waiting:{organization.pk}")
    note_names(request, [seeker.pk for seeker in page["items"]], Purpose.COACHING, organization.pk)
    return page


@router.post(
    "onramps/{slug}/caseload",
    response=answers(PersonNamed, status=201, found=True, written=True),
    auth=writer,
)
def take_person_on(request: Request, slug: Slug, body: TakingOnGiven) -> Any:
    """Take somebody on who gave my onramp access."""
    organization = own_organization(request, slug, "onramp")
    people = {seeker.code: seeker for seeker in people_to_take_on(request.actor, organization)}
    if body.person not in people:
        raise Http404
    take_on(request.actor, organization, people[body.person], now=request.now)
    return Status(201, people[body.person])


@router.get("onramps/{slug}/people/{code}", response=answers(CaseOpened, found=True))
def case(request: Request, slug: Slug, code: PersonCode) -> Any:
    """One person with their skills; they can read that a coach looked."""
    found = own_case(request, slug, code)
    look(request, found)
    return {"person": found.seeker, "skills": skill_lines(request.actor, found.seeker)}


@router.get("onramps/{slug}/people/{code}/fits", response=answers(Page[FitShown], found=True))
def case_fits(request: Request, slug: Slug, code: PersonCode, asked: Query[Hidden]) -> Any:
    """Open jobs for one person, best fit first."""
    found = own_case(request, slug, code)
    look(request, found)
    return fits_page(request, found.seeker, asked, asked.hidden)


@router.delete(
    "onramps/{slug}/people/{code}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def let_go(request: Request, slug: Slug, code: PersonCode) -> Any:
    """Let somebody go, and give back the access that came with it."""
    release(request.actor, own_case(request, slug, code), now=request.now)
    return Status(204, None)


@router.post(
    "onramps/{slug}/vouches", response=answers(VouchShown, status=201, found=True, written=True), auth=writer
)
def coach_vouches(request: Request, slug: Slug, body: VouchGiven) -> Any:
    """Vouch for what my onramp has seen somebody do."""
    found = own_case(request, slug, body.person)
    said: dict[str, Any] = {
        "skill_id": skill_id_of(request, body.skill, "skill"),
        "level": body.level,
        "at": body.at,
    }
    return Status(201, vouch(request.actor, found.organization, found.seeker, now=request.now, **said))


@router.post(
    "onramps/{slug}/credentials",
    response=answers(VouchShown, status=201, found=True, written=True),
    auth=writer,
)
def coach_accepts_credential(request: Request, slug: Slug, body: CredentialGiven) -> Any:
    """Enter an outside certification of somebody on the caseload, which a coach has looked at."""
    found = own_case(request, slug, body.person)
    said: dict[str, Any] = {
        "skill_id": skill_id_of(request, body.skill, "skill"),
        "title": body.title,
        "issuer": body.issuer,
        "level": body.level,
        "at": body.at,
    }
    return Status(
        201, accept_credential(request.actor, found.organization, found.seeker, now=request.now, **said)
    )
