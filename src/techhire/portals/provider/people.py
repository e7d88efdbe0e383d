"""People who gave this provider access."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.providers.queries import people_of
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request

A_PAGE = 50


@require_GET
@sits_as(Kind.PROVIDER)
def page(request: Request) -> HttpResponse:
    """Who may be enrolled and vouched for."""
    organization = current_organization(request, Kind.PROVIDER)
    rows = Paginator(people_of(request.actor, organization), A_PAGE).get_page(request.GET.get("page"))
    record_access(
        request.actor,
        [row.seeker.pk for row in rows],
        purpose=Purpose.TRAINING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    context = {"section": "provider:home", "organization": organization, "page": rows}
    return render(request, "provider/people.html", context)
