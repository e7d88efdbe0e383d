"""Whether one test is exact enough and fair enough to use, with everything that was published about it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.queries.items import asked_now
from techhire.plays.assessments.queries.quality import cut_scores, report_on, watched_test
from techhire.plays.assessments.queries.quality_story import story_of
from techhire.plays.assessments.rules import may_keep_bank
from techhire.portals.convener.quality.pictures import error_by_level, exposure
from techhire.portals.convener.quality.rates import LEVELS, level_asked, pass_rates_file, tables_shown
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, QualityReport
    from techhire.plays.assessments.queries.quality_story import Story


def _found(request: Request, bank_id: int, test_id: int) -> "tuple[Assessment, QualityReport | None]":
    test = watched_test(request.actor, test_id)
    if test is None or test.bank_id != bank_id:
        raise Http404
    return test, report_on(request.actor, test)


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request, bank_id: int, test_id: int) -> HttpResponse:
    """The two answers first; a level can be chosen for the pass rates."""
    test, report = _found(request, bank_id, test_id)
    story = story_of(report, level_asked(request)) if report else None
    shown = {
        "section": "convener:home",
        "test": test,
        "story": story,
        "levels": LEVEL_CHOICES,
        "cuts": cut_scores(request.actor, test)[:5],
        "pulls": may_keep_bank(request.actor, test.bank),
    }
    if story is not None:
        shown |= {
            "errors": error_by_level(story),
            "exposure": exposure(story),
            "groups": tables_shown(story),
            "flagged": _flagged(request, test, story),
        }
    return render(request, "convener/quality/report.html", shown)


def _flagged(request: Request, test: "Assessment", story: "Story") -> list[dict[str, Any]]:
    """Each flagged question, whether it is out already, and the reason for which it could be pulled here."""
    lines = story.flagged
    asked = asked_now(line.item_id for line in lines)
    pulls = may_keep_bank(request.actor, test.bank)
    return [
        {
            "line": line,
            "is_out": line.item_id not in asked,
            "reason": line.pull_for.value if pulls and line.pull_for else "",
        }
        for line in lines
    ]


@require_GET
@sits_as(Kind.CIVIC)
def download(request: Request, bank_id: int, test_id: int) -> HttpResponse:
    """Every published pass rate at every level, as a CSV file."""
    test, report = _found(request, bank_id, test_id)
    if report is None:
        raise Http404
    name = f"pass-rates-{test.pk}-{report.last_day.isoformat()}.csv"
    return pass_rates_file(name, (story_of(report, level) for level in LEVELS))
