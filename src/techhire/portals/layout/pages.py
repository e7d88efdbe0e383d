"""Pages that belong to no one kind of person."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from techhire.portals.layout.doors import first_door
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request


@require_GET
def home(request: Request) -> HttpResponse:
    """Send a signed-in person to the first screen of what they are."""
    return redirect(first_door(request))


@signed_in
@require_GET
def back_in(request: Request) -> HttpResponse:
    """Say where to go on, to somebody who signed in beside a form that waits in another tab."""
    return render(request, "layout/back_in.html")


@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Remember the chosen language and go back to the page it was chosen on."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31536000,
            samesite="Lax",
            httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


@require_GET
def health(request: Request) -> JsonResponse:
    """Say whether the database answers, for the operator's monitor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
