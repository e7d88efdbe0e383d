"""Measuring a bank's questions from answers: start it, see how far it is, look at what it found, adopt it or not."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.ledger.queries import progress_of
from techhire.commons.permits import Refused
from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload
from techhire.engines.psychometrics.answers import FEWEST_ANSWERS
from techhire.plays.assessments.actions.calibrating import (
    adopt_calibration,
    export_answers,
    set_calibration_aside,
    start_calibration,
)
from techhire.plays.assessments.queries.answer_files import read_answers
from techhire.plays.assessments.queries.answers import AnswerTable, answers_by_item
from techhire.plays.assessments.queries.measured import (
    MOST_NAMED,
    calibration_at,
    calibrations_of,
    disagrees,
    numbers_file,
    stranded,
    trouble_in_words,
)
from techhire.plays.assessments.queries.measured_story import measured_story_of
from techhire.plays.assessments.words import AnswerSource, CalibrationState, Model
from techhire.portals.convener.banks.numbers import NumbersForm, begun_by, taken
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Calibration, ItemBank

PAGE = 20
MOST_BYTES = 32 * 1024 * 1024


class MeasureForm(PlainForm):
    """Which answers, which curve, and whether to spread the questions."""

    source = forms.ChoiceField(
        label=gettext_lazy("Which answers"), choices=AnswerSource.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("File of answers"),
        required=False,
        help_text=gettext_lazy(
            "CSV: a line for each person, a column for each question under its short name, empty where it was not"
            " asked. The same file as for “techhire calibrate”."
        ),
    )
    freq = forms.CharField(
        label=gettext_lazy("Column that counts equal lines"), max_length=80, required=False
    )
    model = forms.ChoiceField(
        label=gettext_lazy("Curve"),
        choices=Model.choices,
        widget=forms.RadioSelect,
        initial=Model.ONE,
        help_text=gettext_lazy(
            "Questions with fewer than 200 answers can only be measured with one slope for all."
        ),
    )
    limit = forms.IntegerField(
        label=gettext_lazy("At most so many percent of people may see one question"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy(
            "Left empty, nothing is held back. 25 is usual where questions are worth stealing."
        ),
    )


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank") -> HttpResponse:
    """How many answers there are, the form that starts, and what was measured before."""
    if "download" in request.POST:
        return _answers_file(request, bank)
    sent = (request.POST or None, request.FILES or None)
    none = (None, None)
    takes = "take" in request.POST
    form = MeasureForm(*(none if takes else sent), initial={"source": AnswerSource.SUPERVISED})
    numbers = NumbersForm(*(sent if takes else none))
    begun = begun_by(numbers, lambda: taken(request, bank, numbers)) or begun_by(
        form, lambda: _start(request, bank, form)
    )
    if begun is not None:
        return redirect("convener:measured", bank.pk, begun.pk)
    shown = {
        "form": form,
        "numbers": numbers,
        "counts": [_count(bank, source) for source in (AnswerSource.SUPERVISED, AnswerSource.ALL)],
        "page": Paginator(calibrations_of(request.actor, bank), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "convener/banks/measuring.html", around(request, bank, **shown))


def _answers_file(request: Request, bank: "ItemBank") -> HttpResponse:
    """The answers as the console's `calibrate` takes them, or why not, told on the page."""
    try:
        table = export_answers(request.actor, bank, source=request.POST["download"], now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("convener:measuring", bank.pk)
    response = HttpResponse(table.as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{bank.skill.code[:60]}-answers.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _count(bank: "ItemBank", source: AnswerSource) -> dict[str, Any]:
    answers = answers_by_item(bank, source)
    enough = sum(number >= FEWEST_ANSWERS for number in answers.values())
    most = max(answers.values(), default=0)
    return {
        "code": source.value,
        "label": source.label,
        "items": len(answers),
        "enough": enough,
        "most": most,
    }


def _start(request: Request, bank: "ItemBank", form: MeasureForm) -> "Calibration":
    typed = form.cleaned_data
    table = None
    if typed["source"] == AnswerSource.FILE:
        if not typed["file"]:
            raise Refused(_("Please fill this in."), field="file")
        table = _table(typed["file"], typed["freq"].strip())
    limit = None if typed["limit"] is None else typed["limit"] / 100
    return start_calibration(
        request.actor,
        bank,
        model=typed["model"],
        source=typed["source"],
        limit=limit,
        table=table,
        now=request.now,
    )


def _table(file: UploadedFile, freq: str) -> AnswerTable:
    """The answers of a file, which is not kept: the action takes the table down."""
    try:
        path = take_upload(file, kinds=(FileKind.CSV,), max_bytes=MOST_BYTES).path
    except BadUpload as bad:
        raise Refused(str(bad), field="file") from bad
    try:
        return read_answers(path.read_bytes(), freq=freq)
    finally:
        forget_upload(path)


@require_http_methods(["GET", "POST"])
@of_bank
def result(request: Request, bank: "ItemBank", calibration_id: int) -> HttpResponse:
    """How far it is; once it is ready, what it found, and the decision."""
    found = calibration_at(request.actor, bank, calibration_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _decided(request, bank, found)
    shown = around(request, bank, cuts_address=reverse("convener:cuts", args=[bank.pk]), **_shown(found))
    part = request.headers.get("HX-Request") == "true"
    template = "convener/banks/measured.html"
    if part and shown["running"]:
        template = "convener/banks/measured_progress.html"
    response = render(request, template, shown)
    if part and not shown["running"]:
        response["HX-Refresh"] = "true"
    return response


def _shown(found: "Calibration") -> dict[str, Any]:
    running = found.state == CalibrationState.WAITING
    is_done = not running and found.state != CalibrationState.FAILED
    ready = found.state == CalibrationState.READY
    return {
        "found": found,
        "running": running,
        "progress": progress_of(found.fact_id) if found.fact_id else None,
        "ready": ready,
        "story": measured_story_of(found) if is_done else None,
        "summary": found.summary,
        "trouble": trouble_in_words(found),
        "stranded": ", ".join(stranded(found)[:MOST_NAMED]) if ready else "",
        "disagrees": ready and disagrees(found),
    }


def _decided(request: Request, bank: "ItemBank", found: "Calibration") -> HttpResponse:
    try:
        if "adopt" in request.POST:
            ticked = {name: name in request.POST for name in ("use_pilots", "against_known")}
            adopt_calibration(request.actor, found, now=request.now, **ticked)
            messages.success(request, _("The questions have their measured numbers from now on."))
        else:
            set_calibration_aside(request.actor, found, now=request.now)
            messages.success(request, _("Set aside. Nothing was changed by it."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("convener:measured", bank.pk, found.pk)


@require_GET
@of_bank
def table(request: Request, bank: "ItemBank", calibration_id: int) -> HttpResponse:
    """What was found, as the file `techhire calibrate` writes and `techhire simulate-cat` reads."""
    found = calibration_at(request.actor, bank, calibration_id)
    if found is None or not found.found:
        raise Http404
    response = HttpResponse(numbers_file(found), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="items-{found.pk}.json"'
    return response
