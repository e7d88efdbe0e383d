"""The first page: what this community promises and keeps, the open jobs, and two doors that need no account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.queries import organizations_in
from techhire.commons.communities.words import Kind
from techhire.plays.marketplace.queries import asked_most, open_postings
from techhire.plays.matches.queries import found_here, in_words
from techhire.plays.providers.queries import program_offers
from techhire.portals.layout.request import Request
from techhire.portals.public.pictures import asked_picture

NEWEST = 3
SKILLS = 6


@require_GET
def page(request: Request) -> HttpResponse:
    """Say what this is, in figures that are true today, and where to begin."""
    postings = open_postings(request.community)
    community = request.community
    context = {
        "jobs": postings.count(),
        "newest": postings[:NEWEST],
        "employers": organizations_in(community, Kind.EMPLOYER).count(),
        "programs": len(program_offers(community, request.today)),
        "asked": asked_picture(asked_most(community, SKILLS)),
        "found": in_words(found_here(community)),
    }
    return render(request, "public/home.html", context)
