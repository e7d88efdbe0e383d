"""The API as a whole: its errors, its answers, and how its description is put together."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from techhire.commons.permits import Refused
from techhire.portals.api import problems
from techhire.portals.api.openapi import ABOUT, finished
from techhire.portals.api.problems import Problem, problem
from techhire.portals.api.throttling import pace
from techhire.portals.api.tokens import BadToken, OutOfScope
from techhire.portals.layout.request import Request

PREFIX = "/api/v1/"


class Api(NinjaAPI):
    """The framework's API with our own description of it."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """The description: problems under their own media type, scopes at every operation."""
        prefix, paths = path_prefix or PREFIX, self._described["paths"]
        return {
            **self._described,
            "paths": {prefix + path.removeprefix(PREFIX): it for path, it in paths.items()},
        }

    @cached_property
    def _described(self) -> Any:
        """The description at the default address; putting it together takes seconds."""
        return finished(super().get_openapi_schema(path_prefix=PREFIX))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the function: no two are the same."""
        return str(operation.view_func.__name__)


def answers(given: Any, *, status: int = 200, found: bool = False, written: bool = False) -> dict[int, Any]:
    """What an operation may answer: ``found`` looks something up, ``written`` takes a body or changes things."""
    codes = [401, 403, 422, 429] + ([404] if found else []) + ([400, 409, 413, 415] if written else [])
    return {status: given, **dict.fromkeys(sorted(codes), Problem)}


api = Api(
    title="TechHire",
    version="1",
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    throttle=[pace],
)


def _bad_token(request: Request, error: BadToken) -> HttpResponse:
    said = problems.of_http(request, error)
    said["WWW-Authenticate"] = 'Bearer realm="TechHire", error="invalid_token"'
    return said


def _out_of_scope(request: Request, error: OutOfScope) -> HttpResponse:
    challenge = f'Bearer realm="TechHire", error="insufficient_scope", scope="{error.scope}"'
    return problem(403, str(error), WWW_Authenticate=challenge)


SAID: list[tuple[type[Exception], Any]] = [
    (Exception, problems.of_break),
    (Http404, problems.of_nothing),
    (PermissionDenied, problems.of_denial),
    (HttpError, problems.of_http),
    (ValidationError, problems.of_fields),
    (Refused, problems.of_refusal),
    (BadToken, _bad_token),
    (OutOfScope, _out_of_scope),
]
for _error, _answer in SAID:
    api.add_exception_handler(_error, _answer)
