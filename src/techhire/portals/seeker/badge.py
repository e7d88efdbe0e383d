"""One badge of mine: who can see it, the link I give away, the files I keep, and giving it up."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.sharing import share_badge, show_employers
from techhire.plays.credentials.actions.standing import give_up_badge
from techhire.plays.credentials.queries.badges import REASONS, badge_of, link_of
from techhire.plays.credentials.words import CredentialState
from techhire.portals.layout.badge_certificate import certificate_of
from techhire.portals.layout.badge_files import badge_file
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Credential
    from techhire.plays.seekers.models import Seeker

Deed = Callable[[Request, "Credential"], str]


def _own(request: Request, seeker: "Seeker", identifier: uuid.UUID) -> "Credential":
    found = badge_of(request.actor, seeker, identifier)
    if found is None:
        raise Http404
    return found


def _share(request: Request, badge: "Credential") -> str:
    share_badge(request.actor, badge, on=True, now=request.now)
    return _("Here is your link. Whoever has it can see the badge.")


def _unshare(request: Request, badge: "Credential") -> str:
    share_badge(request.actor, badge, on=False, now=request.now)
    return _("The link is dead. Nobody can open it any more.")


def _show(request: Request, badge: "Credential") -> str:
    show_employers(request.actor, badge, on=True, now=request.now)
    return _("Employers here who can find you see that a badge stands behind this skill.")


def _hide(request: Request, badge: "Credential") -> str:
    show_employers(request.actor, badge, on=False, now=request.now)
    return _("Employers do not see this badge any more.")


def _give_up(request: Request, badge: "Credential") -> str:
    give_up_badge(request.actor, badge, now=request.now)
    return _("You gave the badge up. Whoever checks it sees that it does not hold any more.")


DEEDS: dict[str, Deed] = {
    "share": _share,
    "unshare": _unshare,
    "show": _show,
    "hide": _hide,
    "give_up": _give_up,
}


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", identifier: uuid.UUID) -> HttpResponse:
    """Everything about one badge; a POST does one thing with it."""
    badge = _own(request, seeker, identifier)
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            messages.success(request, deed(request, badge))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("seeker:badge", badge.identifier)
    link = link_of(request.actor, badge)
    shown = {
        "section": "seeker:home",
        "badge": badge,
        "achievement": badge.achievement,
        "reason": REASONS.get(badge.reason, ""),
        "ended": badge.valid_until <= request.now,
        "is_revoked": badge.state == CredentialState.REVOKED,
        "link": link,
        "token": link.rstrip("/").rpartition("/")[2],
        "seeker": seeker,
    }
    return render(request, "seeker/badge.html", shown)


@require_GET
@own_record
def download(request: Request, seeker: "Seeker", identifier: uuid.UUID, form: str) -> HttpResponse:
    """The badge as a file: json, jwt, png or svg."""
    return badge_file(_own(request, seeker, identifier), form)


@require_GET
@own_record
def certificate(request: Request, seeker: "Seeker", identifier: uuid.UUID) -> HttpResponse:
    """A page to print, in my language and with my name, which stands nowhere in the signed badge."""
    return certificate_of(request, _own(request, seeker, identifier))
