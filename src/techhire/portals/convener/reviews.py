"""Whether people who asked to be read by a person get their answer in time. Who asked is not shown here."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.matches.queries import review_round
from techhire.plays.matches.words import REVIEW_DAYS
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

LOOKS_BACK = timedelta(days=90)
A_PAGE = 25


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """The last ninety days in numbers, then the postings where somebody waits, the longest first."""
    today = request.today
    told = review_round(request.actor, today=today, since=request.now - LOOKS_BACK)
    shown = {
        "section": "convener:home",
        "round": told,
        "page": Paginator(told.postings, A_PAGE).get_page(request.GET.get("page")),
        "today": today,
        "days": REVIEW_DAYS,
        "looks_back": LOOKS_BACK.days,
    }
    return render(request, "convener/reviews.html", shown)
