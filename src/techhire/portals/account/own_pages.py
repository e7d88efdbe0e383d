"""Pages of the sign-in library for somebody signed in: what is sent there after the session ended is kept.

The library itself would send the browser to sign in and drop the form.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from techhire.portals.layout.guards import asked_to_sign_in
from techhire.portals.layout.kept import is_somebody_else_s, somebody_else_s
from techhire.portals.layout.request import Request

FOR_SIGNED_IN = frozenset(
    {
        "account_email",
        "account_change_password",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    }
)
"""Where an account is changed; pages of signing in itself are for everybody."""


class OwnPagesMiddleware:
    """Asks whoever is no longer signed in to come back, with what they sent still in sight."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Request, _view: Any, _args: list[Any], _named: dict[str, Any]
    ) -> HttpResponse | None:
        page = request.resolver_match
        if request.method != "POST" or page is None or page.view_name not in FOR_SIGNED_IN:
            return None
        if not request.actor.is_signed_in:
            return asked_to_sign_in(request)
        return somebody_else_s(request) if is_somebody_else_s(request, request.actor) else None


own_pages_middleware = OwnPagesMiddleware
