"""All tests and all judged work that can be watched, each with its two answers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.assessments.queries.items import asked_now
from techhire.plays.assessments.queries.judged_quality import watched_rubric_lines
from techhire.plays.assessments.queries.quality import watched_lines
from techhire.plays.assessments.queries.quality_story import judged_story_of, story_of
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Tests first, then judged work; in each those with figures first."""
    lines = watched_lines(request.actor)
    stories = [(line.assessment, line.report and story_of(line.report)) for line in lines]
    asked = asked_now(one.item_id for _test, story in stories if story for one in story.to_pull)
    rows = [
        {
            "test": test,
            "story": story,
            "to_pull": sum(one.item_id in asked for one in story.to_pull) if story else 0,
        }
        for test, story in stories
    ]
    judged = watched_rubric_lines(request.actor)
    shown = {
        "section": "convener:home",
        "rows": rows,
        "judged": [{"line": line, "story": line.report and judged_story_of(line.report)} for line in judged],
        "counted": sum(bool(row["story"]) for row in rows),
    }
    return render(request, "convener/quality/watched.html", shown)
