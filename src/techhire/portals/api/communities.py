"""The community and its partners, as anybody may know them."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from pydantic import Field, StrictInt

from techhire.commons.communities.actions import update_organization
from techhire.commons.communities.queries import organization_named, organization_to_change, organizations_in
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.plays.matches.queries import found_here
from techhire.portals.api.counts import Count
from techhire.portals.api.fields import LEFT_OUT, Given, Shown, Slug, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import anybody, writer
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Community"])


class CommunityShown(Shown):
    """What this community is, and about how many people in it chose to be found."""

    slug: str
    name: str
    promise: str
    promise_es: str
    place: str
    state_code: str
    languages: list[str]
    contact_email: str
    minimum_age: int
    people_found: Count


class OrganizationShown(Shown):
    """What is public of a partner."""

    slug: str
    name: str
    kinds: list[str]
    about: str
    about_es: str
    website: str
    city: str
    state_code: str

    @staticmethod
    def resolve_kinds(row: Any) -> list[str]:
        """Kinds in the order of the alphabet."""
        return sorted(kind.kind for kind in row.kinds.all())


class OwnOrganizationShown(OrganizationShown):
    """What is kept of a partner besides, for whoever may change it."""

    state: str
    zip_code: str
    naics: str
    size: int | None


class OrganizationGiven(Given):
    """What is told about an organization; what is left out stays as it is."""

    name: Annotated[str, line(160, least=1)] = LEFT_OUT
    about: Annotated[str, prose(2000)] = LEFT_OUT
    about_es: Annotated[str, prose(2000)] = LEFT_OUT
    website: Annotated[str, line(200)] = LEFT_OUT
    city: Annotated[str, line(80)] = LEFT_OUT
    state_code: Annotated[str, line(2)] = LEFT_OUT
    zip_code: Annotated[str, line(5)] = LEFT_OUT
    naics: Annotated[str, line(6)] = LEFT_OUT
    size: Annotated[StrictInt, Field(ge=1, lt=10_000_000)] | None = LEFT_OUT


class ByKind(Paging):
    """Which page, of one kind where it is named."""

    kind: Kind | None = None


@router.get("community", response=answers(CommunityShown))
def community(request: Request) -> Any:
    """What this community is."""
    here = request.community
    names = [name for name in CommunityShown.model_fields if name != "people_found"]
    said = {name: getattr(here, name) for name in names}
    return CommunityShown(**said, people_found=Count.of(found_here(here)))


@router.get("organizations", response=answers(Page[OrganizationShown]))
def organizations(request: Request, asked: Query[ByKind]) -> Any:
    """Active partners by name."""
    rows = organizations_in(request.community, asked.kind).prefetch_related("kinds")
    return page_of(rows, asked, by=("name", "pk"), name="organizations")


@router.get("organizations/{slug}", response=answers(OrganizationShown, found=True))
def organization(request: Request, slug: Slug) -> Any:
    """One partner."""
    found = organization_named(request.actor, slug)
    if found is None or (found.state != OrganizationState.ACTIVE and not request.actor.sits_in(found.pk)):
        raise Http404
    return found


@router.patch(
    "organizations/{slug}",
    response=answers(OwnOrganizationShown, found=True, written=True),
    auth=writer,
)
def change_organization(request: Request, slug: Slug, body: OrganizationGiven) -> Any:
    """Change what is told about an organization I own or applied for, or any partner as the civic lead."""
    found = organization_to_change(request.actor, slug)
    if found is None:
        raise Http404
    return update_organization(request.actor, found, now=request.now, **body.given())
