"""CASE 1.1 for machines: frameworks, items and associations as JSON, at the addresses the standard names."""

import uuid

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from techhire.commons.skills import queries
from techhire.commons.skills.queries import case_export
from techhire.portals.layout.request import Request

PAGE, MOST = 100, 500


def _site(request: Request) -> str:
    """The address CASE identifiers are built on, e.g. https://host/ims/case/v1p1."""
    return request.build_absolute_uri("/").rstrip("/") + "/ims/case/v1p1"


def _unknown(request: Request) -> JsonResponse:
    body = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": "There is nothing with this identifier here.",
        "imsx_CodeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": "sourcedId", "imsx_codeMinorFieldValue": "unknownobject"}
            ]
        },
    }
    return JsonResponse(body, status=404)


def _number(request: Request, name: str, fallback: int, most: int) -> int:
    raw = request.GET.get(name, "")
    return min(int(raw), most) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else fallback


@require_GET
def documents(request: Request) -> JsonResponse:
    """Frameworks anybody may read here, with ``limit`` and ``offset``."""
    found = queries.frameworks_here(request.community.pk)
    offset, limit = _number(request, "offset", 0, 10**9), _number(request, "limit", PAGE, MOST)
    rows = [case_export.document(row, _site(request)) for row in found[offset : offset + limit]]
    response = JsonResponse({"CFDocuments": rows})
    response["X-Total-Count"] = str(found.count())
    return response


@require_GET
def package(request: Request, identifier: uuid.UUID) -> JsonResponse:
    """One framework with all its items and associations."""
    framework = queries.framework_identified(request.community.pk, identifier)
    if framework is None:
        return _unknown(request)
    return JsonResponse(case_export.package(request.community.pk, framework, _site(request)))


@require_GET
def item(request: Request, identifier: uuid.UUID) -> JsonResponse:
    """One skill."""
    skill = queries.skill_identified(request.community.pk, identifier)
    return JsonResponse(case_export.item(skill, _site(request))) if skill else _unknown(request)


@require_GET
def item_associations(request: Request, identifier: uuid.UUID) -> JsonResponse:
    """One skill with everything it is tied to."""
    skill = queries.skill_identified(request.community.pk, identifier)
    if skill is None:
        return _unknown(request)
    return JsonResponse(case_export.item_with_associations(request.community.pk, skill, _site(request)))
