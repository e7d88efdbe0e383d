"""All programs of a provider."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.providers.queries import programs_of, starts_of
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request


@require_GET
@sits_as(Kind.PROVIDER)
def page(request: Request) -> HttpResponse:
    """Every program with its state and next start."""
    organization = current_organization(request, Kind.PROVIDER)
    programs = list(programs_of(request.actor, organization))
    starts = starts_of([program.pk for program in programs], request.today)
    context = {
        "section": "provider:home",
        "organization": organization,
        "rows": [(p, starts.get(p.pk), p.is_stale(request.now)) for p in programs],
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "provider/programs.html", context)
