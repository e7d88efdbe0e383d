"""All tests that can be watched, each with its two answers: exact enough, fair enough."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.assessments.queries.quality import watched_lines
from techhire.plays.assessments.queries.quality_story import story_of
from techhire.portals.layout.guards import sits_as


@require_GET
@sits_as(Kind.CIVIC)
def page(request: HttpRequest) -> HttpResponse:
    """Tests with figures first."""
    lines = watched_lines(request.actor)
    rows = [{"test": line.assessment, "story": line.report and story_of(line.report)} for line in lines]
    shown = {"section": "convener:home", "rows": rows, "counted": sum(bool(row["story"]) for row in rows)}
    return render(request, "convener/quality/watched.html", shown)
