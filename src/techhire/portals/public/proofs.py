"""What programs need to check our badges: which keys speak for the community, and what was taken back."""

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_GET

from techhire.plays.credentials.queries.publishing import document_at, list_at
from techhire.portals.layout.request import Request

KEYS_FOR, LISTS_FOR = 300, 60
"""Seconds for which others may keep the keys and the lists: a badge taken back is seen within a minute."""


@require_GET
def did_document(request: Request) -> HttpResponse:
    """The did:web document that belongs at exactly this address."""
    said = document_at(request.community, f"https://{request.get_host()}{request.path}")
    if said is None:
        raise Http404
    return _public(JsonResponse(said, content_type="application/did+json"), KEYS_FOR)


@require_GET
def status_list(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """A signed status list, with its proof inside, or as a token where that is asked for."""
    found = list_at(request.community, identifier)
    if found is None:
        raise Http404
    compact = "jwt" in request.headers.get("Accept", "").lower()
    body = found.compact if compact else found.document
    response = HttpResponse(body, content_type="application/vc+jwt" if compact else "application/vc")
    response["Last-Modified"] = http_date(found.row.signed_at.timestamp())
    patch_vary_headers(response, ["Accept"])
    return _public(response, LISTS_FOR)


def _public(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
