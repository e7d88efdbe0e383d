"""Members of an organization, and the invitations that wait for an answer."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.communities.actions import (
    change_role,
    invite_member,
    leave_organization,
    withdraw_invitation,
)
from techhire.commons.communities.queries import members_of, open_invitations, organization_named, seat_of
from techhire.commons.communities.rules import may_see_members
from techhire.commons.communities.words import MemberRole
from techhire.commons.permits import require
from techhire.portals.api.fields import Given, Number, Shown, Slug
from techhire.portals.api.paging import Page, Paging, page_in, page_of
from techhire.portals.api.profile import Language
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Members"])


class MemberShown(Shown):
    """A seat and who holds it."""

    id: int
    name: str
    role: str
    since: datetime

    @staticmethod
    def resolve_name(row: Any) -> str:
        """How the person wants to be addressed."""
        return str(row.account)


class InvitationShown(Shown):
    """An open invitation. The link in its letter is told to nobody else."""

    id: int
    email: str
    role: str
    made_at: datetime
    expires_at: datetime


class InvitationGiven(Given):
    """Whom to invite, as what."""

    email: Annotated[str, Field(max_length=254, pattern=r"^[^\x00-\x20\x7f@]+@[^\x00-\x20\x7f@]+$")]
    role: MemberRole = MemberRole.MEMBER
    language: Language = "en"


class RoleGiven(Given):
    """The role somebody is to have."""

    role: MemberRole


def _organization(request: Request, slug: str) -> Any:
    found = organization_named(request.actor, slug)
    if found is None:
        raise Http404
    require(may_see_members(request.actor, found))
    return found


def _seat(request: Request, number: str) -> Any:
    found = seat_of(request.actor, int(number))
    if found is None or found.organization.community_id != request.community.pk:
        raise Http404
    return found


@router.get("organizations/{slug}/members", response=answers(Page[MemberShown], found=True))
def members(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Members, owners first."""
    organization = _organization(request, slug)
    return page_in(members_of(request.actor, organization), asked, name=f"members:{organization.pk}")


@router.patch("members/{number}", response=answers(MemberShown, found=True, written=True), auth=writer)
def give_role(request: Request, number: Number, body: RoleGiven) -> Any:
    """Make somebody owner, member or reader."""
    return change_role(request.actor, _seat(request, number), role=body.role.value, now=request.now)


@router.delete("members/{number}", response=answers(None, status=204, found=True, written=True), auth=writer)
def end_seat(request: Request, number: Number) -> Any:
    """End a seat of an organization I own; one's own is given up in the browser."""
    leave_organization(request.actor, _seat(request, number), now=request.now)
    return Status(204, None)


@router.get("organizations/{slug}/invitations", response=answers(Page[InvitationShown], found=True))
def invitations(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Invitations nobody has answered yet, newest first."""
    organization = _organization(request, slug)
    rows = open_invitations(request.actor, organization, request.now)
    return page_of(rows, asked, by=("-made_at", "-pk"), name=f"invitations:{organization.pk}")


@router.post(
    "organizations/{slug}/invitations",
    response=answers(InvitationShown, status=201, found=True, written=True),
    auth=writer,
)
def invite(request: Request, slug: Slug, body: InvitationGiven) -> Any:
    """Invite somebody; the letter follows."""
    said = {"email": body.email, "role": body.role.value, "language": body.language}
    made = invite_member(request.actor, _organization(request, slug), now=request.now, **said)
    return Status(201, made)


@router.delete(
    "organizations/{slug}/invitations/{number}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def take_back(request: Request, slug: Slug, number: Number) -> Any:
    """Take an open invitation back."""
    rows = open_invitations(request.actor, _organization(request, slug), request.now)
    found = rows.filter(pk=int(number)).first()
    if found is None:
        raise Http404
    withdraw_invitation(request.actor, found, now=request.now)
    return Status(204, None)
