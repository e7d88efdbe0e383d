"""A live check somebody asked me for: what it is, my yes or no, and the button that begins it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.live import agree_to_confirm, begin_confirm, decline_confirm
from techhire.plays.assessments.queries.live import live_check_numbered
from techhire.plays.assessments.queries.sittings import open_sitting
from techhire.plays.assessments.words import LiveCheckState
from techhire.plays.marketplace.queries import posting_told
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.assessments.models import LiveCheck, Sitting
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", check_id: int) -> HttpResponse:
    """Only the person can say yes; a no has no consequence the product would know of."""
    check = live_check_numbered(request.actor, check_id)
    if check is None or check.seeker_id != seeker.pk:
        raise Http404
    if request.method == "POST":
        try:
            return _do(request, check)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("seeker:live_check", check.pk)
    if "HX-Request" in request.headers and check.state == LiveCheckState.AGREED:
        return HttpResponse(
            status=204
        )  # nothing is new, so the page stays as it is and nothing is read aloud again
    if check.state == LiveCheckState.DONE and check.sitting_id:
        return redirect("seeker:result", check.sitting_id)
    shown = {
        "section": "seeker:home",
        "check": check,
        "posting": posting_told(request.actor, check.posting_id),
        "in_the_way": _in_the_way(request, seeker, check),
    }
    return render(request, "seeker/live_check.html", shown)


def _in_the_way(request: Request, seeker: "Seeker", check: "LiveCheck") -> "Sitting | None":
    """Another test under way, beside which this one cannot begin."""
    if check.state not in (LiveCheckState.ASKED, LiveCheckState.AGREED):
        return None
    return open_sitting(request.actor, seeker)


def _do(request: Request, check: "LiveCheck") -> HttpResponse:
    if "agree" in request.POST:
        agree_to_confirm(request.actor, check, now=request.now)
        messages.success(request, _("You said yes. It begins when both of you are there."))
    elif "decline" in request.POST:
        decline_confirm(request.actor, check, now=request.now)
        messages.success(request, _("You said no. Nothing else happens."))
        return redirect("seeker:tests")
    elif "begin" in request.POST:
        begin_confirm(request.actor, check, language=get_language() or "en", now=request.now)
        return redirect("seeker:question")
    return redirect("seeker:live_check", check.pk)
