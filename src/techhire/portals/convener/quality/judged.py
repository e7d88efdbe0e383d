"""Whether assessors agree and judge every group alike, for one work sample or interview."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.queries.judged_quality import judged_report_on, watched_rubric
from techhire.plays.assessments.queries.quality_story import judged_story_of
from techhire.plays.assessments.rules import may_see_rubric
from techhire.portals.convener.quality.rates import LEVELS, level_asked, pass_rates_file, tables_shown
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Rubric, RubricEdition


def _found(request: Request, rubric_id: int) -> "tuple[Rubric, RubricEdition]":
    found = watched_rubric(request.actor, rubric_id)
    if found is None:
        raise Http404
    return found


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request, rubric_id: int) -> HttpResponse:
    """The two answers first; a level can be chosen for the pass rates."""
    rubric, edition = _found(request, rubric_id)
    report = judged_report_on(request.actor, rubric)
    story = judged_story_of(report, level_asked(request)) if report else None
    shown = {
        "section": "convener:home",
        "rubric": rubric,
        "edition": edition,
        "story": story,
        "levels": LEVEL_CHOICES,
        "groups": tables_shown(story) if story else [],
        "sees_assessors": bool(may_see_rubric(request.actor, rubric)),
    }
    return render(request, "convener/quality/judged.html", shown)


@require_GET
@sits_as(Kind.CIVIC)
def download(request: Request, rubric_id: int) -> HttpResponse:
    """Every published pass rate at every level, as a CSV file."""
    rubric, _edition = _found(request, rubric_id)
    report = judged_report_on(request.actor, rubric)
    if report is None:
        raise Http404
    name = f"pass-rates-judged-{rubric.pk}-{report.last_day.isoformat()}.csv"
    return pass_rates_file(name, (judged_story_of(report, level) for level in LEVELS))
