"""What others said about me, partners and employers: I read it first, then I say whether it counts."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.feedback import agree_to_feedback, refuse_feedback
from techhire.plays.seekers.actions.vouches import agree_to_vouches, refuse_vouch
from techhire.plays.seekers.queries import evidence_numbered, feedback_about, feedback_numbered, vouches_about
from techhire.plays.seekers.words import VOUCH_SCOPE
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Each piece in full, with its two buttons; nothing changes before one is pressed."""
    if request.method == "POST":
        try:
            return _answered(request, seeker)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("seeker:said")
    told = vouches_about(request.actor, seeker)
    met = feedback_about(request.actor, seeker)
    shown = {
        "section": "seeker:home",
        "waiting": [one for one in told if one.waits],
        "used": [one for one in told if not one.waits],
        "met": met,
        "open": sum(one.waits for one in told) + len(met.waiting),
        "scope": VOUCH_SCOPE["show"],
    }
    return render(request, "seeker/said.html", shown)


def _answered(request: Request, seeker: "Seeker") -> HttpResponse:
    if "employer_yes" in request.POST or "employer_no" in request.POST:
        return _answered_employer(request, seeker)
    typed = request.POST.get("yes", "") or request.POST.get("no", "")
    piece = evidence_numbered(request.actor, int(typed)) if typed.isdecimal() and len(typed) < 19 else None
    if piece is None or piece.seeker_id != seeker.pk:
        raise Http404
    if "yes" in request.POST:
        agree_to_vouches(request.actor, seeker, evidence_ids=[piece.pk], now=request.now)
        messages.success(request, _("It counts from now on. You can take that back here."))
    else:
        refuse_vouch(request.actor, piece, now=request.now)
        messages.success(request, _("It is not used. Nobody is told why."))
    return redirect("seeker:said")


def _answered_employer(request: Request, seeker: "Seeker") -> HttpResponse:
    typed = request.POST.get("employer_yes", "") or request.POST.get("employer_no", "")
    known = typed.isdecimal() and len(typed) < 19
    row = feedback_numbered(request.actor, seeker, int(typed)) if known else None
    if row is None:
        raise Http404
    if "employer_yes" in request.POST:
        agree_to_feedback(request.actor, row, now=request.now)
        messages.success(request, _("It counts from now on. You can take that back here."))
    else:
        refuse_feedback(request.actor, row, now=request.now)
        messages.success(request, _("It is not used. Nobody is told why."))
    return redirect("seeker:said")
