"""Offering somebody on the caseload a work sample, and interviewing them by a guide."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.interviews import interviews_to_hear
from techhire.portals.layout.interviewed import with_jobs
from techhire.portals.layout.offering import interview, offer, offering
from techhire.portals.layout.request import Request
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """What there is to offer; a POST offers one, or opens an interview."""
    organization, seeker = caseload.organization, caseload.seeker
    if request.method == "POST":
        try:
            if "guide" in request.POST:
                return redirect("account:interview", interview(request, organization, seeker).pk)
            messages.success(request, offer(request, organization, seeker))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    shown = {
        "offering": offering(request, organization, seeker),
        "with_interviews": True,
        "heard": with_jobs(request, interviews_to_hear(request.actor, seeker)),
    }
    return render(request, "onramp/work.html", around(request, caseload) | shown)
