"""Questions from another program: a file is looked at, shown as it would go in, and taken or dropped."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload
from techhire.plays.assessments.actions.exchange import drop_item_import, start_item_import, take_items
from techhire.plays.assessments.queries.banks import item_import_at, item_imports_open
from techhire.plays.assessments.queries.incoming import Looked, in_words, look_again
from techhire.plays.assessments.rules import may_import_items
from techhire.plays.assessments.words import ItemImportState, ItemKind
from techhire.portals.convener.banks.bank import LANGUAGES
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from techhire.engines.item_exchange.items import ExchangeItem
    from techhire.plays.assessments.models import ItemBank, ItemImport

MOST_BYTES = 32 * 1024 * 1024
WHATS = {
    "new": gettext_lazy("goes in as a draft"),
    "changed": gettext_lazy("changes the one here"),
    "translation": gettext_lazy("adds the other language"),
    "same": gettext_lazy("is here already"),
    "left_out": gettext_lazy("stays out"),
}


class ImportForm(PlainForm):
    """The file, and the level of items that name none."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A QTI package (zip) or one QTI item (XML), version 3.0, 2.2 or 2.1. At most 32 MB."
        ),
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level of questions that name none"), coerce=int, choices=LEVEL_CHOICES, initial=2
    )


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank") -> HttpResponse:
    """Send a file; nothing goes in before the next page."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            held = _start(request, bank, form.cleaned_data["file"], form.cleaned_data["level"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("convener:item_import_run", bank.pk, held.pk)
    shown = {"form": form, "imports": list(item_imports_open(request.actor, bank)[:20])}
    return render(request, "convener/banks/item_import.html", around(request, bank, **shown))


def _start(request: Request, bank: "ItemBank", file: UploadedFile, level: int) -> "ItemImport":
    """Keep the file while it waits; one that is refused is not kept."""
    verdict = may_import_items(request.actor, bank)
    if not verdict:
        raise Refused(verdict.reason)
    try:
        path = take_upload(file, kinds=(FileKind.ZIP, FileKind.XML), max_bytes=MOST_BYTES).path
    except BadUpload as bad:
        raise Refused(str(bad), field="file") from bad
    try:
        name = (file.name or "items")[:200]
        return start_item_import(request.actor, bank, path=path, file_name=name, level=level, now=request.now)
    except Refused:
        forget_upload(path)
        raise


@require_http_methods(["GET", "POST"])
@of_bank
def run(request: Request, bank: "ItemBank", import_id: int) -> HttpResponse:
    """What would go in, what would change, what stays out and why; then yes or no."""
    held = item_import_at(request.actor, bank, import_id)
    if held is None:
        raise Http404
    if request.method == "POST":
        return _decided(request, bank, held)
    waits = held.state == ItemImportState.LOOKED_AT
    looked, gone = None, False
    if waits:
        try:
            looked = look_again(held)
        except FileNotFoundError:
            gone = True
    shown = {"held": held, "waits": waits, "gone": gone, **_in_rows(looked)}
    return render(request, "convener/banks/item_import_run.html", around(request, bank, **shown))


def _in_rows(looked: Looked | None) -> dict[str, object]:
    if looked is None:
        return {"lines": [], "problems": [], "notes": [], "takes": 0}
    return {
        "lines": [(line, WHATS[line.what], *_named(line.item)) for line in looked.lines],
        "takes": sum(line.what in ("new", "changed", "translation") for line in looked.lines),
        "problems": [(problem, in_words(problem)) for problem in dict.fromkeys(looked.problems)],
        "notes": [(problem, in_words(problem)) for problem in dict.fromkeys(looked.notes)],
    }


def _named(item: "ExchangeItem") -> "tuple[str | Promise, str | Promise]":
    """Kind and language of a question in words; a language that is not one of ours by its code."""
    return ItemKind(item.kind).label, dict(LANGUAGES).get(item.language[:2], item.language)


def _decided(request: Request, bank: "ItemBank", held: "ItemImport") -> HttpResponse:
    try:
        if "take" in request.POST:
            take_items(request.actor, held, now=request.now)
            messages.success(
                request, _("The questions are in as drafts. Each one needs a second reader now.")
            )
        else:
            drop_item_import(request.actor, held, now=request.now)
            messages.success(request, _("Nothing was taken in."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("convener:item_import_run", bank.pk, held.pk)
    return redirect("convener:bank", bank.pk)
