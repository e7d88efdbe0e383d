"""What employers said about people who completed our programs: counts, by program."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.matches.queries import in_words
from techhire.plays.providers.queries import feedback_by_program
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request


@require_GET
@sits_as(Kind.PROVIDER)
def page(request: Request) -> HttpResponse:
    """One line a program; small counts are hidden."""
    organization = current_organization(request, Kind.PROVIDER)
    rows = [
        (row.program, in_words(row.on_their_own), in_words(row.with_help))
        for row in feedback_by_program(request.actor, organization)
    ]
    context = {"section": "provider:home", "organization": organization, "rows": rows}
    return render(request, "provider/feedback.html", context)
