"""The description of the API: for programs as OpenAPI 3.1, for people as a plain page made on the server."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template import engines
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from techhire.portals.api.problems import of_nothing
from techhire.portals.api.routes import api
from techhire.portals.layout.request import Request

TEMPLATE = Path(__file__).parent / "templates/api/docs.html"


@lru_cache(maxsize=32)
def described(script: str) -> dict[str, Any]:
    """The description below a community's address; putting it together takes a while."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=f"{script}/api/v1/")
    return schema


def description(request: Request) -> HttpResponse:
    """The description below the address of this community."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return JsonResponse(described(request.META.get("SCRIPT_NAME", "")))


@require_safe
def page(request: Request) -> HttpResponse:
    """Every operation with its address, scope and meaning. No script, nothing from elsewhere."""
    schema = described(request.META.get("SCRIPT_NAME", ""))
    shown = {"groups": groups_of(schema), "about": schema["info"]["description"]}
    template = engines["django"].from_string(TEMPLATE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(shown, request))


def groups_of(schema: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Operations by what they are about, in the order they were written."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            row = {"method": method.upper(), "path": path, "scope": _scope(operation["security"])}
            said = {"summary": operation["summary"], "about": operation.get("description", "")}
            groups.setdefault(operation.get("tags", [""])[0], []).append(row | said)
    return list(groups.items())


def _scope(security: list[dict[str, list[str]]]) -> str:
    return _("no token needed") if {} in security else ", ".join(security[0]["token"])


def nothing(request: Request) -> HttpResponse:
    """An address nobody answers."""
    return of_nothing(request, Http404())
