"""Jobs that fit me, best first; and the ones something keeps away, with the reason."""

from collections import Counter
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.matches.queries import jobs_for
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

MOST = 200
A_PAGE = 20


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Twenty a page; ``?all=1`` shows the jobs that something keeps away instead, and how many each reason does."""
    with_hidden = request.GET.get("all") == "1"
    jobs = jobs_for(request.actor, seeker, today=request.today, limit=MOST, with_hidden=True)
    possible = [job for job in jobs if job.is_shown]
    kept_away = [job for job in jobs if not job.is_shown]
    reasons = Counter(str(reason) for job in kept_away for reason in job.why_not)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "page": Paginator(kept_away if with_hidden else possible, A_PAGE).get_page(request.GET.get("page")),
        "possible": len(possible),
        "kept_away": len(kept_away),
        "reasons": reasons.most_common(),
        "fits": sum(job.group == 0 for job in possible),
        "with_hidden": with_hidden,
    }
    return render(request, "seeker/jobs.html", shown)
