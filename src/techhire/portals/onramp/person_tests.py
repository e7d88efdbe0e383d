"""Tests and one person the onramp coaches: the time they take, in their words, and live checks."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.accommodations import set_accommodation
from techhire.plays.assessments.actions.live import ask_for_confirm, start_confirm, withdraw_confirm
from techhire.plays.assessments.queries.live import checks_of, left_to_ask, live_tests
from techhire.plays.assessments.queries.sittings import accommodation_of
from techhire.plays.assessments.words import OPEN_CHECKS, Breaks, ExtraTime, LiveCheckState, Watched
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload

t = gettext_lazy
WATCHED = {LiveCheckState.STARTED: 10, LiveCheckState.ASKED: 30}
"""Seconds after which the page looks whether the person answered or is done."""


class TimeForm(PlainForm):
    """What the person says they need; nobody asks why."""

    extra_time = forms.ChoiceField(label=t("How much time they want"), choices=ExtraTime.choices)
    breaks = forms.ChoiceField(label=t("Breaks that do not count as time"), choices=Breaks.choices)


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """A POST sets the time, or asks for, starts or takes back a live check."""
    seeker = caseload.seeker
    own = (
        accommodation_of(request.actor, seeker)
        if request.actor.writes_for(caseload.organization_id)
        else None
    )
    before = {"extra_time": own.extra_time, "breaks": own.breaks} if own else {}
    form = TimeForm(request.POST if "time" in request.POST else None, initial=before)
    if request.method == "POST" and ("time" not in request.POST or form.is_valid()):
        try:
            return _do(request, caseload, form)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return lead_to(caseload.organization_id, "onramp:person_tests", seeker.code)
    checks = checks_of(request.actor, caseload.organization, seeker)
    states = {check.state for check in checks}
    shown = {
        "form": form,
        "watching": next((seconds for state, seconds in WATCHED.items() if state in states), 0),
        "open_checks": [check for check in checks if check.state in OPEN_CHECKS],
        "past_checks": [check for check in checks if check.state not in OPEN_CHECKS],
        "live_tests": live_tests(request.actor),
        "left": left_to_ask(request.actor, caseload.organization, seeker),
        "ways": Watched.choices,
    }
    return render(request, "onramp/person_tests.html", around(request, caseload) | shown)


def _do(request: Request, caseload: "Caseload", form: TimeForm) -> HttpResponse:
    actor, seeker, now = request.actor, caseload.seeker, request.now
    if "time" in request.POST:
        set_accommodation(actor, seeker, **form.cleaned_data, now=now)
        messages.success(request, _("Saved. It holds for every test they begin from now on."))
    elif "ask" in request.POST:
        wanted = request.POST.get("test")
        test = next((test for test in live_tests(actor) if str(test.pk) == wanted), None)
        if test is None:
            raise Refused(_("Choose what the live check is about."))
        watched = request.POST.get("watched", "")
        ask_for_confirm(actor, seeker, caseload.organization, test, watched=watched, now=now)
        messages.success(request, _("Asked. The person sees it on their own page and says yes or no."))
    else:
        _with_check(request, caseload)
    return lead_to(caseload.organization_id, "onramp:person_tests", seeker.code)


def _with_check(request: Request, caseload: "Caseload") -> None:
    wanted = request.POST.get("check")
    checks = checks_of(request.actor, caseload.organization, caseload.seeker)
    check = next((check for check in checks if str(check.pk) == wanted), None)
    if check is None:
        raise Http404
    if "start" in request.POST:
        start_confirm(request.actor, check, job=job_asked_for(request.actor, check), now=request.now)
        messages.success(request, _("Started. The person can press Begin on their own page now."))
    else:
        withdraw_confirm(request.actor, check, now=request.now)
        messages.success(request, _("Taken back. Nothing is asked any more."))
