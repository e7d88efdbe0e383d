"""One person: what they need next, their skills with what stands behind them, what they agreed to."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.marketplace.queries import postings_told
from techhire.plays.matches.queries.messages import waiting_messages
from techhire.plays.onramps.actions.caseload import release
from techhire.plays.onramps.queries import (
    consents_heard,
    credentials_accepted,
    piece_entered,
    vouches_given,
)
from techhire.plays.seekers.actions.consents import confirm_consent
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.queries import confirm_by, readiness_of, skill_lines
from techhire.plays.seekers.rules import may_act_for, posting_marked
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Everything the coach and the person look at together; a POST says one thing that was done."""
    seeker = caseload.seeker
    if request.method == "POST":
        try:
            return _do(request, caseload)
        except Refused as refusal:
            messages.error(request, str(refusal))
    heard = consents_heard(request.actor, caseload)
    jobs = postings_told(request.actor, [posting_marked(consent) for consent in heard])
    shown = {
        "ready": readiness_of(request.actor, seeker),
        "lines": skill_lines(request.actor, seeker),
        "consents": [
            (
                consent,
                confirm_by(request.community.day_of(consent.given_at)),
                jobs.get(posting_marked(consent) or 0),
            )
            for consent in heard
        ],
        "written": waiting_messages(request.actor, seeker) if may_act_for(request.actor, seeker) else [],
        "today": request.today,
        "vouches": vouches_given(request.actor, caseload.organization, seeker),
        "credentials": credentials_accepted(request.actor, caseload.organization, seeker),
    }
    return render(request, "onramp/person.html", around(request, caseload) | shown)


def _do(request: Request, caseload: "Caseload") -> HttpResponse:
    if "release" in request.POST:
        release(request.actor, caseload, now=request.now)
        messages.success(
            request, _("You do not work with this person any more, and cannot see their record.")
        )
        return lead_to(caseload.organization_id, "onramp:people")
    if "confirm" in request.POST:
        heard = consents_heard(request.actor, caseload)
        consent = next((c for c in heard if str(c.pk) == request.POST["confirm"]), None)
        if consent is None:
            raise Http404
        confirm_consent(request.actor, consent, now=request.now)
        messages.success(request, _("Noted: they have it in writing."))
        return lead_to(caseload.organization_id, "onramp:person", caseload.seeker.code)
    typed = request.POST.get("withdraw", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    row = piece_entered(request.actor, caseload.organization, caseload.seeker, number)
    if row is None:
        raise Http404
    withdraw_evidence(request.actor, row, now=request.now)
    messages.success(request, _("Taken back. It does not count any more."))
    return lead_to(caseload.organization_id, "onramp:person", caseload.seeker.code)
