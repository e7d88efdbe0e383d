"""Who sits in front of a test: somebody signed in, or somebody who opened it with a code on a borrowed computer."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from techhire.plays.assessments.queries.sittings import has_answer, last_over, open_sitting
from techhire.plays.assessments.queries.test_days import actor_with_code
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.layout.kept import is_somebody_else_s, session_ended, somebody_else_s
from techhire.portals.layout.request import Request
from techhire.portals.seeker.answer_form import sent_number

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Sitting

SCRIPT = "application/json"
"""What the script of a test says it accepts: where to go on, so that it leaves a page only when there is another."""
AGAIN = "again"
"""What the script adds where it sends something once more because no answer came."""
View = Callable[..., HttpResponse]
KIOSK = "test_code"
"""What a code leaves in the session: the check-in it opened and its own hash, so that a newer code ends it."""


def is_script(request: Request) -> bool:
    """Whether the script of a test sends it, rather than the browser."""
    return request.headers.get("Accept") == SCRIPT


def onward(request: Request, to: str, *args: Any) -> HttpResponse:
    """Go on to another page of the test; the script is told where that is and goes there by itself."""
    if is_script(request):
        return JsonResponse({"to": resolve_url(to, *args)})
    return redirect(to, *args)


def taker_of(request: Request) -> "Actor | None":
    """The actor who takes tests here; None for a visitor."""
    if request.actor.is_signed_in:
        return request.actor if seeker_of(request.actor) is not None else None
    kept = request.session.get(KIOSK)
    return None if kept is None else actor_with_code(request.community, kept)


def is_borrowed(request: Request) -> bool:
    """Whether the page is open on a borrowed computer by a code."""
    return not request.actor.is_signed_in and KIOSK in request.session


def taker(view: View) -> View:
    """Hand the page whoever takes tests here; a visitor is sent to sign in, or to type their code."""

    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = taker_of(request)
        if actor is not None and is_somebody_else_s(request, actor):
            return somebody_else_s(request)
        if actor is not None:
            return view(request, actor, *args, **kwargs)
        if request.actor.is_signed_in:
            return redirect("seeker:home")
        if request.method == "POST":
            return session_ended(request, by_code=True)
        if KIOSK in request.session:
            return redirect("seeker:kiosk")
        return redirect_to_login(request.get_full_path())

    return never_cache(opened)


def _too_late(request: Request, actor: "Actor") -> HttpResponse:
    over = last_over(actor)
    if over is None:
        return onward(request, _tests(request))
    if not _came_through(request, over):
        messages.warning(request, _("The test was over before that came, so it changed nothing."))
    return onward(request, "seeker:result", over.pk)


def _came_through(request: Request, over: "Sitting") -> bool:
    """Whether it is sent again because nobody knew that it had come through, and was the last answer."""
    place, item_id = (sent_number(request.POST.get(name)) for name in ("place", "item"))
    return AGAIN in request.POST and has_answer(over, place, item_id)


def _tests(request: Request) -> str:
    """The page with the tests of whoever sits here."""
    return "seeker:kiosk_tests" if is_borrowed(request) else "seeker:tests"


def at_a_test(view: View) -> View:
    """Hand the page the one sitting that is not over.

    Without one there is nothing to show but the tests. Whoever sends something to a test that closed meanwhile is told,
    and shown what it came to.
    """

    @taker
    @wraps(view)
    def opened(request: Request, actor: "Actor", *args: Any, **kwargs: Any) -> HttpResponse:
        sitting = open_sitting(actor)
        if sitting is None and request.method == "POST":
            return _too_late(request, actor)
        if sitting is None:
            return redirect(_tests(request))
        return view(request, actor, sitting, *args, **kwargs)

    return opened
