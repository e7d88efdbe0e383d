"""What was done here, by whom and on whose behalf: every fact of the ledger, newest first, without people's names."""

import re

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.queries import people_in, trail_lines, trail_of
from techhire.commons.communities.words import Kind
from techhire.commons.ledger.queries import names_in
from techhire.plays.seekers.queries import accounts_with_records
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

A_PAGE = 50
CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def spoken(name: str) -> str:
    """PostingPublished -> Posting published."""
    return CAPITAL.sub(" ", name).capitalize()


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """A page of lines, of one kind of deed or all."""
    names = names_in(request.community.pk)
    asked = request.GET.get("deed", "")
    name = asked if asked in names else ""
    page = Paginator(trail_of(request.actor, request.community, name=name), A_PAGE).get_page(
        request.GET.get("page")
    )
    facts = list(page.object_list)
    looking = accounts_with_records(request.community, people_in(facts))
    lines = trail_lines(request.community, facts, looking_for_work=looking)
    shown = {
        "section": "convener:home",
        "page": page,
        "lines": [(spoken(line.name), spoken(line.subject_type.replace("_", " ")), line) for line in lines],
        "deeds": [(each, spoken(each)) for each in names],
        "deed": name,
    }
    return render(request, "convener/trail.html", shown)
