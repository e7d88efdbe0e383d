"""Jobs that fit me, best first; and the ones something keeps away, with the reason."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.matches.queries import jobs_for
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

MOST = 200
A_PAGE = 20


@require_GET
@own_record
def page(request: HttpRequest, seeker: "Seeker") -> HttpResponse:
    """Twenty a page; ``?all=1`` adds jobs that something keeps away."""
    with_hidden = request.GET.get("all") == "1"
    jobs = jobs_for(request.actor, seeker, today=request.today, limit=MOST, with_hidden=with_hidden)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "page": Paginator(jobs, A_PAGE).get_page(request.GET.get("page")),
        "possible": sum(job.is_shown for job in jobs),
        "fits": sum(job.group == 0 and job.is_shown for job in jobs),
        "with_hidden": with_hidden,
    }
    return render(request, "seeker/jobs.html", shown)
