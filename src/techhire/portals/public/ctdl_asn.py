"""CTDL-ASN for machines: frameworks and skills as JSON-LD, at addresses like those of the Credential Registry."""

import uuid

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET

from techhire.commons.skills import queries
from techhire.commons.skills.queries import ctdl_export
from techhire.portals.layout.request import Request

JSON_LD = "application/ld+json"


def _site(request: Request) -> str:
    """The address CTIDs are put behind, e.g. https://host/ctdl-asn."""
    return request.build_absolute_uri("/").rstrip("/") + "/ctdl-asn"


@require_GET
def graph(request: Request, identifier: uuid.UUID) -> JsonResponse:
    """One framework with all its skills."""
    framework = queries.framework_identified(request.community.pk, identifier)
    if framework is None:
        raise Http404
    said = ctdl_export.graph(request.community.pk, framework, _site(request))
    return JsonResponse(said, content_type=JSON_LD)


@require_GET
def resource(request: Request, identifier: uuid.UUID) -> JsonResponse:
    """One framework or one skill by its CTID."""
    here = request.community.pk
    found = queries.framework_identified(here, identifier) or queries.skill_identified(here, identifier)
    if found is None:
        raise Http404
    return JsonResponse(ctdl_export.resource(found, _site(request)), content_type=JSON_LD)
