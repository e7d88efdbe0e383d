"""Signing keys: who the community is to verifiers elsewhere, a new key, and a key nobody shall believe any more."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.keys import open_issuer, revoke_key, rotate_key
from techhire.plays.credentials.actions.reissuing import reissue_badges
from techhire.plays.credentials.queries.keys import key_numbered, keys_of, reissue_progress
from techhire.plays.credentials.queries.publishing import issuer_of
from techhire.plays.credentials.rules import may_open_issuer, may_revoke_key
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.credentials.models import SigningKey


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """The keys; a POST makes the first one, a new one, or begins to make badges anew."""
    issuer = issuer_of(request.community)
    if request.method == "POST":
        try:
            messages.success(request, _done(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("convener:signing_keys")
    lines = keys_of(request.actor, issuer, request.now) if issuer else []
    shown = {
        "section": "convener:home",
        "issuer": issuer,
        "lines": lines,
        "may_write": bool(may_open_issuer(request.actor, request.community)),
        "may_revoke": bool(lines) and bool(may_revoke_key(request.actor, lines[0].key)),
        "progress": reissue_progress(request.actor, issuer) if issuer else None,
    }
    return render(request, "convener/signing_keys.html", shown)


def _done(request: Request) -> str:
    """Do what was asked; what to say about it."""
    deed = request.POST.get("do", "")
    issuer = issuer_of(request.community)
    if deed == "open":
        open_issuer(request.actor, request.community, now=request.now)
        return _("The community can sign now.")
    if deed == "rotate" and issuer:
        rotate_key(request.actor, issuer, now=request.now)
        return _("New badges are signed with a new key. Those signed before still hold.")
    if deed == "reissue":
        reissue_badges(request.actor, _key(request, request.POST.get("key", "")), now=request.now)
        return _("The badges are being made anew. You can leave this page.")
    raise Http404


def _key(request: Request, number: str) -> "SigningKey":
    found = key_numbered(request.actor, int(number)) if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404
    return found


@require_GET
@sits_as(Kind.CIVIC)
def progress(request: Request) -> HttpResponse:
    """How far the making anew is: the part of the page that asks for itself until it is done."""
    issuer = issuer_of(request.community)
    if issuer is None:
        raise Http404
    shown = {"progress": reissue_progress(request.actor, issuer)}
    return render(request, "convener/components/reissue.html", shown)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def revoke(request: Request, key_id: int) -> HttpResponse:
    """Say what happens when a key is not believed any more; do it on a press of the button."""
    key = key_numbered(request.actor, key_id)
    if key is None:
        raise Http404
    if request.method == "POST":
        try:
            stopped = revoke_key(request.actor, key, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = _("Nobody believes this key any more. Badges that stopped holding: %(number)d.")
            messages.success(request, words % {"number": stopped})
        return redirect("convener:signing_keys")
    issuer = key.issuer
    line = next(one for one in keys_of(request.actor, issuer, request.now) if one.key.pk == key.pk)
    shown = {"section": "convener:home", "line": line, "verdict": may_revoke_key(request.actor, key)}
    return render(request, "convener/revoke_key.html", shown)
