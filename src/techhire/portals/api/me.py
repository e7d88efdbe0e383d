"""The account behind the token: who it is, where it sits, who looked at the person and who may see them."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.communities.queries import organization_named, organizations_of
from techhire.commons.people.queries import account_of
from techhire.plays.seekers.actions.access import end_grant, grant_access
from techhire.plays.seekers.queries import grant_of, grants_of, who_looked
from techhire.plays.seekers.words import LOOKED_AT, Purpose
from techhire.portals.api.fields import Given, Number, Shown, Slug, prose
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Me"])


class MeShown(Shown):
    """The account behind the token, as this community knows it."""

    name: str
    email: str
    language: str
    community: str
    scopes: list[str]
    is_convener: bool


class MembershipShown(Shown):
    """A seat in an organization."""

    organization: EmployerNamed
    kinds: list[str]
    state: str
    role: str
    membership: int


class LookShown(Shown):
    """Somebody looked at this person: for whom, at what, why, when."""

    organization: EmployerNamed | None
    purpose: str
    what: str
    says: str
    at: datetime

    @staticmethod
    def resolve_says(row: Any) -> str:
        """What they saw, in words."""
        return str(LOOKED_AT.get(row.what, row.what))


class GrantShown(Shown):
    """An organization that may see this person by name."""

    id: int
    organization: EmployerNamed
    purpose: str
    scope: list[str]
    since: datetime
    until: datetime | None


class GrantGiven(Given):
    """Who may see me, for training or for coaching."""

    organization: Slug
    purpose: Annotated[str, Field(pattern="^(training|coaching|vouching)$")] = Purpose.COACHING.value
    words: Annotated[str, prose(2000)] = ""


@router.get("me", response=answers(MeShown))
def me(request: Request) -> Any:
    """Whose token this is, and what it may do."""
    account = account_of(request.actor)
    if account is None:
        raise Http404
    return {
        "name": account.name,
        "email": account.email,
        "language": account.language,
        "community": request.community.slug,
        "scopes": sorted(request.actor.scopes or ()),
        "is_convener": request.actor.is_convener,
    }


@router.get("me/memberships", response=answers(list[MembershipShown]))
def memberships(request: Request) -> Any:
    """My seats in organizations of this community."""
    account = account_of(request.actor)
    rows = organizations_of(account).filter(community=request.community) if account else []
    return [
        {
            "organization": row,
            "kinds": sorted(kind.kind for kind in row.kinds.all()),
            "state": row.state,
            "role": row.role,  # type: ignore[attr-defined]  # put on by the query
            "membership": row.membership_id,  # type: ignore[attr-defined]  # put on by the query
        }
        for row in rows
    ]


@router.get("me/looks", response=answers(Page[LookShown], found=True))
def looks(request: Request, asked: Query[Paging]) -> Any:
    """Who looked at me, newest first."""
    rows = who_looked(request.actor, own_record(request))
    return page_of(rows, asked, by=("-at", "-pk"), name="looks")


@router.get("me/grants", response=answers(Page[GrantShown], found=True))
def grants(request: Request, asked: Query[Paging]) -> Any:
    """Organizations that may see me by name now."""
    rows = grants_of(request.actor, own_record(request), request.now)
    return page_of(rows, asked, by=("organization__name", "pk"), name="grants")


@router.post("me/grants", response=answers(GrantShown, status=201, found=True, written=True), auth=writer)
def give_access(request: Request, body: GrantGiven) -> Any:
    """Let an organization see me by name."""
    seeker = own_record(request)
    organization = organization_named(request.actor, body.organization)
    if organization is None:
        raise Http404
    given: dict[str, Any] = {"purpose": body.purpose, "words": body.words, "now": request.now}
    return Status(201, grant_access(request.actor, seeker, organization, **given))


@router.delete(
    "me/grants/{number}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def end_access(request: Request, number: Number) -> Any:
    """End it for the future; what was seen stays on record."""
    grant = grant_of(request.actor, own_record(request), int(number))
    if grant is None:
        raise Http404
    end_grant(request.actor, grant, now=request.now)
    return Status(204, None)
