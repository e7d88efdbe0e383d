"""One employer for anybody: who they say they are, what jobs they have open, and a way to report them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind, sector_of
from techhire.plays.marketplace.queries import employer_at, open_jobs_of
from techhire.portals.layout.request import Request

PAGE = 20


@require_GET
def employer(request: Request, organization: str) -> HttpResponse:
    """What the organization tells of itself and its open jobs. Nothing of people, and no figure about how it hires."""
    found = employer_at(request.actor, organization)
    if found is None:
        raise Http404
    kinds = {row.kind for row in found.kinds.all()}
    page = Paginator(open_jobs_of(found), PAGE).get_page(request.GET.get("page"))
    shown = {
        "employer": found,
        "kinds": [kind.label for kind in Kind if kind.value in kinds],
        "sector": sector_of(found.naics),
        "page": page,
    }
    return render(request, "public/employer.html", shown)
