"""A support partner's first screen: what it can do here now, said plainly."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.queries import members_of
from techhire.commons.communities.words import Kind
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.waiting import waiting_here


@require_GET
@sits_as(Kind.SUPPORT)
def page(request: Request) -> HttpResponse:
    """The organization as the community knows it, its members, and whom to ask."""
    organization = current_organization(request, Kind.SUPPORT)
    members = list(members_of(request.actor, organization))
    context = {
        "section": "support:home",
        "waits_here": waiting_here(request.actor),
        "organization": organization,
        "members": members,
        "owners": sum(row.role == "owner" for row in members),
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "support/home.html", context)
