"""Errors as RFC 9457 says: one shape for every one of them, with the sentence a person would read on the page."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError

from techhire.commons.permits import Refused, TooOften, require
from techhire.portals.layout.request import Request

log = logging.getLogger("techhire.portals.api")
MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """What is wrong with one field; ``field`` is its place, as in ``body.level``."""

    field: str
    message: str


class Problem(Schema):
    """What went wrong, for a program (``status``, ``errors``) and for a person (``title``, ``detail``)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem]


def problem(
    status: int, detail: str = "", *, errors: list[dict[str, str]] | None = None, **headers: str
) -> HttpResponse:
    """An answer that says what went wrong. Underscores in the names of headers stand for hyphens."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def is_rule(error: Refused) -> bool:
    """Whether a rule said no, rather than an action that could not take what was asked."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place is not None and place.tb_frame.f_code is require.__code__


def of_refusal(request: Request, error: Refused) -> HttpResponse:
    """403 where a rule says no, 429 where it was done too often, 422 for a wrong field, 409 where things changed."""
    if isinstance(error, TooOften):
        return problem(429, str(error), Retry_After=str(error.seconds))
    if is_rule(error):
        return problem(403, str(error))
    if error.field:
        fields = [one for one in (error, *error.more) if one.field]
        errors = [{"field": f"body.{one.field}", "message": str(one)} for one in fields]
        return problem(422, str(error), errors=errors)
    return problem(409, str(error))


def of_fields(request: Request, error: ValidationError) -> HttpResponse:
    """422 with each field; what was sent is not repeated."""
    errors = [{"field": _place(one["loc"]), "message": str(one["msg"])[:300]} for one in error.errors]
    return problem(422, _("Some of what was sent cannot be taken."), errors=errors)


def _place(parts: Any) -> str:
    names = [str(part)[:60] for part in parts]
    kept = names[:1] + names[2:] if names[:1] == ["body"] and len(names) > 2 else names
    return ".".join(kept)[:200]


def of_http(request: Request, error: HttpError) -> HttpResponse:
    """400 and the like, said by the framework."""
    if isinstance(error, Throttled):
        return problem(429, _("That was many requests in a short time. Please wait a little."))
    if isinstance(error, AuthenticationError):
        return problem(401, _("Send a token that is good here."), WWW_Authenticate='Bearer realm="TechHire"')
    if isinstance(error, AuthorizationError):
        return problem(403, str(error))
    if error.status_code == 400:
        return problem(400, _("The body cannot be read as JSON."))
    return problem(error.status_code, str(error))


def of_nothing(request: Request, error: Http404) -> HttpResponse:
    """404: there is nothing here, or nothing for this token."""
    return problem(404, _("There is nothing at this address for you."))


def of_denial(request: Request, error: PermissionDenied) -> HttpResponse:
    """403 without a reason of ours."""
    return problem(403, _("This is not open to you."))


def of_break(request: Request, error: Exception) -> HttpResponse:
    """500: our own fault, told to the operator and to nobody else."""
    got_request_exception.send(sender=None, request=request)
    log.error("broken", exc_info=error)
    return problem(500, _("Something broke on our side. Nothing half-written was kept."))
