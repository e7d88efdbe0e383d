"""What people reported, for the civic lead: what waits, what was said, and each deed."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.concerns.actions.answering import tell_reporter
from techhire.plays.concerns.actions.deciding import (
    close_concern,
    hold_concern,
    read_concern,
    release_concern,
)
from techhire.plays.concerns.queries import concern_numbered, concerns_here, report_numbered, reports_of
from techhire.plays.concerns.words import LONGEST_WORDS, Outcome
from techhire.portals.api.fields import Given, Number, Shown, prose
from techhire.portals.api.paging import Page, Paging, page_in, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class ConcernShown(Shown):
    """A reported thing: what, whose, since when, how far, and what its owner was told and says."""

    id: int
    thing: str
    name: str
    organization: str
    state: str
    is_held: bool
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    to_owner: str
    answer: str

    @staticmethod
    def resolve_id(row: Any) -> int:
        """Its number."""
        return int(row.pk)

    @staticmethod
    def resolve_organization(row: Any) -> str:
        """The slug of the one reported, or of the owner."""
        return str(row.organization.slug)


class ReportShown(Shown):
    """What one person said. ``email`` and ``phone`` are there where they want an answer."""

    id: int
    wrong: str
    words: str
    email: str
    phone: str
    language: str
    made_at: datetime
    told_at: datetime | None

    @staticmethod
    def resolve_id(row: Any) -> int:
        """Its number."""
        return int(row.pk)


class ConcernsAsked(Paging):
    """Which page of what waits, or of what is settled."""

    closed: bool = False


class HidingGiven(Given):
    """What the owner reads from the civic lead."""

    to_owner: Annotated[str, prose(LONGEST_WORDS)] = ""


class ClosingConcern(HidingGiven):
    """How it ended."""

    outcome: Outcome


DONE = answers(ConcernShown, found=True, written=True)


def _concern(request: Request, number: str) -> Any:
    found = concern_numbered(request.actor, int(number))
    if found is None:
        raise Http404
    return found


@router.get("community/concerns", response=answers(Page[ConcernShown]))
def concerns(request: Request, asked: Query[ConcernsAsked]) -> Any:
    """Reported things, those that ask for money first, then the most reported."""
    rows = concerns_here(request.actor, closed=asked.closed)
    return page_in(rows, asked, name=f"concerns:{asked.closed}")


@router.get("community/concerns/{number}/reports", response=answers(Page[ReportShown], found=True))
def reports_of_concern(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """What people said of one of them, newest first."""
    rows = reports_of(request.actor, _concern(request, number))
    return page_of(rows, asked, by=("-made_at", "-pk"), name=f"reports:{number}")


@router.post("community/concerns/{number}/read", response=DONE, auth=writer)
def look_into_concern(request: Request, number: Number) -> Any:
    """Say that somebody looks into it."""
    return read_concern(request.actor, _concern(request, number), now=request.now)


@router.post("community/concerns/{number}/hold", response=DONE, auth=writer)
def hide_reported(request: Request, number: Number, body: HidingGiven) -> Any:
    """Take it out of sight at once; its owner is told why."""
    found = _concern(request, number)
    return hold_concern(request.actor, found, to_owner=body.to_owner, now=request.now)


@router.post("community/concerns/{number}/release", response=DONE, auth=writer)
def show_reported_again(request: Request, number: Number) -> Any:
    """Put it back in sight while it is still looked at."""
    return release_concern(request.actor, _concern(request, number), now=request.now)


@router.post("community/concerns/{number}/close", response=DONE, auth=writer)
def settle_concern(request: Request, number: Number, body: ClosingConcern) -> Any:
    """Settle it: nothing wrong, corrected, or taken down for good."""
    said: dict[str, Any] = {"outcome": body.outcome.value, "to_owner": body.to_owner}
    return close_concern(request.actor, _concern(request, number), **said, now=request.now)


@router.post(
    "community/concerns/{number}/reports/{report}/tell",
    response=answers(ReportShown, found=True, written=True),
    auth=writer,
)
def tell_who_reported(request: Request, number: Number, report: Number) -> Any:
    """Have a letter sent to the address somebody left; it says how it ended."""
    found = report_numbered(request.actor, _concern(request, number), int(report))
    if found is None:
        raise Http404
    return tell_reporter(request.actor, found, now=request.now)
