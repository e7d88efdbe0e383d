"""Providers: their programs, what each teaches, and its starts."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.communities.queries import organization_named
from techhire.commons.permits import Refused
from techhire.commons.skills.queries import program_code
from techhire.plays.providers.actions.cohorts import add_cohort, change_cohort
from techhire.plays.providers.actions.programs import (
    close_program,
    confirm_program,
    create_program,
    list_program,
    set_teaches,
    suspend_program,
    update_program,
)
from techhire.plays.providers.queries import (
    cohort_numbered,
    cohorts_of_program,
    program_numbered,
    programs_of,
    starts_of,
)
from techhire.plays.providers.words import Pace
from techhire.portals.api.coded import skill_ids_of
from techhire.portals.api.fields import (
    LEFT_OUT,
    Code,
    Day,
    Given,
    Level,
    Number,
    Slug,
    Version,
    Yes,
    line,
    prose,
)
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.profile import Language
from techhire.portals.api.programs import CohortShown, ProgramBrief, ProgramShown, brief, in_full
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Training"])
People = Annotated[StrictInt, Field(ge=0, le=1_000_000)]


class OwnProgramBrief(ProgramBrief):
    """A program of one's own in a list."""

    state: str
    version: int


class CohortTaken(CohortShown):
    """A start of one's own program, and how many seats are taken."""

    taken: int


class ProgramDetails(Given):
    """What a program says of itself; what is left out stays."""

    summary: Annotated[str, prose(1500)] = LEFT_OUT
    language: Language = LEFT_OUT
    cip: Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{4}$")] | None = LEFT_OUT
    pace: Pace = LEFT_OUT
    length_weeks: Annotated[StrictInt, Field(ge=1, le=260)] = LEFT_OUT
    hours_per_week: Annotated[StrictInt, Field(ge=1, le=80)] = LEFT_OUT
    tuition: Annotated[Decimal, Field(ge=0, le=500_000, max_digits=9, decimal_places=2)] = LEFT_OUT
    free_for_eligible: Yes = LEFT_OUT
    funding: Annotated[str, line(400)] = LEFT_OUT
    admission: Annotated[str, line(400)] = LEFT_OUT
    credential: Annotated[str, line(160)] = LEFT_OUT
    online: Yes = LEFT_OUT
    city: Annotated[str, line(80)] = LEFT_OUT
    zip_code: Annotated[str, Field(pattern=r"^([0-9]{5})?$")] = LEFT_OUT
    enrolled_per_year: People | None = LEFT_OUT
    completed_per_year: People | None = LEFT_OUT


class ProgramGiven(ProgramDetails):
    """A new program, as a draft."""

    name: Annotated[str, line(160, least=1)]


class ProgramChanged(ProgramDetails):
    """What to change; that confirms the rest as up to date."""

    version: Version | None = None
    name: Annotated[str, line(160, least=1)] = LEFT_OUT


class TeachesGiven(Given):
    """A skill a program teaches, and the level people reach."""

    skill: Code
    level: Level


class AllTeachesGiven(Given):
    """Everything a program teaches; it takes the place of what was there."""

    lines: Annotated[list[TeachesGiven], Field(max_length=60)]


class CohortGiven(Given):
    """A start: when, until when, how many seats."""

    starts_on: Day
    ends_on: Day | None = None
    apply_by: Day | None = None
    seats: Annotated[StrictInt, Field(ge=1, le=5000)]


class CohortChanged(CohortGiven):
    """A start as it is to be, in full."""

    canceled: Yes = False
    version: Version | None = None


def own_program(request: Request, number: str) -> Any:
    """The program, where the token's account sits with its provider; else 404."""
    found = program_numbered(request.actor, int(number))
    if found is None or not request.actor.sits_in(found.organization_id):
        raise Http404
    return found


def own_cohort(request: Request, number: str) -> Any:
    """The start, where the token's account sits with its provider; else 404."""
    found = cohort_numbered(request.actor, int(number))
    if found is None:
        raise Http404
    return found


def shown(request: Request, number: Any) -> Any:
    """A program of one's own as it is now."""
    return in_full(own_program(request, number), request.today)


def _fields(body: Given) -> dict[str, Any]:
    given = {name: getattr(value, "value", value) for name, value in body.given().items()}
    code = given.get("cip")
    if code:
        given["cip"] = program_code(code)
        if given["cip"] is None:
            raise Refused(_("We do not know this program code."), field="cip")
    return given


