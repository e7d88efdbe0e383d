"""Imports of official lists: start one from a file, see how far it is, read and download what could not be taken."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.imports import start_import
from techhire.commons.skills.queries import crosswalks, import_run_at, import_runs, issues_of
from techhire.commons.skills.rules import may_start_import
from techhire.commons.skills.words import COMMUNITY_LISTS, TIED_LISTS, ImportKind, ImportState
from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload
from techhire.portals.layout.csv_files import csv_file
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.skills.models import ImportRun
    from techhire.commons.skills.queries import Crosswalk

PAGE = 20
ISSUES = 50
MOST_BYTES = 100 * 1024 * 1024
FILES = (FileKind.CSV, FileKind.TSV, FileKind.TXT, FileKind.JSON, FileKind.ZIP, FileKind.GZ)


class ImportForm(PlainForm):
    """What the file is, and the file."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=ImportKind.choices)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "As downloaded: a zip of the O*NET text files or of the ESCO CSV files, a CSV file for SOC, CIP, "
            "certifications or licenses, a JSON file for CASE or CTDL-ASN. At most 100 MB."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in ImportKind.choices if may_start_import(actor, pair[0])]
        self.fields["kind"].widget.choices = offered or ImportKind.choices
        if offered and {kind for kind, _name in offered} <= COMMUNITY_LISTS:
            self.fields["file"].help_text = _(
                "One JSON file, as the framework was downloaded. At most 100 MB."
            )


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """Imports so far and the form that starts one."""
    form = ImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            run_id = _start(request, form.cleaned_data["kind"], form.cleaned_data["file"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The import has begun. You can leave this page."))
            return redirect("convener:import_run", run_id)
    shown = {
        "section": "convener:home",
        "page": Paginator(import_runs(request.actor), PAGE).get_page(request.GET.get("page")),
        "verdict": may_start_import(request.actor, ImportKind.CASE),
        "shared": may_start_import(request.actor, ImportKind.SOC),
        "form": form,
    }
    return render(request, "convener/imports.html", shown)


def _start(request: Request, kind: str, file: UploadedFile) -> int:
    """Keep the file and take the import in hand; a file that is refused is not kept."""
    try:
        path = take_upload(file, kinds=FILES, max_bytes=MOST_BYTES).path
    except BadUpload as bad:
        raise Refused(str(bad), field="file") from bad
    try:
        name = (file.name or "")[:200]
        return start_import(request.actor, kind=kind, path=path, file_name=name, now=request.now).pk
    except Refused:
        forget_upload(path)
        raise


@require_GET
@sits_as(Kind.CIVIC)
def import_run(request: Request, run_id: int) -> HttpResponse:
    """How far one import is. The part that changes asks for itself every few seconds until it is done."""
    run = import_run_at(request.actor, run_id)
    if run is None:
        raise Http404
    shown = {
        "section": "convener:home",
        "run": run,
        "running": run.state in (ImportState.WAITING, ImportState.RUNNING),
        "page": Paginator(issues_of(run), ISSUES).get_page(request.GET.get("page")),
        "crosswalk": _crosswalk(run),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "convener/import_progress.html" if part else "convener/import_run.html", shown)


def _crosswalk(run: "ImportRun") -> "Crosswalk | None":
    """How the starter framework is tied to the list that just came in."""
    if run.state != ImportState.DONE or run.kind not in TIED_LISTS:
        return None
    return next((row for row in crosswalks() if row.framework == run.kind), None)


@require_GET
@sits_as(Kind.CIVIC)
def import_issues(request: Request, run_id: int) -> HttpResponse:
    """Rows that were left out, as a CSV file; at most 5,000 are kept of one import."""
    run = import_run_at(request.actor, run_id)
    if run is None:
        raise Http404
    rows = ((issue.file_name, issue.line, issue.reason) for issue in issues_of(run))
    return csv_file(f"import-{run.pk}-left-out.csv", ("file", "line", "reason"), rows)
