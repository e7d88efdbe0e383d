"""Who did what in the community, for its civic lead: facts of the ledger without people's names."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import Field

from techhire.commons.communities.queries import people_in, trail_lines, trail_of
from techhire.commons.communities.rules import may_read_trail
from techhire.commons.permits import require
from techhire.plays.seekers.queries import accounts_with_records
from techhire.portals.api.fields import Shown
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class DoerShown(Shown):
    """A partner's member by name and organization, else a person who is not named, or the product itself."""

    kind: str
    name: str
    organization: str


class TrailLineShown(Shown):
    """One fact. ``subject_id`` is null where it would point at a person."""

    at: datetime
    name: str
    doer: DoerShown
    on_behalf_of: DoerShown | None
    channel: str
    subject_type: str
    subject_id: int | None


class TrailAsked(Paging):
    """Which page, and of which kind of fact; all kinds where none is named."""

    name: Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z]*$")] = ""


@router.get("community/trail", response=answers(Page[TrailLineShown]))
def trail(request: Request, asked: Query[TrailAsked]) -> Any:
    """What was done here, newest first."""
    require(may_read_trail(request.actor, request.community))
    rows = trail_of(request.actor, request.community, name=asked.name)
    page = page_of(rows, asked, by=("-at", "-pk"), name="trail")
    looking = accounts_with_records(request.community, people_in(page["items"]))
    return page | {"items": trail_lines(request.community, page["items"], looking_for_work=looking)}
