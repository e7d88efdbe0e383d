"""Forms that another site sent in a person's name: nothing of them is shown, so that no press of ours sends them on."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import render
from django.utils.http import is_same_domain
from django.utils.translation import gettext as _

from techhire.portals.layout.request import Request

WRONG_PLACE = tuple(reason.partition(" failed")[0] for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER))
"""How Django begins its reason where a form came from a place that is not ours, or by https from no place at all."""


def is_foreign(request: Request, reason: str = "") -> bool:
    """Whether the browser, or Django's ``reason`` for refusing it, says that another site sent this.

    The page it was sent from counts where no origin is named, since browsers before 2020 name none.
    """
    if reason.startswith(WRONG_PLACE) or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    return sender is not None and not _is_ours(request, sender)


def _is_ours(request: Request, sender: str) -> bool:
    ours = [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]
    try:
        said = urlsplit(sender)
    except ValueError:
        return False
    places = [urlsplit(one) for one in ours]
    return any(
        said.scheme == one.scheme and is_same_domain(said.netloc, one.netloc.removeprefix("*"))
        for one in places
    )


def sent_from_elsewhere(request: Request) -> HttpResponse:
    """Say that nothing was done, and show nothing of what was sent."""
    words = _(
        "Another website sent this, so nothing was changed. If you want to do it, do it on our own page."
    )
    shown = {"heading": _("This is not open to you"), "words": words}
    return render(request, "layout/failure.html", shown, status=403)
