"""Questions that wait for the reader: written by others, oldest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.assessments.queries.items import waiting_for_reader
from techhire.portals.convener.banks.own import first_words
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

PAGE = 30


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """What somebody else wrote and nobody has read yet."""
    some = Paginator(waiting_for_reader(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [(item, first_words(item)) for item in some.object_list]
    shown = {"section": "convener:home", "page": some, "rows": rows}
    return render(request, "convener/banks/review.html", shown)
