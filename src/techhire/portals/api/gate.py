"""What every request to the API passes, whatever it asks for: its method, its media type, its answer's headers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from techhire.portals.api.problems import problem
from techhire.portals.layout.request import Request

View = Callable[..., HttpResponse]


def gated(view: View) -> View:
    """The view with problems for wrong methods and media types; answers to tokens are kept by nobody."""

    @csrf_exempt
    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _unreadable(request) or view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            response = problem(405, _("This address does not take that method."), Allow=response["Allow"])
        if "Authorization" in request.headers:
            response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Authorization"])
        return response

    return answer


def _unreadable(request: Request) -> HttpResponse | None:
    """A body that is too large, or sent as anything but JSON."""
    if request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
        return None
    try:
        body = request.body
    except RequestDataTooBig:
        return problem(413, _("This is too large."))
    if body and request.content_type != "application/json":
        return problem(415, _("Send JSON, as application/json."))
    return None


def all_gated(patterns: list[Any]) -> list[URLPattern]:
    """Every operation of the API behind the gate, without the framework's own pages."""
    kept = [pattern for pattern in patterns if pattern.name != "api-root"]
    for pattern in kept:
        pattern.callback = gated(pattern.callback)
    return kept
