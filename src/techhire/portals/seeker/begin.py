"""Before a test begins: how long, what it is used for, who sees it; and the button that begins it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.queries.sittings import about_test, assessment_numbered, open_sitting
from techhire.plays.assessments.queries.test_days import ready_check_in
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", assessment_id: int) -> HttpResponse:
    """Begin on a press of the button; whoever has a test open is told so first."""
    assessment = assessment_numbered(request.actor, assessment_id)
    if assessment is None:
        raise Http404
    check_in = ready_check_in(request.actor, seeker, assessment)
    if request.method == "POST":
        try:
            begin_sitting(
                request.actor,
                seeker,
                assessment,
                check_in=check_in,
                language=get_language() or "en",
                now=request.now,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("seeker:begin", assessment.pk)
        return redirect("seeker:question")
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "about": about_test(request.actor, seeker, assessment, check_in, request.now),
        "open": open_sitting(request.actor, seeker),
    }
    return render(request, "seeker/begin.html", shown)
