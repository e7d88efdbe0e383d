"""Writing a draft: the task on one page, each criterion on a page of its own."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused, require
from techhire.commons.skills.words import LEVEL_CHOICES, LEVELS
from techhire.plays.assessments.actions.files import WORK_KINDS, add_task_file, remove_task_file
from techhire.plays.assessments.actions.rubrics import remove_criterion, set_criterion, update_rubric
from techhire.plays.assessments.queries.rubrics import CriterionShown, criteria_of, edition_to_show
from techhire.plays.assessments.queries.works import material_of
from techhire.plays.assessments.rules.judging import may_update_rubric
from techhire.plays.assessments.words import LARGEST_FILE, MOST_CRITERIA, RubricKind, SecondReadings
from techhire.portals.account.rubric import found_rubric
from techhire.portals.layout.files import taken
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import RubricEdition

LONG = {"rows": 8}
SHORT = {"rows": 2}
WORK_ONLY = ("minutes", "takes_files", "second_readings", "own_material", "fictional")


class TaskForm(PlainForm):
    """What to do, in both languages; for a work sample also the time, the files and the steward's word."""

    title = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    title_es = forms.CharField(label=gettext_lazy("Name in Spanish"), max_length=160, required=False)
    task = forms.CharField(
        label=gettext_lazy("What to do, in English"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    task_es = forms.CharField(
        label=gettext_lazy("What to do, in Spanish"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        help_text=gettext_lazy(
            "1 to 60. Who needs more time gets it by their own setting, and nobody sees it."
        ),
    )
    takes_files = forms.BooleanField(
        label=gettext_lazy("Files may be handed in (PDF, picture, text or table)"), required=False
    )
    second_readings = forms.TypedChoiceField(
        label=gettext_lazy("How much is read by a second assessor?"),
        choices=SecondReadings.choices,
        coerce=int,
    )
    own_material = forms.BooleanField(
        label=gettext_lazy("I confirm that this is nobody's live work: no employer uses what people hand in"),
        required=False,
    )
    fictional = forms.BooleanField(
        label=gettext_lazy("I confirm that names, data and companies in it are made up"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == RubricKind.INTERVIEW:
            for name in WORK_ONLY:
                del self.fields[name]


class CriterionForm(PlainForm):
    """What is looked at, its weight, and a sentence for each level in both languages."""

    name = forms.CharField(label=gettext_lazy("What is looked at, in English"), max_length=120)
    name_es = forms.CharField(
        label=gettext_lazy("What is looked at, in Spanish"), max_length=120, required=False
    )
    question = forms.CharField(
        label=gettext_lazy("Question in English"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    question_es = forms.CharField(
        label=gettext_lazy("Question in Spanish"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    weight = forms.IntegerField(
        label=gettext_lazy("Weight"),
        initial=1,
        help_text=gettext_lazy("A criterion of weight 2 counts twice as much as one of weight 1."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == RubricKind.WORK_SAMPLE:
            del self.fields["question"], self.fields["question_es"]
        for level, label in LEVEL_CHOICES:
            for name, words in (
                (f"anchor_{level}", _("Level %(level)s, in English")),
                (f"anchor_{level}_es", _("Level %(level)s, in Spanish")),
            ):
                self.fields[name] = forms.CharField(
                    label=words % {"level": label},
                    max_length=400,
                    required=False,
                    widget=forms.Textarea(attrs={**SHORT, "class": "usa-textarea"}),
                )

    def given(self) -> dict[str, Any]:
        """What the action takes: long fields on one line, anchors by level."""
        said = {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        anchors = {level: (said.pop(f"anchor_{level}"), said.pop(f"anchor_{level}_es")) for level in LEVELS}
        return {**said, "anchors": anchors}


def _draft(request: Request, rubric_id: int) -> "RubricEdition":
    edition = edition_to_show(found_rubric(request, rubric_id))
    if edition is None:
        raise Http404
    require(may_update_rubric(request.actor, edition))
    return edition


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request, rubric_id: int) -> HttpResponse:
    """The task; a POST saves it, or adds or removes a file of made-up material."""
    edition = _draft(request, rubric_id)
    kind = edition.rubric.kind
    saving = request.method == "POST" and request.POST.get("do") == "save"
    start = {name: getattr(edition, name) for name in TaskForm.base_fields} | {"minutes": edition.lasts}
    form = TaskForm(request.POST if saving else None, kind=kind, initial=start)
    if request.method == "POST" and (not saving or form.is_valid()):
        try:
            _save(request, edition, form if saving else None)
        except Refused as refusal:
            if saving:
                form.refuse(refusal)
                form.take_up(edition.version)
            else:
                messages.error(request, str(refusal))
                return redirect("account:rubric_edit", edition.rubric_id)
        else:
            messages.success(request, _("Saved."))
            return redirect("account:rubric_edit", edition.rubric_id)
    criteria = criteria_of(edition)
    shown = {
        "section": "account:home",
        "rubric": edition.rubric,
        "edition": edition,
        "form": form,
        "criteria": criteria,
        "material": material_of(edition),
        "next_place": len(criteria) + 1 if len(criteria) < MOST_CRITERIA else 0,
    }
    return render(request, "account/rubric_edit.html", shown)


def _save(request: Request, edition: "RubricEdition", form: TaskForm | None) -> None:
    if form is not None:
        update_rubric(request.actor, edition, **form.cleaned_data, now=request.now)
        return
    version = _number(request.POST.get("version", ""))
    if "remove" in request.POST:
        place = _number(request.POST["remove"])
        remove_task_file(request.actor, edition, place=place, version=version, now=request.now)
        return
    kind, data, _words = taken(
        request.FILES.get("file"),
        kinds=WORK_KINDS,
        max_bytes=LARGEST_FILE,
        missing=_("Choose a file first."),
    )
    add_task_file(request.actor, edition, kind=kind, data=data, version=version, now=request.now)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@signed_in
@require_http_methods(["GET", "POST"])
def criterion(request: Request, rubric_id: int, place: int) -> HttpResponse:
    """One criterion with its sentences; a POST saves it or takes it away."""
    edition = _draft(request, rubric_id)
    there = {shown.criterion.place: shown for shown in criteria_of(edition)}
    if place not in there and place != len(there) + 1:
        raise Http404
    start = _start(there.get(place)) | {"version": edition.version}
    removing = request.method == "POST" and request.POST.get("do") == "remove"
    form = CriterionForm(request.POST or None, kind=edition.rubric.kind, initial=start)
    if request.method == "POST" and (removing or form.is_valid()):
        try:
            if removing:
                version = _number(request.POST.get("version", ""))
                remove_criterion(request.actor, edition, place=place, version=version, now=request.now)
            else:
                set_criterion(request.actor, edition, place=place, **form.given(), now=request.now)
        except Refused as refusal:
            form.is_valid()
            form.refuse(refusal)
            form.take_up(edition.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("account:rubric_edit", edition.rubric_id)
    shown = {
        "section": "account:home",
        "rubric": edition.rubric,
        "edition": edition,
        "form": form,
        "place": place,
        "is_there": place in there,
        "pairs": [(form[f"anchor_{level}"], form[f"anchor_{level}_es"]) for level in LEVELS],
    }
    return render(request, "account/criterion.html", shown)


def _start(there: CriterionShown | None) -> dict[str, Any]:
    if there is None:
        return {"weight": 1}
    names = ("name", "name_es", "question", "question_es", "weight")
    start: dict[str, Any] = {name: getattr(there.criterion, name) for name in names}
    for anchor in there.anchors:
        start |= {f"anchor_{anchor.level}": anchor.text, f"anchor_{anchor.level}_es": anchor.text_es}
    return start
