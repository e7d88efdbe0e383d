"""Pass rates by group as pages show them and as a file: the same for tests and for judged work."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from techhire.portals.convener.quality.pictures import ratios
from techhire.portals.layout.csv_files import csv_file
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.group_story import GroupLine, GroupsTold, GroupTable

LEVELS = (1, 2, 3, 4, 5)


def level_asked(request: Request) -> int | None:
    """The level of the address; None where it names none."""
    asked = request.GET.get("level", "")
    return int(asked) if asked in {str(level) for level in LEVELS} else None


def tables_shown(told: "GroupsTold") -> list[dict[str, Any]]:
    """Each table with its picture, where it has one."""
    return [{"table": table, "chart": ratios(table)} for table in told.tables]


def pass_rates_file(name: str, levels: "Iterable[GroupsTold]") -> HttpResponse:
    """Every published pass rate at these levels, as a CSV file."""
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
    return csv_file(name, heads, [row for told in levels for row in _rows(told)])


def _rows(told: "GroupsTold") -> list[tuple[object, ...]]:
    return [_row(table, line, told.level) for table in told.tables for line in table.lines]


def _row(table: "GroupTable", line: "GroupLine", level: int) -> tuple[object, ...]:
    rate = None if line.rate is None else round(line.rate, 4)
    figures = (line.people, line.reached, rate, line.ratio, line.low, line.high, line.p, line.method)
    return (table.title, line.name, level, *figures, str(line.standing.label), table.as_of.isoformat())
