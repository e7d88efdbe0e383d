"""The community's own color, as a style sheet of a few lines, and its logo: no page needs a style of its own."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from techhire.commons.communities.queries import logo_of
from techhire.portals.layout.request import Request

TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@require_GET
@cache_control(max_age=300, public=True)
def brand(request: Request) -> HttpResponse:
    """Custom properties for the accent color in three tones."""
    color = request.community.color
    dark, light = _toward(color, 0, 0.25), _toward(color, 255, 0.93)
    css = f":root{{--accent:{color};--accent-dark:{dark};--accent-light:{light}}}"
    return HttpResponse(css, content_type="text/css")


@require_GET
@cache_control(max_age=31_536_000, public=True)
def logo(request: Request) -> HttpResponse:
    """The picture beside the community's name; its address changes with it."""
    found = logo_of(request.community)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.body), content_type=TYPES[found.kind])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _toward(color: str, end: int, share: float) -> str:
    """Mix a #rrggbb color toward black (0) or white (255)."""
    parts = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (end - part) * share):02x}" for part in parts)
