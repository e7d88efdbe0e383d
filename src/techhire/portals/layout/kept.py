"""What was typed on a page whose session ended: carried by the browser to the next try, for the account that typed it.

Nothing of it is kept on the server. A form is at most what one request may hold (``DATA_UPLOAD_MAX_MEMORY_SIZE``).
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

from techhire.portals.layout.foreign import is_foreign, sent_from_elsewhere
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.permits import Actor

WRITER = "typed_by"
"""A cookie that outlives the session: a mark of the account whose pages the browser showed last."""
KEPT_FOR = "kept_for"
"""The field of a form sent once more that carries the mark of whoever typed it."""
CARRIED = "carry"
"""The field of a form that begins without an account and goes on with one: no session ended there."""
BY_CODE = frozenset({"account:sign_in_card", "seeker:kiosk", "public:could_i"})
"""Pages of ours whose ``code`` lets somebody in; elsewhere it names a question, a person or a place."""


def mark_of(actor: "Actor") -> str:
    """A mark of an account that tells nobody which account it is; empty for whoever has none."""
    if actor.account_id is None:
        return ""
    return salted_hmac("techhire.typed_by", str(actor.account_id), algorithm="sha256").hexdigest()


def remember_writer(request: Request, response: HttpResponse) -> None:
    """Leave the mark of the signed-in account in the browser until it is closed."""
    mark = mark_of(request.actor)
    if mark and request.COOKIES.get(WRITER) != mark:
        response.set_cookie(
            WRITER, mark, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
        )


def forget_writer(response: HttpResponse) -> None:
    """Take the mark away, where somebody without an account sits down at a borrowed computer."""
    response.delete_cookie(WRITER, samesite="Lax")


def session_ended(request: Request, *, by_code: bool = False) -> HttpResponse:
    """Show that what was sent is not lost, and how to sign in beside it; ``by_code`` offers the code of a test day.

    Whoever sends it again before they signed in is told so. Nothing is shown of what another site sent.
    """
    if is_foreign(request):
        return sent_from_elsewhere(request)
    more = {"by_code": by_code, "not_yet": KEPT_FOR in request.POST}
    more["is_new"] = CARRIED in request.POST
    return render(request, "layout/session_ended.html", typed_on(request) | more, status=403)


def wrong_account(request: Request) -> HttpResponse:
    """What was begun without an account came with one that cannot go on with it: it waits here for another one."""
    if is_foreign(request):
        return sent_from_elsewhere(request)
    shown = typed_on(request) | {"who": str(request.user)}
    return render(request, "layout/wrong_account.html", shown, status=403)


def typed_on(request: Request) -> dict[str, Any]:
    """What a form held, for fields nobody sees: nothing that lets somebody in; files by their names only.

    What was begun without an account is nobody's: it carries no mark, and whoever signs in beside it goes on with it.
    ``has_secret`` says that something was left out that has to be given once more.
    ``token_cookie`` is where the browser keeps the newest token: signing in beside the form makes another one.
    """
    secret = {name for name in request.POST if _is_secret(request, name)}
    left_out = secret | {"csrfmiddlewaretoken", KEPT_FOR}
    typed = [(name, values) for name, values in request.POST.lists() if name not in left_out]
    mark = "" if CARRIED in request.POST else _mark_on(request)
    files = [one.name for name in request.FILES for one in request.FILES.getlist(name)]
    kept = {"typed": [*typed, (KEPT_FOR, [mark[:64]])], "files": files, "has_secret": bool(secret)}
    return kept | {"token_cookie": settings.CSRF_COOKIE_NAME}


def _mark_on(request: Request) -> str:
    return request.POST.get(KEPT_FOR) or mark_of(request.actor) or request.COOKIES.get(WRITER, "")


def _is_secret(request: Request, name: str) -> bool:
    if "password" in name.lower():
        return True
    page = request.resolver_match
    if page is None or not page.namespaces:  # the library of sign-in, or nowhere
        return name in {"code", "credential"}
    return name == "code" and page.view_name in BY_CODE


def is_somebody_else_s(request: Request, actor: "Actor") -> bool:
    """Whether a form that is sent once more was typed by another account than the one that sends it."""
    mark = request.POST.get(KEPT_FOR, "") if request.method == "POST" else ""
    return bool(mark) and not constant_time_compare(mark, mark_of(actor))


def somebody_else_s(request: Request) -> HttpResponse:
    """Another account typed this: nothing is changed in the name of the one that is signed in, nothing is shown."""
    return render(request, "layout/somebody_else_s.html", status=403)
