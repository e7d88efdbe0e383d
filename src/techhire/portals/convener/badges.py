"""Badges the community gave: how many stand how, and one found by its number or link. No names stand here."""

import re
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.standing import reinstate_badge, revoke_badge, suspend_badge
from techhire.plays.credentials.queries.badges import REASONS, badge_counts, issued_badge, issued_here
from techhire.plays.credentials.rules import may_revoke_badge
from techhire.plays.credentials.words import BY_LEAD, CredentialState, SuspendReason
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Credential

PAGE = 30
NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Counts, the search by number, and the list, newest first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:4000]
    number = NUMBER.search(words)
    found = issued_badge(request.actor, uuid.UUID(number[0])) if number else None
    if found is not None:
        return redirect("convener:badge", found.identifier)
    state = request.GET.get("state", "")
    rows = issued_here(request.actor)
    if state in CredentialState.values:
        rows = rows.filter(state=state)
    counts = badge_counts(request.actor)
    shown = {
        "section": "convener:home",
        "words": words[:80],
        "nothing": bool(words),
        "state": state,
        "counts": [(value, label, counts[value]) for value, label in CredentialState.choices],
        "total": sum(counts.values()),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "convener/badges.html", shown)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def badge(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """One badge; a POST puts it on hold, lets it go on, or takes it back."""
    found = issued_badge(request.actor, identifier)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            messages.success(request, _decided(request, found))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("convener:badge", found.identifier)
    shown = {
        "section": "convener:home",
        "badge": found,
        "reason": REASONS.get(found.reason, ""),
        "reasons": [(one.value, one.label) for one in BY_LEAD],
        "verdict": may_revoke_badge(request.actor, found),
    }
    return render(request, "convener/badge.html", shown)


def _decided(request: Request, found: "Credential") -> str:
    """Do what was asked; what to say about it."""
    deed = request.POST.get("do", "")
    if deed == "suspend":
        suspend_badge(request.actor, found, reason=SuspendReason.LOOKED_INTO, now=request.now)
        return _("It is on hold. Whoever checks it sees that from now on.")
    if deed == "reinstate":
        reinstate_badge(request.actor, found, now=request.now)
        return _("It counts again.")
    if deed == "revoke":
        revoke_badge(request.actor, found, reason=request.POST.get("reason", ""), now=request.now)
        return _("It is taken back. Whoever checks it sees that from now on.")
    raise Http404
