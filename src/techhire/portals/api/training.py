"""Providers: the people in a start, completions, and vouching."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status

from techhire.commons.communities.queries import organization_named
from techhire.plays.providers.actions.cohorts import (
    complete_enrollment,
    enroll,
    undo_completion,
    withdraw_enrollment,
)
from techhire.plays.providers.actions.credentials import accept_credential
from techhire.plays.providers.actions.vouching import vouch
from techhire.plays.providers.queries import (
    enrollments_in,
    people_of,
    person_coded,
    piece_entered,
)
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.coded import skill_id_of
from techhire.portals.api.fields import Code, Day, Given, Level, Number, PersonCode, Shown, Slug, line
from techhire.portals.api.looks import note_names
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.provider import own_cohort
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Training"])


class PersonNamed(Shown):
    """A person who let this organization see them."""

    code: str
    name: str


class TraineeShown(PersonNamed):
    """Somebody in training; ``may_vouch`` where they said yes to vouches of this organization."""

    may_vouch: bool


class PlaceShown(Shown):
    """A place in a start; the person only as long as they let the provider see them."""

    id: int
    state: str
    completed_on: date | None
    person: PersonNamed | None


class EnrollmentGiven(Given):
    """Who gets the seat, by their code."""

    person: PersonCode


class CompletionGiven(Given):
    """The day somebody finished."""

    on: Day


class VouchGiven(Given):
    """A skill somebody was seen to have, at a level, as of a day."""

    person: PersonCode
    skill: Code
    level: Level
    at: Day


class CredentialGiven(VouchGiven):
    """A certification somebody looked at: its name, who gave it and when (``at``), the skill and level it shows."""

    title: Annotated[str, line(200, least=1)]
    issuer: Annotated[str, line(160, least=1)]


class VouchShown(Shown):
    """The piece of evidence a vouch became."""

    id: int
    kind: str
    level: float
    at: date


def own_organization(request: Request, slug: str, kind: str) -> Any:
    """The organization of this kind, where the token's account sits in it; else 404."""
    found = organization_named(request.actor, slug)
    if found is None or found.pk not in request.actor.organizations(kind):
        raise Http404
    return found


@router.get("providers/{slug}/people", response=answers(Page[TraineeShown], found=True))
def trainees(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Everybody who gave my provider access, newest first."""
    organization = own_organization(request, slug, "provider")
    page = page_in(people_of(request.actor, organization), asked, name=f"trainees:{organization.pk}")
    rows = page["items"]
    note_names(request, [row.seeker.pk for row in rows], Purpose.TRAINING, organization.pk)
    shown = [{"code": row.seeker.code, "name": row.seeker.name, "may_vouch": row.may_vouch} for row in rows]
    return page | {"items": shown}


@router.post(
    "providers/{slug}/vouches",
    response=answers(VouchShown, status=201, found=True, written=True),
    auth=writer,
)
def vouch_for(request: Request, slug: Slug, body: VouchGiven) -> Any:
    """Vouch for what a trainee can do."""
    organization = own_organization(request, slug, "provider")
    seeker = person_coded(request.actor, organization, body.person)
    if seeker is None:
        raise Http404
    said: dict[str, Any] = {
        "skill_id": skill_id_of(request, body.skill, "skill"),
        "level": body.level,
        "at": body.at,
    }
    return Status(201, vouch(request.actor, seeker, organization, now=request.now, **said))


@router.post(
    "providers/{slug}/credentials",
    response=answers(VouchShown, status=201, found=True, written=True),
    auth=writer,
)
def provider_accepts_credential(request: Request, slug: Slug, body: CredentialGiven) -> Any:
    """Enter an outside certification of a trainee, which my provider has looked at."""
    organization = own_organization(request, slug, "provider")
    seeker = person_coded(request.actor, organization, body.person)
    if seeker is None:
        raise Http404
    said: dict[str, Any] = {
        "skill_id": skill_id_of(request, body.skill, "skill"),
        "title": body.title,
        "issuer": body.issuer,
        "level": body.level,
        "at": body.at,
    }
    return Status(201, accept_credential(request.actor, seeker, organization, now=request.now, **said))


@router.get("cohorts/{number}/enrollments", response=answers(list[PlaceShown], found=True))
def enrollments(request: Request, number: Number) -> Any:
    """Places in a start of mine, those to settle first."""
    cohort = own_cohort(request, number)
    places = enrollments_in(request.actor, cohort)
    ids = [place.seeker.pk for place in places if place.seeker is not None]
    note_names(request, ids, Purpose.TRAINING, cohort.program.organization_id)
    return [_place(place.enrollment, place.seeker) for place in places]


def _place(row: Any, seeker: Any) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "completed_on": row.completed_on, "person": seeker}


@router.post(
    "cohorts/{number}/enrollments",
    response=answers(PlaceShown, status=201, found=True, written=True),
    auth=writer,
)
def give_seat(request: Request, number: Number, body: EnrollmentGiven) -> Any:
    """Give somebody a seat who let the provider see them."""
    cohort = own_cohort(request, number)
    seeker = person_coded(request.actor, cohort.program.organization, body.person)
    if seeker is None:
        raise Http404
    return Status(201, _place(enroll(request.actor, cohort, seeker, now=request.now), seeker))


def _own_place(request: Request, cohort: str, place: str) -> Any:
    for row in enrollments_in(request.actor, own_cohort(request, cohort)):
        if row.enrollment.pk == int(place):
            return row
    raise Http404


@router.post(
    "cohorts/{number}/enrollments/{place}/complete",
    response=answers(PlaceShown, found=True, written=True),
    auth=writer,
)
def complete(request: Request, number: Number, place: Number, body: CompletionGiven) -> Any:
    """Record that somebody finished; what the program teaches becomes evidence."""
    found = _own_place(request, number, place)
    done = complete_enrollment(request.actor, found.enrollment, on=body.on, now=request.now)
    return _place(done, found.seeker)


@router.post(
    "cohorts/{number}/enrollments/{place}/withdraw",
    response=answers(PlaceShown, found=True, written=True),
    auth=writer,
)
def free_seat(request: Request, number: Number, place: Number) -> Any:
    """Free the seat of somebody who did not finish."""
    found = _own_place(request, number, place)
    return _place(withdraw_enrollment(request.actor, found.enrollment, now=request.now), found.seeker)


@router.post(
    "cohorts/{number}/enrollments/{place}/undo",
    response=answers(PlaceShown, found=True, written=True),
    auth=writer,
)
def undo_finish(request: Request, number: Number, place: Number) -> Any:
    """Take back that somebody finished, on the day it was recorded, with the evidence it became."""
    found = _own_place(request, number, place)
    return _place(undo_completion(request.actor, found.enrollment, now=request.now), found.seeker)


@router.delete(
    "providers/{slug}/people/{code}/evidence/{number}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def provider_takes_back(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Take back a vouch or a certification my provider entered."""
    organization = own_organization(request, slug, "provider")
    seeker = person_coded(request.actor, organization, code)
    if seeker is None:
        raise Http404
    row = piece_entered(request.actor, organization, seeker, int(number))
    if row is None:
        raise Http404
    withdraw_evidence(request.actor, row, now=request.now)
    return Status(204, None)
