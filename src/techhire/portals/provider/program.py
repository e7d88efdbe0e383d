"""One program: what it is, what it teaches, whether it is listed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused, refusals_of
from techhire.commons.skills.queries import program_code, reworded_since
from techhire.plays.concerns.queries import notice_about
from techhire.plays.providers.actions.programs import (
    close_program,
    create_program,
    list_program,
    suspend_program,
    update_program,
)
from techhire.plays.providers.queries import cohorts_of_program, taught_by
from techhire.plays.providers.words import Pace, ProgramState
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.provider.own import own_program

t = gettext_lazy
MOVES = {"list": list_program, "suspend": suspend_program, "close": close_program}
NEXT = {
    ProgramState.DRAFT: ("list", "close"),
    ProgramState.LISTED: ("suspend", "close"),
    ProgramState.SUSPENDED: ("list", "close"),
    ProgramState.HELD: ("close",),
    ProgramState.CLOSED: (),
}


class ProgramForm(PlainForm):
    """What people want to know before they apply."""

    name = forms.CharField(label=t("Name of the program"), max_length=160)
    summary = forms.CharField(
        label=t("What people learn"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(
        label=t("Language of the program"), choices=[("en", t("English")), ("es", t("Spanish"))]
    )
    pace = forms.ChoiceField(label=t("Live or self-paced"), choices=Pace, widget=forms.RadioSelect)
    length_weeks = forms.IntegerField(label=t("Length in weeks"), min_value=1, max_value=260)
    hours_per_week = forms.IntegerField(label=t("Hours a week"), min_value=1, max_value=80)
    tuition = forms.DecimalField(label=t("Tuition in dollars"), min_value=0, max_digits=9, decimal_places=2)
    free_for_eligible = forms.BooleanField(label=t("Free for people who qualify"), required=False)
    funding = forms.CharField(label=t("Public and scholarship funding"), max_length=400, required=False)
    admission = forms.CharField(label=t("Who can join"), max_length=400, required=False)
    credential = forms.CharField(label=t("Credential at the end"), max_length=160, required=False)
    online = forms.BooleanField(label=t("Online"), required=False)
    city = forms.CharField(label=t("City"), max_length=80, required=False)
    zip_code = forms.RegexField(
        r"^\d{5}$",
        label=t("ZIP code"),
        required=False,
        error_messages={"invalid": t("Five digits, like 64106.")},
    )
    cip_code = forms.CharField(
        label=t("Program code (CIP)"),
        max_length=7,
        required=False,
        help_text=t("Like 11.0901. Funders ask for it."),
    )
    enrolled_per_year = forms.IntegerField(label=t("People enrolled a year"), min_value=0, required=False)
    completed_per_year = forms.IntegerField(label=t("People completing a year"), min_value=0, required=False)


class EditForm(ProgramForm):
    """As for a new one, with the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def new(request: Request) -> HttpResponse:
    """Start a program as a draft."""
    organization = current_organization(request, Kind.PROVIDER)
    first = {"pace": Pace.LIVE, "language": "en", "tuition": 0, "length_weeks": 12, "hours_per_week": 20}
    form = ProgramForm(request.POST or None, initial=first)
    if request.method == "POST" and not form.is_valid():
        form.hear(refusals_of(lambda: _code(form.cleaned_data)))
    elif request.method == "POST":
        try:
            fields = _fields(form.cleaned_data)
            program = create_program(
                request.actor, organization, name=fields.pop("name"), now=request.now, **fields
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return lead_to(program.organization_id, "provider:teaches", program.pk)
    return render(
        request,
        "provider/program_form.html",
        {"form": form, "section": "provider:home", "organization": organization},
    )


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, pk: int) -> HttpResponse:
    """Change a program, or move it on."""
    program = own_program(request, pk)
    form = EditForm(request.POST if "save" in request.POST else None, initial=_initial(program))
    if request.method == "POST":
        try:
            if "save" not in request.POST:
                return _move(request, program)
            if form.is_valid():
                typed = _fields(form.cleaned_data)
                version = typed.pop("version")
                update_program(request.actor, program, expected_version=version, now=request.now, **typed)
                messages.success(request, _("Saved."))
                return lead_to(program.organization_id, "provider:program", pk)
            form.hear(refusals_of(lambda: _code(form.cleaned_data)))
        except Refused as refusal:
            if form.is_bound:
                form.refuse(refusal)
                form.take_up(program.version)
            else:
                messages.error(request, str(refusal))
    lines = list(taught_by(program))
    context = {
        "section": "provider:home",
        "program": program,
        "form": form,
        "lines": lines,
        "reworded": reworded_since(lines),
        "moves": NEXT[ProgramState(program.state)],
        "notice": notice_about(request.actor, program),
        "is_stale": program.is_stale(request.now),
        "cohorts": cohorts_of_program(request.actor, program),
        "may_write": request.actor.writes_for(program.organization_id),
    }
    return render(request, "provider/program.html", context)


def _move(request: Request, program: Any) -> HttpResponse:
    move = MOVES.get(request.POST.get("move", ""))
    if move is None:
        raise Refused(_("We do not know this step."))
    move(request.actor, program, now=request.now)
    messages.success(request, _("Done."))
    return lead_to(program.organization_id, "provider:program", program.pk)


def _initial(program: Any) -> dict[str, Any]:
    initial = {name: getattr(program, name) for name in EditForm.base_fields if hasattr(program, name)}
    initial["cip_code"] = program.cip.code if program.cip else ""
    return initial


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in data.items() if key != "cip_code"}
    return fields | {"cip": _code(data)}


def _code(data: dict[str, Any]) -> Any:
    """The program code that was typed; none where none was."""
    code = data.get("cip_code", "").strip()
    found = program_code(code) if code else None
    if code and found is None:
        raise Refused(
            _("We do not know this program code. Codes come with the CIP import."), field="cip_code"
        )
    return found
