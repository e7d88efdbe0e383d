"""One work sample: what it asks for, doing it, and what came of it."""

import math
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.files import WORK_KINDS, add_work_file, remove_work_file
from techhire.plays.assessments.actions.submissions import (
    GRACE,
    begin_work,
    hand_in,
    save_work,
    withdraw_work,
)
from techhire.plays.assessments.queries.identity import own_marks, unread_files
from techhire.plays.assessments.queries.rereading import fresh_reading_of
from techhire.plays.assessments.queries.rubrics import criteria_of
from techhire.plays.assessments.queries.works import (
    files_of,
    material_of,
    opens_again,
    own_file,
    own_material,
    own_minutes,
    sample_numbered,
    work_numbered,
    work_result,
    work_standing,
    works_of,
)
from techhire.plays.assessments.words import LARGEST_FILE, LONGEST_TEXT, OWN_MARKS, WorkState
from techhire.portals.layout.files import handed_out, taken
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Submission
    from techhire.plays.seekers.models import Seeker


class WorkForm(PlainForm):
    """What I write, and my word that it may stay as it is."""

    text = forms.CharField(
        label=gettext_lazy("Your work"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("It may stay: hand it in as it is"), required=False, widget=forms.CheckboxInput
    )
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "work-version"}))

    def __init__(self, *args: Any, takes_files: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not takes_files


def _own(request: Request, submission_id: int) -> "Submission":
    work = work_numbered(request.actor, submission_id)
    if work is None:
        raise Http404
    return work


@require_http_methods(["GET", "POST"])
@own_record
def about(request: Request, seeker: "Seeker", rubric_id: int) -> HttpResponse:
    """What the task is about, how long it takes, what is looked at; the button shows the task and starts the clock."""
    edition = sample_numbered(request.actor, rubric_id)
    if edition is None:
        raise Http404
    if request.method == "POST":
        try:
            work = begin_work(request.actor, seeker, edition.rubric, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("seeker:work_about", rubric_id)
        return redirect("seeker:work", work.pk)
    newest = works_of(request.actor, seeker).filter(rubric_id=rubric_id).first()
    shown = {
        "section": "seeker:home",
        "edition": edition,
        "criteria": criteria_of(edition),
        "minutes": own_minutes(request.actor, seeker, edition),
        "newest": newest,
        "again": opens_again(newest, request.now),
    }
    return render(request, "seeker/work_about.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", submission_id: int) -> HttpResponse:
    """The task and my draft while it is under way; afterwards where it stands and what came of it."""
    work = _own(request, submission_id)
    if work.state == WorkState.OFFERED and request.method == "GET":
        return redirect("seeker:work_about", work.rubric_id)
    writing = "version" in request.POST
    form = WorkForm(
        request.POST if writing else None,
        takes_files=work.edition.takes_files,
        initial={"text": work.text, "version": work.version},
    )
    if request.method == "POST" and (not writing or form.is_valid()):
        try:
            return _do(request, work, form)
        except Refused as refusal:
            if not writing:
                messages.error(request, str(refusal))
                return redirect("seeker:work", work.pk)
            form.refuse(refusal)
            work = _own(request, submission_id)
            form.take_up(work.version, {"text": work.text})
    if work.state == WorkState.UNDER_WAY:
        return render(request, "seeker/work_do.html", _under_way(request, work, form))
    unsent = _unsent(work, form)
    shown = {
        "form": form if unsent else None,
        "unsent": unsent,
        "section": "seeker:home",
        "work": work,
        "edition": work.edition,
        "files": files_of(work),
        "result": work_result(request.actor, work),
        "fresh": fresh_reading_of(request.actor, work),
        "standing": work_standing(request.actor, work),
    }
    return render(request, "seeker/work_result.html", shown)


def _unsent(work: "Submission", form: WorkForm) -> str:
    """What was written on a page opened before the work was handed in or taken back, and stands nowhere now."""
    written = str(form["text"].value() or "").strip() if form.is_bound else ""
    return "" if written.split() == work.text.split() else written


def _under_way(request: Request, work: "Submission", form: WorkForm) -> dict[str, Any]:
    is_over = work.ends_at is not None and request.now > work.ends_at + GRACE
    written = None if is_over else form["text"].value()
    return {
        "section": "seeker:home",
        "work": work,
        "edition": work.edition,
        "form": form,
        "files": files_of(work),
        "material": material_of(work.edition),
        "minutes_left": _minutes_left(request, work),
        "is_over": is_over,
        "unread": unread_files(work),
        "marks": [OWN_MARKS[code] for code in own_marks(work, written)],
    }


def _minutes_left(request: Request, work: "Submission") -> int | None:
    if work.ends_at is None:
        return None
    return max(0, math.ceil((work.ends_at - request.now).total_seconds() / 60))


def _do(request: Request, work: "Submission", form: WorkForm) -> HttpResponse:
    """Do the one thing the pressed button asks; a file that was chosen goes in first, whichever it is."""
    asked = request.POST.get("do", "")
    if asked == "withdraw":
        withdraw_work(request.actor, work, now=request.now)
        messages.success(request, _("Taken back. What you wrote is removed."))
        return redirect("seeker:works")
    if asked == "hand_in_saved":
        hand_in(request.actor, work, sure="sure" in request.POST, now=request.now)
        messages.success(request, _("Handed in. An assessor who does not know you reads it next."))
        return redirect("seeker:work", work.pk)
    chosen = "file" in request.FILES
    if form.is_bound and (chosen or asked != "hand_in"):
        work = _kept(request, work, form)
    if asked == "hand_in":
        if chosen:
            _add_file(request, work)
        _hand_in(request, work, form)
        return redirect("seeker:work", work.pk)
    if asked == "save":
        messages.success(request, _("Saved. You can go on later."))
    if asked != "save" or chosen:
        try:
            _change_files(request, work)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("seeker:work", work.pk)


def _hand_in(request: Request, work: "Submission", form: WorkForm) -> None:
    given = form.cleaned_data
    hand_in(
        request.actor,
        work,
        text=given["text"],
        version=given["version"],
        sure=given["sure"],
        now=request.now,
    )
    messages.success(request, _("Handed in. An assessor who does not know you reads it next."))


def _kept(request: Request, work: "Submission", form: WorkForm) -> "Submission":
    """What I wrote is kept before anything is done with files, so that no button loses it."""
    given = form.cleaned_data
    return save_work(request.actor, work, text=given["text"], version=given["version"], now=request.now)


def _change_files(request: Request, work: "Submission") -> None:
    if "remove" in request.POST:
        place = request.POST["remove"]
        number = int(place) if place.isascii() and place.isdecimal() and len(place) < 5 else 0
        remove_work_file(request.actor, work, place=number, now=request.now)
        messages.success(request, _("Removed."))
        return
    _add_file(request, work)


def _add_file(request: Request, work: "Submission") -> None:
    kind, data, words = taken(
        request.FILES.get("file"),
        kinds=WORK_KINDS,
        max_bytes=LARGEST_FILE,
        missing=_("Choose a file first."),
    )
    add_work_file(request.actor, work, kind=kind, data=data, words=words, now=request.now)
    messages.success(
        request, _("Added. What a camera or a program writes into a file about its maker was removed.")
    )


@require_POST
@own_record
def autosave(request: Request, seeker: "Seeker", submission_id: int) -> HttpResponse:
    """Keep the draft while I write; answers with a line of the page."""
    work = _own(request, submission_id)
    form = WorkForm(request.POST)
    trouble = "" if form.is_valid() else _("This is not saved yet. Press the button that saves it.")
    if not trouble:
        given = form.cleaned_data
        try:
            work = save_work(
                request.actor, work, text=given["text"], version=given["version"], now=request.now
            )
        except Refused as refusal:
            trouble = str(refusal)
            if work.version != given["version"]:
                trouble += " " + _("This is not saved yet. Press the button that saves it.")
    shown = {"work": work, "trouble": trouble, "minutes_left": _minutes_left(request, work)}
    return render(request, "seeker/work_saved.html", shown)


@require_GET
@own_record
def file(request: Request, seeker: "Seeker", submission_id: int, place: int) -> HttpResponse:
    """A file I handed in, as it was kept."""
    work = _own(request, submission_id)
    found = own_file(request.actor, work, place)
    if found is None:
        raise Http404
    return handed_out(f"work-{work.pseudonym}-{found.place}", found.kind, found.data)


@require_GET
@own_record
def material(request: Request, seeker: "Seeker", submission_id: int, place: int) -> HttpResponse:
    """A file of the task."""
    found = own_material(request.actor, _own(request, submission_id), place)
    if found is None:
        raise Http404
    return handed_out(f"material-{found.place}", found.kind, found.data)
