"""What every request gets: its community, its actor, the moment and the day, and a plain answer where a rule says no.

A community other than the default one is reached below ``/c/<slug>/``; the prefix becomes the script name, so that
every address made with ``reverse`` stays inside the community. One request sees one community only, and times on its
pages are told by the community's clock.
"""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import set_script_prefix
from django.utils import timezone, translation

from techhire.commons.communities.queries import actor_for, community_at
from techhire.commons.permits import Actor, Refused
from techhire.portals.layout import failures
from techhire.portals.layout.kept import remember_writer
from techhire.portals.layout.request import Request

Answer = Callable[[Request], HttpResponse]
OPEN_TO_ALL = ("/static/", "/health/")


def community_middleware(get_response: Answer) -> Answer:
    """Put the community on the request, taken from the address or the host, and tell times by its clock."""

    def answer(request: Request) -> HttpResponse:
        slug = _slug_in(request)
        if request.path_info.startswith(OPEN_TO_ALL):
            return get_response(request)
        found = community_at(slug=slug, host=request.get_host().split(":")[0])
        if found is None:
            return failures.no_community(request)
        request.community = found
        with timezone.override(found.zone):
            return get_response(request)

    return answer


class LanguageMiddleware(LocaleMiddleware):
    """The language asked for, where the community speaks it; else the first one that it speaks."""

    def process_request(self, request: Request) -> None:  # type: ignore[override]  # Django's request, as we leave it
        super().process_request(request)
        spoken = request.community.languages if hasattr(request, "community") else []
        if spoken and translation.get_language() not in spoken:
            translation.activate(spoken[0])
            request.LANGUAGE_CODE = spoken[0]


def _slug_in(request: Request) -> str:
    if not request.path_info.startswith("/c/"):
        return ""
    slug, _, rest = request.path_info[3:].partition("/")
    request.path_info = f"/{rest}"
    request.META["SCRIPT_NAME"] = f"/c/{slug}"
    set_script_prefix(f"/c/{slug}/")
    return slug


def actor_middleware(get_response: Answer) -> Answer:
    """Put the actor on the request; what a signed-in person saw is not kept by a borrowed computer."""

    def answer(request: Request) -> HttpResponse:
        request.now = timezone.now()
        if not hasattr(request, "community"):
            request.actor = Actor()
        else:
            request.today = request.community.day_of(request.now)
            account = request.user if request.user.is_authenticated else None
            request.actor = actor_for(account, request.community)
        response = get_response(request)
        if request.actor.is_signed_in and not response.has_header("Cache-Control"):
            remember_writer(request, response)
            response["Cache-Control"] = "private, no-store"
        return response

    return answer


class RefusalMiddleware:
    """A refusal that no form caught becomes a plain page that says why, 403; a database that is held, a 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return failures.refused(request, error)
        if isinstance(error, OperationalError) and "locked" in str(error):
            return failures.busy(request)
        return None


refusal_middleware = RefusalMiddleware
