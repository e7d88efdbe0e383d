"""Who may open a page at all. Guards only send people away; what they may do is decided by rules in the actions."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import own_organizations
from techhire.commons.permits import Actor, Refused
from techhire.portals.layout.kept import (
    CARRIED,
    is_somebody_else_s,
    session_ended,
    somebody_else_s,
    wrong_account,
)
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization

View = Callable[..., HttpResponse]


def asked_to_sign_in(request: Request) -> HttpResponse:
    """Where a page sends a visitor: to sign in and back here; whoever sent a form keeps it in sight meanwhile."""
    if request.method == "POST":
        return session_ended(request)
    return redirect_to_login(request.get_full_path())


def signed_in(view: View) -> View:
    """Send visitors to sign in, and back here afterwards."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.is_signed_in:
            return asked_to_sign_in(request)
        if is_somebody_else_s(request, request.actor):
            return somebody_else_s(request)
        return view(request, *args, **kwargs)

    return guarded


def prepares_as(kind: str) -> Callable[[View], View]:
    """As ``sits_as``, and for people of an organization that waits to be let in: pages where a draft is made."""
    return _open_to(lambda actor: bool(actor.prepares_as(kind)))


def sits_as(kind: str) -> Callable[[View], View]:
    """Open a page only to people with a seat in an organization of this kind, readers included."""
    return _open_to(lambda actor: bool(actor.organizations(kind)))


def _open_to(has_seat: Callable[[Actor], bool]) -> Callable[[View], View]:

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.is_signed_in:
                return asked_to_sign_in(request)
            if is_somebody_else_s(request, request.actor):
                return somebody_else_s(request)
            if not has_seat(request.actor) and CARRIED in request.POST:
                return wrong_account(request)
            if not has_seat(request.actor):
                raise Refused(_("This page belongs to another kind of organization than yours."))
            return view(request, *args, **kwargs)

        return guarded

    return guard


def current_organization(request: Request, kind: str) -> "Organization":
    """The organization of this kind the person works for; ``?organization=`` chooses where there are several."""
    chosen = request.GET.get("organization", "")
    found = own_organizations(request.actor, kind)
    if chosen.isdecimal() and len(chosen) < 19:
        found = found.filter(pk=int(chosen))
    organization = found.first()
    if organization is None:
        raise Http404("No organization of yours is meant here.")
    return organization
