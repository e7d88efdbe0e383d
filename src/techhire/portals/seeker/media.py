"""A picture or sound of a question, for whoever the question stands in front of."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from techhire.plays.assessments.queries.sittings import media_shown
from techhire.portals.layout.request import Request
from techhire.portals.seeker.taker import taker

if TYPE_CHECKING:
    from techhire.commons.permits import Actor


@require_GET
@taker
def file(request: Request, actor: "Actor", media_id: int) -> HttpResponse:
    """The bytes, under the kind they were checked to be when they came in, in a sandbox of their own."""
    row = media_shown(actor, media_id)
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.data), content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
