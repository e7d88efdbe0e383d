"""Whether one test is exact enough and fair enough to use, with everything that was published about it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.queries.group_story import GroupLine, GroupTable
from techhire.plays.assessments.queries.quality import cut_scores, report_on, watched_test
from techhire.plays.assessments.queries.quality_story import Story, story_of
from techhire.portals.convener.quality.pictures import error_by_level, exposure, ratios
from techhire.portals.layout.csv_files import csv_file
from techhire.portals.layout.guards import sits_as

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, QualityReport

LEVELS = (1, 2, 3, 4, 5)


def _found(request: HttpRequest, bank_id: int, test_id: int) -> "tuple[Assessment, QualityReport | None]":
    test = watched_test(request.actor, test_id)
    if test is None or test.bank_id != bank_id:
        raise Http404
    return test, report_on(request.actor, test)


def _level(request: HttpRequest) -> int | None:
    asked = request.GET.get("level", "")
    return int(asked) if asked in {str(level) for level in LEVELS} else None


@require_GET
@sits_as(Kind.CIVIC)
def page(request: HttpRequest, bank_id: int, test_id: int) -> HttpResponse:
    """The two answers first; a level can be chosen for the pass rates."""
    test, report = _found(request, bank_id, test_id)
    story = story_of(report, _level(request)) if report else None
    shown = {
        "section": "convener:home",
        "test": test,
        "story": story,
        "levels": LEVEL_CHOICES,
        "cuts": cut_scores(request.actor, test)[:5],
    }
    if story is not None:
        shown |= {
            "errors": error_by_level(story),
            "exposure": exposure(story),
            "groups": [{"table": table, "chart": ratios(table)} for table in story.tables],
        }
    return render(request, "convener/quality/report.html", shown)


@require_GET
@sits_as(Kind.CIVIC)
def download(request: HttpRequest, bank_id: int, test_id: int) -> HttpResponse:
    """Every published pass rate at every level, as a CSV file."""
    test, report = _found(request, bank_id, test_id)
    if report is None:
        raise Http404
    heads = (
        _("parted by"),
        _("group"),
        _("level"),
        _("people"),
        _("reached it"),
        _("share"),
        _("ratio to the highest"),
        _("interval from"),
        _("interval to"),
        _("chance alone"),
        _("test"),
        _("says"),
        _("counted on"),
    )
    rows = [row for level in LEVELS for row in _rows(story_of(report, level))]
    return csv_file(f"pass-rates-{test.pk}-{report.last_day.isoformat()}.csv", heads, rows)


def _rows(story: Story) -> list[tuple[object, ...]]:
    return [_row(table, line, story.level) for table in story.tables for line in table.lines]


def _row(table: GroupTable, line: GroupLine, level: int) -> tuple[object, ...]:
    rate = None if line.rate is None else round(line.rate, 4)
    figures = (line.people, line.reached, rate, line.ratio, line.low, line.high, line.p, line.method)
    return (table.title, line.name, level, *figures, str(line.standing.label), table.as_of.isoformat())
