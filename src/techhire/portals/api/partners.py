"""Partners of the community as its civic lead sees them: who applied, who is here, and the decision about each."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.communities.actions import create_organization, move_organization
from techhire.commons.communities.queries import organization_named
from techhire.commons.communities.rules import visible_organizations
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.portals.api.communities import OrganizationShown
from techhire.portals.api.fields import LEFT_OUT, Given, Slug, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class PartnerShown(OrganizationShown):
    """A partner, and where it stands: applied, in review, active, paused or left."""

    id: int
    state: str


class PartnersAsked(Paging):
    """Which page of partners; in one state where it is named."""

    state: OrganizationState | None = None


class PartnerGiven(Given):
    """A new partner. It is active at once and has nobody yet: invite its first owner."""

    name: Annotated[str, line(160, least=1)]
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=10)]
    about: Annotated[str, prose(2000)] = LEFT_OUT
    about_es: Annotated[str, prose(2000)] = LEFT_OUT
    website: Annotated[str, line(200)] = LEFT_OUT
    city: Annotated[str, line(80)] = LEFT_OUT
    state_code: Annotated[str, line(2)] = LEFT_OUT
    zip_code: Annotated[str, Field(pattern=r"^([0-9]{5})?$")] = LEFT_OUT
    naics: Annotated[str, Field(pattern=r"^[0-9]{0,6}$")] = LEFT_OUT
    size: Annotated[StrictInt, Field(ge=1, lt=10_000_000)] = LEFT_OUT


class PartnerMoved(Given):
    """Where it goes from here."""

    state: OrganizationState


@router.get("partners", response=answers(Page[PartnerShown]))
def partners(request: Request, asked: Query[PartnersAsked]) -> Any:
    """Partners by name: all of them for the civic lead, else those that are active and my own."""
    rows = visible_organizations(request.actor).prefetch_related("kinds")
    if asked.state is not None:
        rows = rows.filter(state=asked.state.value)
    return page_of(rows, asked, by=("name", "pk"), name="partners")


@router.post("partners", response=answers(PartnerShown, status=201, written=True), auth=writer)
def add_partner(request: Request, body: PartnerGiven) -> Any:
    """Add a partner as the civic lead. Whoever applies for an organization of their own does so on a page."""
    given = body.given() | {"kinds": [kind.value for kind in body.kinds]}
    return Status(201, create_organization(request.actor, request.community, now=request.now, **given))


@router.post("partners/{slug}/move", response=answers(PartnerShown, found=True, written=True), auth=writer)
def move_partner(request: Request, slug: Slug, body: PartnerMoved) -> Any:
    """Let a partner in, pause it, let it go, or take it back."""
    found = organization_named(request.actor, slug)
    if found is None:
        raise Http404
    return move_organization(request.actor, found, state=body.state.value, now=request.now)
