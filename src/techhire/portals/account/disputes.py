"""Corrections people asked for: each stops counting until it is answered here."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.disputed import disputed_file, disputed_work, judged_in
from techhire.plays.assessments.rules.judging import may_see_rubric
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.actions.disputes import answer_dispute
from techhire.plays.seekers.queries import open_dispute_numbered, open_disputes
from techhire.plays.seekers.rules import answers_open
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.files import handed_out
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Dispute

MOST_SHOWN = 100


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """List what waits for an answer; a POST answers one."""
    if request.method == "POST":
        pk = request.POST.get("dispute", "")
        dispute = _dispute(request, int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
        try:
            answer_dispute(request.actor, dispute, answer=request.POST.get("answer", ""), now=request.now)
            messages.success(request, _("Answered. The person can read it."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("account:disputes")
    waiting = list(open_disputes(request.actor)[:MOST_SHOWN])
    judged = judged_in(waiting)
    rows = [_row(request, row) | {"is_work": row.pk in judged} for row in waiting]
    return render(request, "account/disputes.html", {"rows": rows, "section": "account:home"})


@signed_in
@require_GET
def work(request: Request, dispute_id: int) -> HttpResponse:
    """The judged work a dispute is about, without a name; the person can read that it was opened."""
    dispute = _dispute(request, dispute_id)
    found = disputed_work(request.actor, dispute)
    if found is None:
        raise Http404
    if found.may_read:
        _write_down(request, dispute)
    steward = may_see_rubric(request.actor, found.submission.rubric)
    shown = _row(request, dispute) | {"work": found, "edition": found.edition, "may_open_rubric": steward}
    return render(request, "account/disputed_work.html", shown | {"section": "account:home"})


@signed_in
@require_GET
def work_file(request: Request, dispute_id: int, place: int) -> HttpResponse:
    """A file of the disputed work, to save under the pseudonym of the work."""
    dispute = _dispute(request, dispute_id)
    found = disputed_file(request.actor, dispute, place)
    if found is None:
        raise Http404
    _write_down(request, dispute)
    pseudonym, file = found
    return handed_out(f"work-{pseudonym}-{file.place}", file.kind, file.data)


def _row(request: Request, dispute: "Dispute") -> dict[str, Any]:
    return {"dispute": dispute, "answers": answers_open(request.actor, dispute)}


def _dispute(request: Request, dispute_id: int) -> "Dispute":
    found = open_dispute_numbered(request.actor, dispute_id)
    if found is None:
        raise Http404
    return found


def _write_down(request: Request, dispute: "Dispute") -> None:
    """For whom they looked: the organization that entered it, where it is theirs, else the civic lead."""
    entered = dispute.evidence.organization_id
    theirs = entered if entered is not None and request.actor.writes_for(entered) else None
    leads = request.actor.organizations("civic")
    record_access(
        request.actor,
        dispute.evidence.seeker,
        purpose=Purpose.TESTING,
        what="disputed_work",
        organization_id=theirs or next(iter(leads), None),
        now=request.now,
    )
