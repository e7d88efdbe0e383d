"""My results: what a test says in words, what to learn next, who sees it, and what I decide about practice."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.results import count_practice, delete_practice, keep_private
from techhire.plays.assessments.queries.if_counted import if_counted
from techhire.plays.assessments.queries.results import how_taken, questions_of, reading_of, result_of
from techhire.plays.assessments.queries.sittings import sitting_numbered, sittings_of
from techhire.plays.assessments.words import OPEN_SITTINGS
from techhire.portals.layout.request import Request
from techhire.portals.seeker.after_result import after_result
from techhire.portals.seeker.change_told import change_told
from techhire.portals.seeker.own import own_record
from techhire.portals.seeker.taker import is_borrowed, taker

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Sitting
    from techhire.plays.seekers.models import Seeker

A_PAGE = 20


@require_GET
@own_record
def results(request: Request, seeker: "Seeker") -> HttpResponse:
    """Every test of mine that is over, newest first."""
    page = Paginator(sittings_of(request.actor, seeker), A_PAGE).get_page(request.GET.get("page"))
    rows = [(sitting, reading_of(sitting), how_taken(sitting)) for sitting in page]
    return render(request, "seeker/results.html", {"section": "seeker:home", "page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@taker
def page(request: Request, actor: "Actor", sitting_id: int) -> HttpResponse:
    """One result; a POST decides about a practice result."""
    sitting = sitting_numbered(actor, sitting_id)
    if sitting is None:
        raise Http404
    if sitting.state in OPEN_SITTINGS:
        return redirect("seeker:question")
    if request.method == "POST":
        try:
            return _decide(request, actor, sitting)
        except Refused as refusal:
            messages.error(request, str(refusal))
    result = result_of(actor, sitting)
    shown = {
        "section": "seeker:home",
        "result": result,
        "change": change_told(if_counted(actor, sitting)),
        "after": after_result(actor, result, request.now),
        "skill": sitting.assessment.bank.skill,
        "questions": questions_of(actor, sitting, get_language() or "en"),
        "borrowed": is_borrowed(request),
        "again_on": result.free_on if result.free_on and result.free_on > request.today else None,
    }
    return render(request, "seeker/result.html", shown)


def _decide(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    if "count" in request.POST:
        count_practice(actor, sitting, now=request.now)
        messages.success(request, _("It counts now, as practice does: likely at most."))
    elif "keep" in request.POST:
        keep_private(actor, sitting, now=request.now)
        messages.success(request, _("It is yours alone again and counts no more."))
    elif "delete" in request.POST:
        delete_practice(actor, sitting, now=request.now)
        messages.success(request, _("The practice test is deleted, with every answer."))
        return redirect("seeker:tests")
    return redirect("seeker:result", sitting.pk)
