"""Pages for what went wrong: each says what happened, that nothing was lost, and what to do next."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.portals.layout.foreign import is_foreign, sent_from_elsewhere
from techhire.portals.layout.kept import is_somebody_else_s, somebody_else_s, typed_on
from techhire.portals.layout.request import Request


def _page(request: Request, status: int, heading: str, words: str) -> HttpResponse:
    return render(request, "layout/failure.html", {"heading": heading, "words": words}, status=status)


def refused(request: Request, error: Refused) -> HttpResponse:
    """A rule said no."""
    return _page(request, 403, _("This is not open to you"), str(error))


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """Access was denied without a reason of ours."""
    return _page(
        request, 403, _("This is not open to you"), _("Ask an owner of your organization for access.")
    )


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """There is nothing at this address for this person."""
    return _page(
        request, 404, _("We cannot find that page"), _("It may have moved, or it belongs to somebody else.")
    )


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """The request could not be read; one that holds too much says how much may be sent."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, _("This is too large to send"), too_large())
    return _page(request, 400, _("We could not read that"), _("Nothing was changed. Go back and try again."))


def too_large() -> str:
    """What a person is told who sends more than one form may hold."""
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    said = _(
        "One form may hold at most %(size)d MB of text, and this holds more. Nothing was changed. Go back, paste "
        "the words alone, without the design of the page they come from, and send it again."
    )
    return said % {"size": megabytes}


def broken(request: Request) -> HttpResponse:
    """Our own fault; rendered without a template so that it cannot fail again."""
    heading = gettext_lazy("Something broke on our side")
    words = gettext_lazy("Nothing half-written was kept. Please go back and try again.")
    return HttpResponse(_in_both(heading, words), status=500)


def _in_both(heading: Promise, words: Promise) -> str:
    """A bare page in every language, where nothing tells which one its reader wants."""
    said = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.append((code, str(heading), str(words)))
    parts = format_html_join("", '<div lang="{}"><h1>{}</h1><p>{}</p></div>', said)
    page = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title>{}</html>'
    return format_html(page, said[0][0], " / ".join(one[1] for one in said), parts)


def busy(request: Request) -> HttpResponse:
    """Somebody else has been writing for so long that the database gave up waiting."""
    said = _(
        "Nothing was changed and nothing is lost. Load this page again: your browser sends the same once more."
    )
    response = _page(request, 503, _("We are busy for a moment"), said)
    response["Retry-After"] = "5"
    return response


def expired_form(request: Request, reason: str = "") -> HttpResponse:
    """A form came from a page that is too old, so we show what was typed and ask to send it again.

    Of one that another site sent nothing is shown: a person would send on with one press what they never typed.
    """
    if is_foreign(request, reason):
        return sent_from_elsewhere(request)
    if request.actor.is_signed_in and is_somebody_else_s(request, request.actor):
        return somebody_else_s(request)
    return render(request, "layout/expired_form.html", typed_on(request), status=403)


def no_community(request: Request) -> HttpResponse:
    """No community lives at this address."""
    heading = gettext_lazy("No community lives at this address")
    words = gettext_lazy("Check the address. The operator makes a community with “techhire new-community”.")
    return HttpResponse(_in_both(heading, words), status=404)
