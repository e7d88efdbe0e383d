"""The bank or item a page is about, or nothing found; and what every page of a bank shows around itself."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from techhire.commons.communities.words import Kind
from techhire.plays.assessments.queries.banks import bank_at
from techhire.plays.assessments.queries.items import item_at
from techhire.plays.assessments.rules import may_keep_bank
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Item, ItemBank

View = Callable[..., HttpResponse]


def of_bank(view: View) -> View:
    """Give the view the bank of its address, where a person of the civic lead may know of it."""

    @wraps(view)
    def found(request: Request, bank_id: int, **more: Any) -> HttpResponse:
        bank = bank_at(request.actor, bank_id)
        if bank is None:
            raise Http404
        return view(request, bank, **more)

    return sits_as(Kind.CIVIC)(found)


def of_item(view: View) -> View:
    """Give the view the item of its address, where the person may see what it says."""

    @wraps(view)
    def found(request: Request, item_id: int, **more: Any) -> HttpResponse:
        item = item_at(request.actor, item_id)
        if item is None:
            raise Http404
        return view(request, item, **more)

    return sits_as(Kind.CIVIC)(found)


def around(request: Request, bank: "ItemBank", **more: Any) -> dict[str, Any]:
    """What the template of every page of a bank needs."""
    verdict = may_keep_bank(request.actor, bank)
    return {"section": "convener:home", "bank": bank, "verdict": verdict, "may_write": bool(verdict), **more}


def version_in(request: Request) -> int | None:
    """The version the page showed, as its form sends it back; None where it is no number."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def first_words(item: "Item") -> str:
    """The beginning of what an item asks, in its first language."""
    said: dict[str, Any] = item.content.get("en") or next(iter(item.content.values()), {})
    text: str = said.get("prompt", "")
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
