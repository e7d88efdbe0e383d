"""Taking a question out at once: why, what follows for results, and how far scoring them again is."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.ledger.queries import progress_of
from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.queries.quality import watched_test
from techhire.plays.assessments.queries.rescoring import affected_by, rescoring_at, rescorings_of
from techhire.plays.assessments.rules import may_pull_item
from techhire.plays.assessments.words import (
    PULL_AT_ONCE,
    TAKES_ANSWERS_BACK,
    WHAT_FOLLOWS,
    ItemState,
    PullReason,
)
from techhire.portals.convener.banks.own import around, of_item
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, Item


class PullForm(PlainForm):
    """Why it has to go, and whether answers to earlier words of it go with it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=[(one.value, one.label) for one in PULL_AT_ONCE]
    )
    earlier_words = forms.BooleanField(
        label=gettext_lazy("It was just as wrong before it was last reworded"), required=False
    )
    remark = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Colleagues read it in the history of the question."),
    )


@require_http_methods(["GET", "POST"])
@of_item
def page(request: Request, item: "Item") -> HttpResponse:
    """What follows from each reason, before anything is done; then back to where one came from."""
    test = _came_from(request, item)
    form = PullForm(request.POST or None, initial={"reason": request.GET.get("reason", "")})
    if request.method == "POST" and form.is_valid():
        try:
            pull_item(request.actor, item, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _on(request, item, test)
    affected = affected_by(item)
    gone = item.state == ItemState.RETIRED
    shown = {
        "item": item,
        "test": test,
        "form": form,
        "pulls": may_pull_item(request.actor, item),
        "affected": affected,
        "gone": gone,
        "can_pull": not gone or bool(affected.present or affected.earlier),
        "reasons": [
            (one.value, one.label, WHAT_FOLLOWS[one])
            for one in PULL_AT_ONCE
            if not gone or one in TAKES_ANSWERS_BACK
        ],
        "chosen": form["reason"].value(),
    }
    return render(request, "convener/banks/pull.html", around(request, item.bank, **shown))


def _came_from(request: Request, item: "Item") -> "Assessment | None":
    """The test on whose page the question was flagged, where the address or the form names one of this bank."""
    asked = request.POST.get("test") or request.GET.get("test") or ""
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    test = watched_test(request.actor, number) if number else None
    return test if test is not None and test.bank_id == item.bank_id else None


def _on(request: Request, item: "Item", test: "Assessment | None") -> HttpResponse:
    """To the work that began, where results are scored again; else back."""
    messages.success(request, _("%(code)s is taken out. Nobody is asked it any more.") % {"code": item.code})
    begun = [one.rescoring for one in rescorings_of(request.actor, item)[:1]]
    if begun and begun[0].finished_at is None:
        return redirect("convener:rescoring", item.pk, begun[0].pk)
    return (
        redirect("convener:test_quality", test.bank_id, test.pk)
        if test
        else redirect("convener:item", item.pk)
    )


@require_GET
@of_item
def rescoring(request: Request, item: "Item", rescoring_id: int) -> HttpResponse:
    """How far it is; once it is done, how many results say something else."""
    found = rescoring_at(request.actor, rescoring_id)
    if found is None or found.rescoring.item_id != item.pk:
        raise Http404
    row = found.rescoring
    running = row.finished_at is None
    shown: dict[str, Any] = {
        "item": item,
        "found": found,
        "reason": PullReason(row.reason).label,
        "running": running,
        "progress": progress_of(row.fact_id) if row.fact_id else None,
    }
    part = request.headers.get("HX-Request") == "true"
    template = (
        "convener/banks/rescoring_progress.html" if part and running else "convener/banks/rescoring.html"
    )
    response = render(request, template, around(request, item.bank, **shown))
    if part and not running:
        response["HX-Refresh"] = "true"
    return response
