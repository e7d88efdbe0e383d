"""Starting a session for an account that proved itself in a way of our own: by a printed card, or in the demo."""

import time
from typing import TYPE_CHECKING

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import login

from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.people.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def begin_session(request: Request, account: "Account", *, way: str, seconds: int | None = None) -> None:
    """Sign the account in, remember the way it did, and end the session after ``seconds`` where they are given."""
    login(request, account, backend=BACKEND)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": way, "at": time.time()}]
    if seconds is not None:
        request.session.set_expiry(seconds)
