"""Pages for what went wrong: each says what happened, that nothing was lost, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.portals.layout.kept import is_somebody_else_s, somebody_else_s, typed_on


def _page(request: HttpRequest, status: int, heading: str, words: str) -> HttpResponse:
    return render(request, "layout/failure.html", {"heading": heading, "words": words}, status=status)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A rule said no."""
    return _page(request, 403, _("This is not open to you"), str(error))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Access was denied without a reason of ours."""
    return _page(
        request, 403, _("This is not open to you"), _("Ask an owner of your organization for access.")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing at this address for this person."""
    return _page(
        request, 404, _("We cannot find that page"), _("It may have moved, or it belongs to somebody else.")
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be read."""
    return _page(request, 400, _("We could not read that"), _("Nothing was changed. Go back and try again."))


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault; rendered without context so that it cannot fail again."""
    return HttpResponse(
        "<!doctype html><html lang='en'><title>Something broke</title><h1>Something broke on our side</h1>"
        "<p>Nothing half-written was kept. Please go back and try again.</p></html>",
        status=500,
    )


def busy(request: HttpRequest) -> HttpResponse:
    """Somebody else has been writing for so long that the database gave up waiting."""
    said = _(
        "Nothing was changed and nothing is lost. Load this page again: your browser sends the same once more."
    )
    response = _page(request, 503, _("We are busy for a moment"), said)
    response["Retry-After"] = "5"
    return response


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from a page that is too old, so we show what was typed and ask to send it again."""
    if request.actor.is_signed_in and is_somebody_else_s(request, request.actor):
        return somebody_else_s(request)
    return render(request, "layout/expired_form.html", typed_on(request), status=403)


def no_community(request: HttpRequest) -> HttpResponse:
    """No community lives at this address."""
    return HttpResponse(
        "<!doctype html><html lang='en'><title>No community here</title><h1>No community lives at this address</h1>"
        "<p>Check the address. The operator makes a community with <code>techhire new-community</code>.</p></html>",
        status=404,
    )
