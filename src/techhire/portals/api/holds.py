"""Records a law keeps from being erased before a day, for the civic lead, by the person's code."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status

from techhire.plays.seekers.actions.holds import lift_hold, place_hold
from techhire.plays.seekers.queries import hold_numbered, holds_in, seeker_to_hold
from techhire.plays.seekers.words import HoldReason
from techhire.portals.api.fields import Day, Given, Number, PersonCode, Shown, line
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class HoldShown(Shown):
    """A record that is kept: whose, by their code; why, by which law, through which day."""

    id: int
    person: str
    reason: str
    law: str
    until: date
    sealed: bool


class HoldGiven(Given):
    """Whose record a law keeps, why, and through which day."""

    person: PersonCode
    reason: HoldReason
    law: Annotated[str, line(120, least=1)]
    until: Day


def _shown(hold: Any) -> dict[str, Any]:
    said = {name: getattr(hold, name) for name in ("reason", "law", "until")}
    return said | {"id": hold.pk, "person": hold.seeker.code, "sealed": hold.seeker.state == "sealed"}


@router.get("holds", response=answers(Page[HoldShown]))
def holds(request: Request, asked: Query[Paging]) -> Any:
    """Every record a law keeps now."""
    rows = holds_in(request.actor, request.community.pk, request.today)
    page = page_of(rows, asked, by=("-pk",), name="holds")
    return page | {"items": [_shown(row) for row in page["items"]]}


@router.post("holds", response=answers(HoldShown, status=201, found=True, written=True), auth=writer)
def keep_record(request: Request, body: HoldGiven) -> Any:
    """Say that a law keeps somebody's record through a day."""
    seeker = seeker_to_hold(request.actor, request.community.pk, body.person)
    if seeker is None:
        raise Http404
    said: dict[str, Any] = {"reason": body.reason.value, "law": body.law, "until": body.until}
    return Status(201, _shown(place_hold(request.actor, seeker, **said, now=request.now)))


@router.post("holds/{number}/lift", response=answers(None, status=204, found=True, written=True), auth=writer)
def let_record_go(request: Request, number: Number) -> Any:
    """Say that it does not keep the record any more."""
    hold = hold_numbered(request.actor, request.community.pk, int(number), request.today)
    if hold is None:
        raise Http404
    lift_hold(request.actor, hold, now=request.now)
    return Status(204, None)
