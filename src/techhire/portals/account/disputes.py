"""Corrections people asked for: each stops counting until it is answered here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.disputes import answer_dispute
from techhire.plays.seekers.queries import open_dispute_numbered, open_disputes
from techhire.plays.seekers.rules import answers_open
from techhire.portals.layout.guards import signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """List what waits for an answer; a POST answers one."""
    if request.method == "POST":
        pk = request.POST.get("dispute", "")
        dispute = open_dispute_numbered(request.actor, int(pk)) if pk.isdecimal() and len(pk) < 19 else None
        if dispute is None:
            raise Http404
        try:
            answer_dispute(request.actor, dispute, answer=request.POST.get("answer", ""), now=request.now)
            messages.success(request, _("Answered. The person can read it."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("account:disputes")
    waiting = open_disputes(request.actor)[:100]
    rows = [{"dispute": row, "answers": answers_open(request.actor, row)} for row in waiting]
    return render(request, "account/disputes.html", {"rows": rows, "section": "account:home"})
