"""An interview: whether I want to be rated in it, then what was seen, and whether it may stand on my record."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.interviews import answer_interview, permit_interview
from techhire.plays.assessments.queries.interviews import (
    interview_result,
    interviews_asking,
    interviews_begun,
    interviews_of,
    nature_of,
)
from techhire.plays.assessments.rules.interviews import may_agree_to_interview
from techhire.plays.marketplace.queries import posting_told
from techhire.plays.matches.queries.meeting import job_told
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Interview
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", interview_id: int) -> HttpResponse:
    """Everything that was rated, in words; a POST says yes or no. Before that: what it will be."""
    asking = interviews_asking(request.actor, seeker).filter(pk=interview_id).first()
    if asking is not None:
        return _asked(request, asking)
    begun = interviews_begun(request.actor, seeker).filter(pk=interview_id).first()
    if begun is not None:
        return _begun(request, begun)
    interview = interviews_of(request.actor, seeker).filter(pk=interview_id).first()
    if interview is None:
        raise Http404
    if request.method == "POST":
        agrees = _said(request, "agrees")
        if agrees is None:
            return redirect("seeker:interview", interview.pk)
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
        "posting": posting_told(request.actor, interview.posting_id),
        "result": interview_result(request.actor, interview),
    }
    return render(request, "seeker/interview.html", shown)


def _asked(request: Request, interview: "Interview") -> HttpResponse:
    """For which job, by what guide, by whom and for whose eyes; a POST says whether I want it."""
    job = job_told(request.actor, interview)
    if request.method == "POST":
        agrees = _said(request, "permits")
        if agrees is None:
            return redirect("seeker:interview", interview.pk)
        try:
            permit_interview(request.actor, interview, agrees=agrees, job=job, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            yes, no = _("Thank you. They can rate your answers now."), _("Nothing is rated.")
            messages.success(request, yes if agrees else no)
        return redirect("seeker:interview", interview.pk)
    shown = {
        "section": "seeker:home",
        "interview": interview,
        "edition": interview.edition,
        "posting": posting_told(request.actor, interview.posting_id),
        "criteria": nature_of(request.actor, interview),
        "stopped": may_agree_to_interview(request.actor, interview, job).reason,
    }
    return render(request, "seeker/interview_asked.html", shown)


def _begun(request: Request, interview: "Interview") -> HttpResponse:
    """What I said yes to and that they are at it; a POST comes from a page that was opened before."""
    if request.method == "POST":
        messages.warning(request, _("This page has changed since you opened it. Read it once more."))
        return redirect("seeker:interview", interview.pk)
    shown = {
        "section": "seeker:home",
        "interview": interview,
        "edition": interview.edition,
        "posting": posting_told(request.actor, interview.posting_id),
        "criteria": nature_of(request.actor, interview),
    }
    return render(request, "seeker/interview_begun.html", shown)


def _said(request: Request, question: str) -> bool | None:
    """Yes or no to the question that is open now; none where the answer was given to another one, on an older page."""
    answer = {"yes": True, "no": False}.get(request.POST.get(question, ""))
    if answer is None:
        messages.warning(request, _("This page has changed since you opened it. Read it once more."))
    return answer
