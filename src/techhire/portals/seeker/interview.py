"""An interview somebody had with me: what was seen, and whether it may stand on my record."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.interviews import answer_interview
from techhire.plays.assessments.queries.interviews import interview_result, interviews_of
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", interview_id: int) -> HttpResponse:
    """Everything that was rated, in words; a POST says yes or no."""
    interview = interviews_of(request.actor, seeker).filter(pk=interview_id).first()
    if interview is None:
        raise Http404
    if request.method == "POST":
        agrees = request.POST.get("agrees") == "yes"
        try:
            answer_interview(request.actor, interview, agrees=agrees, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            yes, no = _("It stands on your record now."), _("It stays off your record.")
            messages.success(request, yes if agrees else no)
        return redirect("seeker:interview", interview.pk)
    shown = {
        "section": "seeker:home",
        "interview": interview,
        "edition": interview.edition,
        "result": interview_result(request.actor, interview),
    }
    return render(request, "seeker/interview.html", shown)
