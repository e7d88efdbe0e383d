"""One bank: its items, what they measure, its tests, and everything that can be done with it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.actions.assessments import create_assessment
from techhire.plays.assessments.actions.exchange import export_bank
from techhire.plays.assessments.queries.banks import bank_lines, cuts_of, item_imports_open
from techhire.plays.assessments.queries.items import items_listed
from techhire.plays.assessments.queries.measured import calibrations_of, map_of
from techhire.plays.assessments.rules import may_see_items
from techhire.plays.assessments.words import AssessmentKind, ItemKind, ItemState
from techhire.portals.convener.banks.own import around, first_words, of_bank
from techhire.portals.convener.banks.pictures import information_chart, item_map_chart
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import ItemBank

PAGE = 30
LANGUAGES = [("en", gettext_lazy("English")), ("es", gettext_lazy("Spanish"))]


class ExportForm(PlainForm):
    """In which language."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the questions"), choices=LANGUAGES)


class TestForm(PlainForm):
    """Another test of the same bank."""

    __test__ = False

    kind = forms.ChoiceField(label=gettext_lazy("Kind of test"), choices=AssessmentKind.choices)
    title = forms.CharField(label=gettext_lazy("Name"), max_length=160)


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank") -> HttpResponse:
    """The bank at a glance; exporting and adding a test are done here, the rest has pages of its own."""
    export_form = ExportForm(request.POST if "export" in request.POST else None)
    test_form = TestForm(request.POST if "test" in request.POST else None, initial={"title": bank.title})
    if request.method == "POST" and (answer := _answered(request, bank, export_form, test_form)):
        return answer
    (line,) = bank_lines([bank])
    mapped = map_of(bank)
    some = Paginator(_wanted(request, bank), PAGE).get_page(request.GET.get("page"))
    sees = bool(may_see_items(request.actor, bank))
    shown = {
        "line": line,
        "states": [(state, ItemState(state).label, number) for state, number in line.states.items()],
        "cuts": cuts_of(bank).first(),
        "calibration": calibrations_of(request.actor, bank).first(),
        "imports": list(item_imports_open(request.actor, bank)[:5]),
        "information": information_chart(mapped) if mapped.items else None,
        "map": item_map_chart(mapped) if mapped.items else None,
        "page": some,
        "rows": [(item, first_words(item) if sees else "") for item in some.object_list],
        "sees": sees,
        "kinds": ItemKind.choices,
        "levels": LEVEL_CHOICES,
        "chosen": {name: request.GET.get(name, "") for name in ("state", "level")},
        "export_form": export_form,
        "test_form": test_form,
    }
    return render(request, "convener/banks/bank.html", around(request, bank, **shown))


def _wanted(request: Request, bank: "ItemBank") -> Any:
    """The items the filters of the address leave."""
    found = items_listed(request.actor, bank)
    state, level = request.GET.get("state", ""), request.GET.get("level", "")
    if state in ItemState.values:
        found = found.filter(state=state)
    if level in {str(number) for number, _label in LEVEL_CHOICES}:
        found = found.filter(level=int(level))
    return found


def _answered(
    request: Request, bank: "ItemBank", export_form: ExportForm, test_form: TestForm
) -> HttpResponse | None:
    """The download or the way on, where the pressed button's form was in order."""
    form = export_form if export_form.is_bound else test_form
    if not form.is_bound or not form.is_valid():
        return None
    try:
        if form is export_form:
            return _package(request, bank, form.cleaned_data["language"])
        test = create_assessment(request.actor, bank, now=request.now, **form.cleaned_data)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, _("The test is there. Look at its rules, then open it."))
    return redirect("convener:bank_test", bank.pk, test.pk)


def _package(request: Request, bank: "ItemBank", language: str) -> HttpResponse:
    data = export_bank(request.actor, bank, language=language, now=request.now)
    response = HttpResponse(data, content_type="application/zip")
    name = f"{bank.skill.code[:60]}-{language}-qti3.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
