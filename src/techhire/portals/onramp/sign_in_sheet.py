"""A sheet on which people sign in, in English and Spanish at once: for any event, or for those a test day expects."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.onramp.both_languages import Said, in_both, in_both_of
from techhire.portals.onramp.own_day import around_day, own_day, people_on

if TYPE_CHECKING:
    from techhire.plays.assessments.models import TestDay

LINES = 12
"""Lines of a sheet; with its head they fill one page of Letter or A4."""
SPARE = 4
"""Empty lines below those who are expected, for whoever comes besides."""
HEADS = (gettext_lazy("Name"), gettext_lazy("Time in"), gettext_lazy("Signature"))
TITLE = gettext_lazy("Sign-in sheet")
BLANKS = (gettext_lazy("What it is"), gettext_lazy("Day"), gettext_lazy("Place"))
NOTES = {
    "event": gettext_lazy("Please write your name and the time you came, and sign. A first name is enough."),
    "test_day": gettext_lazy(
        "Please find your name, write the time you came, and sign. Nobody writes down the number of a document."
    ),
}


@require_GET
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """An empty sheet: what, when and where are written on it by hand."""
    shown = {
        "section": "onramp:home",
        "organization": current_organization(request, Kind.ONRAMP),
        "heading": in_both(TITLE),
        "blanks": [in_both(words) for words in BLANKS],
    }
    return _sheet(request, shown, "event", (), LINES)


@require_GET
@own_day
def of_day(request: Request, day: "TestDay") -> HttpResponse:
    """The sheet of a test day: a line for each person on its list, and a few for others."""
    names = [row.check_in.seeker.name or row.check_in.seeker.code for row in people_on(request, day)]
    zone = request.community.time_zone
    shown = around_day(request, day) | {"heading": titled(day, zone), "blanks": []}
    return _sheet(request, shown, "test_day", names, max(SPARE, LINES - len(names)))


def titled(day: "TestDay", zone: str) -> Said:
    """What a test day is called on paper, its day written as each language writes it."""
    local = day.starts_at.astimezone(ZoneInfo(zone))
    return in_both_of(lambda: _("Test day, %(day)s, %(place)s") % {"day": _day(local), "place": day.place})


def _day(at: datetime) -> str:
    return formats.date_format(at, "DATE_FORMAT")


def _sheet(
    request: Request, shown: dict[str, Any], kind: str, names: Sequence[str], empty: int
) -> HttpResponse:
    shown |= {
        "note": in_both(NOTES[kind]),
        "heads": [in_both(words) for words in HEADS],
        "names": names,
        "empty": range(empty),
    }
    return render(request, "onramp/sign_in_sheet.html", shown)
