"""What a test would be like, before anybody takes it: a thousand made-up people take it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from techhire.plays.assessments.queries.banks import assessments_of
from techhire.plays.assessments.queries.simulating import tried
from techhire.plays.assessments.rules import may_simulate_bank
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.convener.banks.pictures import exposure_chart, misses_chart

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, ItemBank


@require_GET
@of_bank
def page(request: HttpRequest, bank: "ItemBank") -> HttpResponse:
    """Choose a test of the bank and see how it goes; practice may be tried too."""
    tests = list(assessments_of(bank))
    chosen = next((test for test in tests if str(test.pk) == request.GET.get("test", "")), None)
    shown: dict[str, Any] = {"tests": tests, "chosen": chosen, "trouble": "", "tried": None}
    if chosen is not None and may_simulate_bank(request.actor, bank):
        shown |= _tried(chosen)
    return render(request, "convener/banks/simulation.html", around(request, bank, **shown))


def _tried(test: "Assessment") -> dict[str, Any]:
    try:
        found = tried(test)
    except ValueError as error:
        return {"trouble": _("This test cannot be given as it is set: %(what)s.") % {"what": error}}
    return {
        "tried": found,
        "se": test.stop_se,
        "misses": misses_chart(found),
        "exposure": exposure_chart(found),
        "most_shown": found.exposure[0] if found.exposure else None,
    }
