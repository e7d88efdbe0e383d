"""Writing a question and changing one: a form by kind, and what was typed is never lost."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.items import edit_item, write_item
from techhire.plays.assessments.queries.wording import Wording
from techhire.plays.assessments.rules import may_edit_item
from techhire.plays.assessments.words import ItemKind, ItemState
from techhire.portals.convener.banks.item_form import MARKED, WITH_ROWS, ItemForm, kind_hint, typed_from
from techhire.portals.convener.banks.own import around, of_bank, of_item
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Item, ItemBank


@require_http_methods(["GET", "POST"])
@of_bank
def new(request: Request, bank: "ItemBank") -> HttpResponse:
    """Choose a kind first, then write it."""
    kind = request.GET.get("kind", "")
    if kind not in ItemKind.values:
        shown = {"kinds": ItemKind.choices}
        return render(request, "convener/banks/item_kind.html", around(request, bank, **shown))
    form = ItemForm(request.POST or None, kind=kind, is_new=True)
    if _is_sent(request, form):
        try:
            item = write_item(
                request.actor,
                bank,
                wording=form.wording(),
                code=form.cleaned_data["code"],
                b=form.cleaned_data["b"],
                now=request.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is kept. Hand it to a second reader when it is ready."))
            return redirect("convener:item", item.pk)
    return _shown(request, bank, form)


@require_http_methods(["GET", "POST"])
@of_item
def edit(request: Request, item: "Item") -> HttpResponse:
    """Change what a question says. One that was approved goes to a second reader again."""
    first = typed_from(Wording.of(item)) | {"version": item.version, "b": round(item.b, 3)}
    form = ItemForm(request.POST or None, kind=item.kind, is_new=False, initial=first)
    if _is_sent(request, form):
        try:
            _edit(request, item, form)
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up(item.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("convener:item", item.pk)
    return _shown(request, item.bank, form, item)


def _edit(request: Request, item: "Item", form: ItemForm) -> None:
    """A guess left as it was shown stays as exact as it was."""
    guess = form.cleaned_data["b"]
    edit_item(
        request.actor,
        item,
        wording=form.wording(),
        b=None if guess is None or guess == round(item.b, 3) else guess,
        expected_version=form.cleaned_data["version"],
        now=request.now,
    )


def _is_sent(request: Request, form: ItemForm) -> bool:
    """Whether the form was sent to be kept, in order; a press on “more rows” only shows it again."""
    return request.method == "POST" and "more" not in request.POST and form.is_valid()


def _shown(request: Request, bank: "ItemBank", form: ItemForm, item: "Item | None" = None) -> HttpResponse:
    read_again = item is not None and item.state in (ItemState.IN_REVIEW, ItemState.PILOT, ItemState.ACTIVE)
    shown = {
        "form": form,
        "item": item,
        "kind": form.kind,
        "with_rows": form.kind in WITH_ROWS,
        "marked": form.kind in MARKED,
        "one_right": form.kind != ItemKind.MULTIPLE,
        "hint": kind_hint(form.kind) if form.kind in WITH_ROWS else "",
        "read_again": read_again,
        "more_asked": "more" in request.POST,
        "edit_verdict": may_edit_item(request.actor, item) if item is not None else None,
    }
    return render(request, "convener/banks/item_edit.html", around(request, bank, **shown))
