"""One question as people see it, its key, its life so far, and the next step of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions import item_life as life
from techhire.plays.assessments.actions.drifting import keep_item
from techhire.plays.assessments.actions.media import LARGEST, add_media, remove_media
from techhire.plays.assessments.queries.drift import is_drifting
from techhire.plays.assessments.queries.exchange import languages_of
from techhire.plays.assessments.queries.items import history_of_item, media_at, media_of
from techhire.plays.assessments.queries.rescoring import rescorings_of
from techhire.plays.assessments.rules import may_approve_item, may_edit_item, may_see_keys
from techhire.plays.assessments.words import ItemKind, ItemState, PullReason
from techhire.portals.convener.banks.own import around, of_item, version_in
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Item, ItemMedia

STEPS: dict[str, list[tuple[str, Any]]] = {
    ItemState.DRAFT: [
        ("submit", gettext_lazy("Hand it to a second reader")),
        ("retire", gettext_lazy("Throw it away")),
    ],
    ItemState.IN_REVIEW: [("approve", gettext_lazy("It is right: try it out"))],
    ItemState.PILOT: [("use", gettext_lazy("Put it in use")), ("retire", gettext_lazy("Retire it"))],
    ItemState.ACTIVE: [("retire", gettext_lazy("Retire it"))],
    ItemState.RETIRED: [("revive", gettext_lazy("Take it up again as a draft"))],
}
DO: dict[str, Callable[..., object]] = {
    "submit": life.submit_item,
    "approve": life.approve_item,
    "use": life.put_item_in_use,
    "retire": life.retire_item,
    "revive": life.revive_item,
    "keep": keep_item,
}


class BackForm(PlainForm):
    """What is wrong with it."""

    remark = forms.CharField(label=gettext_lazy("What has to change"), max_length=400)


class MediaForm(PlainForm):
    """A picture or sound, and what it shows in words."""

    file = forms.FileField(
        label=gettext_lazy("Picture, sound or film"),
        help_text=gettext_lazy("PNG, JPEG, GIF, WebP, MP3, OGG, MP4 or WebM, 8 MB at most."),
    )
    alt_en = forms.CharField(label=gettext_lazy("What it shows, in English"), max_length=400, required=False)
    alt_es = forms.CharField(label=gettext_lazy("What it shows, in Spanish"), max_length=400, required=False)


@require_http_methods(["GET", "POST"])
@of_item
def page(request: Request, item: "Item") -> HttpResponse:
    """The question, and one button a step; each form does one thing."""
    sent = {name: request.POST if name in request.POST else None for name in ("back", "media")}
    forms_shown: dict[str, PlainForm] = {
        "back": BackForm(sent["back"]),
        "media": MediaForm(sent["media"], request.FILES if sent["media"] is not None else None),
    }
    if request.method == "POST" and _done(request, item, forms_shown):
        return redirect("convener:item", item.pk)
    writes = may_edit_item(request.actor, item)
    shown = {
        "item": item,
        "writes": writes,
        "steps": _steps(request, item) if writes else [],
        "reader": may_approve_item(request.actor, item),
        "languages": [(language, _seen(item, language)) for language in languages_of(item)],
        "sees_key": bool(may_see_keys(request.actor, item.bank)),
        "media": media_of(item),
        "skill_moved_on": item.bank.skill.version != item.skill_version,
        "history": list(history_of_item(item)[:50]),
        "forms": forms_shown,
        "can_pull": item.state in (ItemState.PILOT, ItemState.ACTIVE),
        "rescorings": rescorings_of(request.actor, item) if writes else [],
        "pulled_for": PullReason(item.pulled_for).label if item.pulled_for else "",
    }
    return render(request, "convener/banks/item.html", around(request, item.bank, **shown))


def _steps(request: Request, item: "Item") -> list[tuple[str, Any]]:
    """What may be done next; approving only by who may be its second reader."""
    reader = bool(may_approve_item(request.actor, item))
    kept = [("keep", gettext_lazy("Leave it in use: I looked at it"))] if is_drifting(item) else []
    return kept + [(name, label) for name, label in STEPS[item.state] if name != "approve" or reader]


def _seen(item: "Item", language: str) -> dict[str, Any]:
    """What stands in one language, with the key beside each part."""
    said = item.content[language]
    targets = {one["id"]: one["text"] for one in said.get("targets", ())}
    choices = said.get("choices", ())
    rows = [(one["text"], _beside(item, one["id"], targets)) for one in choices]
    used = set(item.key.values()) if item.kind == ItemKind.MATCH else set()
    return {
        "prompt": said["prompt"],
        "rationale": said.get("rationale", ""),
        "rows": rows,
        "targets": list(targets.values()),
        "spare": [text for one, text in targets.items() if one not in used],
    }


def _beside(item: "Item", one: str, targets: dict[str, str]) -> str:
    """What the key says about a choice, in words."""
    if item.kind == ItemKind.ORDER:
        return _("place %(number)d") % {"number": item.key.index(one) + 1}
    if item.kind == ItemKind.MATCH:
        return targets[item.key[one]]
    right = one == item.key or (isinstance(item.key, list) and one in item.key)
    return _("right") if right else ""


def _done(request: Request, item: "Item", shown: dict[str, PlainForm]) -> bool:
    """Do the one thing the pressed button asks; whether the page is to be shown anew."""
    form = next((form for form in shown.values() if form.is_bound), None)
    if form is not None and not form.is_valid():
        return False
    try:
        _do(request, item, form)
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _do(request: Request, item: "Item", form: PlainForm | None) -> None:
    given = {"now": request.now}
    if isinstance(form, BackForm):
        remark = form.cleaned_data["remark"]
        life.send_back_item(request.actor, item, remark=remark, expected_version=version_in(request), **given)
    elif isinstance(form, MediaForm):
        _add_media(request, item, form)
    elif "remove" in request.POST:
        media = media_at(request.actor, item.pk, request.POST["remove"])
        if media is not None:
            remove_media(request.actor, media, **given)
    else:
        step = DO.get(request.POST.get("step", ""))
        if step is None:
            raise Refused(_("Choose what to do."))
        step(request.actor, item, expected_version=version_in(request), **given)


def _add_media(request: Request, item: "Item", form: MediaForm) -> None:
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        raise Refused(_("This file is too large: %(limit)s MB at most.") % {"limit": 8}, field="file")
    alt = {language: form.cleaned_data[f"alt_{language}"] for language in ("en", "es")}
    add_media(request.actor, item, data=file.read(), alt=alt, now=request.now)


@require_GET
@of_item
def media(request: Request, item: "Item", name: str) -> HttpResponse:
    """The bytes of a picture or sound, as what they are and nothing else."""
    found = media_at(request.actor, item.pk, name)
    if found is None:
        raise Http404
    return _sent(found)


def _sent(found: "ItemMedia") -> HttpResponse:
    response = HttpResponse(bytes(found.data), content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
