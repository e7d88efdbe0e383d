"""Programs of training anybody can find."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.providers.queries import (
    listed_programs,
    next_cohort,
    program_numbered,
    starts_of,
    taught_by,
)
from techhire.plays.providers.words import ProgramState
from techhire.portals.api.fields import Number, Shown
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.paging import Page, Searching, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import anybody
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Programs"])


class ProviderNamed(EmployerNamed):
    """A provider by name."""


class ProgramBrief(Shown):
    """A program in a list; ``next_start`` is the next day it begins that people can still apply for."""

    id: int
    slug: str
    name: str
    provider: ProviderNamed
    language: str
    length_weeks: int
    hours_per_week: int
    tuition: Decimal
    free_for_eligible: bool
    online: bool
    city: str
    next_start: date | None


class TeachesLine(Shown):
    """A skill a program teaches, the level people reach, and the version of the skill's words this was said in."""

    skill: SkillNamed
    skill_version: int | None
    level: int


class CohortShown(Shown):
    """A group that starts together."""

    id: int
    starts_on: date
    ends_on: date | None
    apply_by: date | None
    seats: int
    canceled: bool
    version: int


class ProgramShown(ProgramBrief):
    """A program in full."""

    state: str
    version: int
    summary: str
    pace: str
    funding: str
    admission: str
    credential: str
    zip_code: str
    teaches: list[TeachesLine]


class ProgramSearch(Searching):
    """Which page of programs that hold these words."""

    free: bool = False
    online: bool = False


def brief(row: Any, next_start: date | None) -> dict[str, Any]:
    """What a list says of a program."""
    names = set(ProgramBrief.model_fields) - {"provider", "next_start"}
    said = {name: getattr(row, name) for name in names}
    return said | {"provider": row.organization, "next_start": next_start}


def in_full(row: Any, today: date) -> dict[str, Any]:
    """Everything a program says of itself. Three queries."""
    cohort = next_cohort(row, today)
    names = set(ProgramShown.model_fields) - set(ProgramBrief.model_fields) - {"teaches"}
    said = {name: getattr(row, name) for name in names}
    return brief(row, cohort.starts_on if cohort else None) | said | {"teaches": list(taught_by(row))}


@router.get("programs", response=answers(Page[ProgramBrief]))
def programs(request: Request, asked: Query[ProgramSearch]) -> Any:
    """Listed programs, by name."""
    rows = listed_programs(request.community, words=asked.q, free=asked.free, online=asked.online)
    page = page_of(rows, asked, by=("name", "pk"), name="programs")
    starts = starts_of([row.pk for row in page["items"]], request.today)
    return page | {"items": [brief(row, starts.get(row.pk)) for row in page["items"]]}


@router.get("programs/{number}", response=answers(ProgramShown, found=True))
def program(request: Request, number: Number) -> Any:
    """One program; a draft is there for its own provider only."""
    found = program_numbered(request.actor, int(number))
    if found is None or (
        found.state == ProgramState.CLOSED and not request.actor.sits_in(found.organization_id)
    ):
        raise Http404
    return in_full(found, request.today)
