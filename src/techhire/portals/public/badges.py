"""Badges for anybody: what one is given for, and one person's badge by their own link."""

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.skills.queries import anchors_for
from techhire.plays.credentials.queries.badges import achievement_at
from techhire.plays.credentials.queries.checking import check_credential, shared_credential
from techhire.plays.credentials.queries.publishing import achievement_document
from techhire.plays.credentials.words import Holder
from techhire.portals.layout.badge_files import badge_file, picture, words_of
from techhire.portals.layout.badge_picture import badge_png, qr_svg
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Achievement, Credential

TRIES, SECONDS = 60, 600
LINKED_DATA = ("application/ld+json", "application/json")
SIGNED = ("application/vc", *LINKED_DATA)
COMPACT = ("application/vc+jwt", "application/jwt")


class SubjectForm(PlainForm):
    """Whose badge it should be."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person who gave you the link"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def _wants(request: Request, kinds: tuple[str, ...]) -> bool:
    """Whether a program asks for one of these rather than for a page."""
    accepted = [
        part.partition(";")[0].strip().lower() for part in request.headers.get("Accept", "").split(",")
    ]
    return "text/html" not in accepted and any(kind in accepted for kind in kinds)


def _open(response: HttpResponse) -> HttpResponse:
    """Verifiers that run inside a browser may read it too: it is public and names nobody."""
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept"])
    return response


def _achievement(request: Request, identifier: uuid.UUID) -> "Achievement":
    found = achievement_at(request.community.pk, identifier)
    if found is None:
        raise Http404
    return found


@require_GET
def achievement(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """What a badge is given for; JSON-LD for programs that ask for it."""
    found = _achievement(request, identifier)
    if _wants(request, LINKED_DATA):
        said = achievement_document(found)
        return _open(JsonResponse(said, content_type="application/ld+json"))
    shown = {"achievement": found, "ties": found.alignments.all(), "anchors": anchors_for(found.skill)}
    return _open(render(request, "public/achievement.html", shown))


@require_GET
def badge_picture(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Its picture, without anybody's badge in it."""
    return picture(_achievement(request, identifier))


@require_GET
def badge_preview(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """The same as a PNG, which other sites show beside a link."""
    response = HttpResponse(badge_png(words_of(_achievement(request, identifier))), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _shared(request: Request, token: str) -> "Credential":
    found = shared_credential(token)
    if found is None or found.community_id != request.community.pk:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    """A link the person can end: kept by nobody on the way, and found by no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_vary_headers(response, ["Accept"])
    return response


@require_http_methods(["GET", "POST"])
def shared(request: Request, token: str) -> HttpResponse:
    """One badge by its link, checked now; a POST asks whether it is about the holder of an e-mail address."""
    badge = _shared(request, token)
    if _wants(request, SIGNED):
        return _private(HttpResponse(badge.document, content_type="application/vc"))
    if _wants(request, COMPACT):
        return _private(HttpResponse(badge.compact, content_type="application/vc+jwt"))
    form = SubjectForm(request.POST if request.method == "POST" else None)
    if is_too_often(request, "shared_badge", limit=TRIES, seconds=SECONDS):
        return _private(render(request, "public/shared_badge_busy.html", {}, status=429))
    return _private(render(request, "public/shared_badge.html", _seen(request, badge, token, form)))


def _seen(request: Request, badge: "Credential", token: str, form: SubjectForm) -> dict[str, Any]:
    preview = reverse("public:badge_preview", args=[badge.achievement.identifier])
    asked = form.is_bound and form.is_valid()
    return {
        "badge": badge,
        "achievement": badge.achievement,
        "checked": check_credential(request.community, badge.document, now=request.now),
        "token": token,
        "form": form if badge.holder == Holder.EMAIL else None,
        "is_theirs": _is_about(request, badge, form.cleaned_data["email"]) if asked else None,
        "preview": request.build_absolute_uri(preview),
        "alt": _("Badge: %(title)s") % {"title": badge.achievement.title},
    }


def _is_about(request: Request, badge: "Credential", email: str) -> bool:
    checked = check_credential(request.community, badge.document, email=email, now=request.now)
    return next(line.outcome == "passed" for line in checked.lines if line.name == "subject")


@require_GET
def shared_qr(request: Request, token: str) -> HttpResponse:
    """The link as a QR code."""
    _shared(request, token)
    address = request.build_absolute_uri(reverse("public:shared_badge", args=[token]))
    response = HttpResponse(qr_svg(address), content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="badge-link.svg"'
    return _private(response)


@require_GET
def shared_file(request: Request, token: str, form: str) -> HttpResponse:
    """The signed badge as a file, for whoever wants to check it with a program of their own."""
    return _private(badge_file(_shared(request, token), form))
