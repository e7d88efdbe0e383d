"""Work samples: which there are, what I handed in, and interviews somebody had with me."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.assessments.queries.interviews import interviews_not_done, interviews_of
from techhire.plays.assessments.queries.works import sample_lines, works_of
from techhire.portals.layout.interviewed import with_jobs
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record
from techhire.portals.seeker.work_waiting import work_waiting

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

A_PAGE = 20
MOST = 50


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """What waits for me first, then what I can begin."""
    lines = sample_lines(request.actor, seeker, request.now)
    asking, begun = interviews_not_done(request.actor, seeker, MOST)
    shown = {
        "section": "seeker:home",
        "works": works_of(request.actor, seeker)[:MOST],
        "waiting": work_waiting(request.actor, seeker),
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "asking": with_jobs(request, asking),
        "begun": with_jobs(request, begun),
        "interviews": with_jobs(request, interviews_of(request.actor, seeker)[:MOST]),
    }
    return render(request, "seeker/works.html", shown)
