"""Open jobs for one person, best fit first, and what keeps others away."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.matches.queries import jobs_for
from techhire.portals.layout.request import Request
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload

MOST = 100
A_PAGE = 20


@require_GET
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Twenty a page; ``?all=1`` adds jobs that something keeps away."""
    with_hidden = request.GET.get("all") == "1"
    jobs = jobs_for(request.actor, caseload.seeker, today=request.today, limit=MOST, with_hidden=with_hidden)
    shown = {
        "page": Paginator(jobs, A_PAGE).get_page(request.GET.get("page")),
        "fits": sum(job.group == 0 and job.is_shown for job in jobs),
        "with_hidden": with_hidden,
    }
    return render(request, "onramp/jobs.html", around(request, caseload) | shown)