@router.get("providers/{slug}/programs", response=answers(Page[OwnProgramBrief], found=True))
def own_programs(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Programs of my provider by name, drafts too; of another one those anybody can find."""
    organization = organization_named(request.actor, slug)
    if organization is None:
        raise Http404
    rows = programs_of(request.actor, organization).select_related("organization")
    page = page_of(rows, asked, by=("name", "pk"), name=f"programs:{organization.pk}")
    starts = starts_of([row.pk for row in page["items"]], request.today)
    items = [
        brief(row, starts.get(row.pk)) | {"state": row.state, "version": row.version} for row in page["items"]
    ]
    return page | {"items": items}


@router.post(
    "providers/{slug}/programs",
    response=answers(ProgramShown, status=201, found=True, written=True),
    auth=writer,
)
def add_program(request: Request, slug: Slug, body: ProgramGiven) -> Any:
    """Start a draft of a program."""
    organization = organization_named(request.actor, slug)
    if organization is None:
        raise Http404
    made = create_program(request.actor, organization, now=request.now, **_fields(body))
    return Status(201, shown(request, made.pk))


@router.get("own-programs/{number}", response=answers(ProgramShown, found=True))
def own_program_in_full(request: Request, number: Number) -> Any:
    """One program of my provider."""
    return shown(request, number)


@router.patch("own-programs/{number}", response=answers(ProgramShown, found=True, written=True), auth=writer)
def change_program(request: Request, number: Number, body: ProgramChanged) -> Any:
    """Change what a program says of itself."""
    found, given = own_program(request, number), _fields(body)
    version = given.pop("version", None)
    update_program(request.actor, found, expected_version=version, now=request.now, **given)
    return shown(request, number)


@router.put(
    "own-programs/{number}/teaches", response=answers(ProgramShown, found=True, written=True), auth=writer
)
def say_what_it_teaches(request: Request, number: Number, body: AllTeachesGiven) -> Any:
    """Say what a program teaches, all skills at once."""
    found = own_program(request, number)
    ids = skill_ids_of(request, (one.skill for one in body.lines), "lines")
    lines = [(ids[one.skill], one.level) for one in body.lines]
    set_teaches(request.actor, found, lines=lines, now=request.now)
    return shown(request, number)


@router.post(
    "own-programs/{number}/list", response=answers(ProgramShown, found=True, written=True), auth=writer
)
def list_to_all(request: Request, number: Number) -> Any:
    """Show the program to everybody."""
    list_program(request.actor, own_program(request, number), now=request.now)
    return shown(request, number)


@router.post(
    "own-programs/{number}/confirm", response=answers(ProgramShown, found=True, written=True), auth=writer
)
def say_it_is_up_to_date(request: Request, number: Number) -> Any:
    """Say that everything about it is still true."""
    confirm_program(request.actor, own_program(request, number), now=request.now)
    return shown(request, number)


@router.post(
    "own-programs/{number}/suspend", response=answers(ProgramShown, found=True, written=True), auth=writer
)
def suspend(request: Request, number: Number) -> Any:
    """Show it as not taking people now."""
    suspend_program(request.actor, own_program(request, number), now=request.now)
    return shown(request, number)


@router.post(
    "own-programs/{number}/close", response=answers(ProgramShown, found=True, written=True), auth=writer
)
def end_program(request: Request, number: Number) -> Any:
    """End it; what people completed in it stays."""
    close_program(request.actor, own_program(request, number), now=request.now)
    return shown(request, number)


@router.get("own-programs/{number}/cohorts", response=answers(list[CohortTaken], found=True))
def cohorts(request: Request, number: Number) -> Any:
    """Every start of a program of mine, the earliest first."""
    rows = cohorts_of_program(request.actor, own_program(request, number))
    return [cohort_shown(row.cohort) | {"taken": row.taken} for row in rows]


def cohort_shown(cohort: Any) -> dict[str, Any]:
    """A start in plain data."""
    return {name: getattr(cohort, name) for name in CohortShown.model_fields}


@router.post(
    "own-programs/{number}/cohorts",
    response=answers(CohortShown, status=201, found=True, written=True),
    auth=writer,
)
def announce_cohort(request: Request, number: Number, body: CohortGiven) -> Any:
    """Announce a start with its seats."""
    made = add_cohort(request.actor, own_program(request, number), now=request.now, **body.given())
    return Status(201, made)


@router.put("cohorts/{number}", response=answers(CohortShown, found=True, written=True), auth=writer)
def move_cohort(request: Request, number: Number, body: CohortChanged) -> Any:
    """Move a start or its seats, or cancel it."""
    given = body.model_dump()
    version = given.pop("version")
    found = own_cohort(request, number)
    return change_cohort(request.actor, found, expected_version=version, now=request.now, **given)
