"""What a test would be like, before anybody takes it: the worker lets a thousand made-up people take it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.ledger.queries import progress_of
from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.simulating import start_simulation
from techhire.plays.assessments.queries.banks import assessments_of
from techhire.plays.assessments.queries.simulating import is_of_today, newest_simulation, told_of
from techhire.plays.assessments.rules import may_simulate_bank
from techhire.plays.assessments.words import SimulationState, SimulationTrouble
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.convener.banks.pictures import exposure_chart, misses_chart
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, ItemBank, Simulation


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank") -> HttpResponse:
    """Choose a test of the bank and have it tried; then how far that is, or what it showed."""
    tests = list(assessments_of(bank).select_related("bank"))
    asked = request.POST.get("test") or request.GET.get("test", "")
    chosen = next((test for test in tests if str(test.pk) == asked), None)
    if request.method == "POST":
        return _started(request, bank, chosen)
    found = None
    if chosen is not None and may_simulate_bank(request.actor, bank):
        found = newest_simulation(request.actor, chosen)
    shown: dict[str, Any] = {"tests": tests, "chosen": chosen, "found": found, "tried": None}
    if chosen is not None and found is not None:
        shown |= _shown(found, chosen)
    running = found is not None and found.state == SimulationState.WAITING
    shown["running"] = running
    part = request.headers.get("HX-Request") == "true"
    alone = part and running
    template = "convener/banks/simulation_progress.html" if alone else "convener/banks/simulation.html"
    response = render(request, template, around(request, bank, **shown))
    if part and not running:
        response["HX-Refresh"] = "true"
    return response


def _started(request: Request, bank: "ItemBank", chosen: "Assessment | None") -> HttpResponse:
    here = reverse("convener:simulation", args=[bank.pk])
    if chosen is None:
        messages.error(request, _("Choose a test."))
        return redirect(here)
    try:
        start_simulation(request.actor, chosen, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{here}?test={chosen.pk}")


def _shown(found: "Simulation", test: "Assessment") -> dict[str, Any]:
    tried = told_of(found)
    trouble = SimulationTrouble(found.trouble).label if found.trouble else ""
    shown: dict[str, Any] = {
        "trouble": trouble,
        "progress": progress_of(found.fact_id) if found.fact_id else None,
        "outdated": found.state != SimulationState.WAITING and not is_of_today(found, test),
    }
    if tried is None:
        return shown
    return shown | {
        "tried": tried,
        "misses": misses_chart(tried),
        "exposure": exposure_chart(tried),
        "most_shown": tried.exposure[0] if tried.exposure else None,
    }
