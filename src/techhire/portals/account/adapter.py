"""How sign-in treats our accounts: their language, their codes, their letters, where they land."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import get_language

from techhire.commons.people.actions import note_sign_up, recover_account
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor
from techhire.portals.account.codes import new_code
from techhire.portals.account.recovery import count_wrong_password
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import network_of


class AccountAdapter(DefaultAccountAdapter):
    """The handle is the e-mail address; a locked or erased account cannot come in."""

    def populate_username(self, request: Request, user: Any) -> None:
        user.handle = (user.email or user.handle).lower()

    def save_user(self, request: Request, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the reader's language, and put the new account on record in the same transaction."""
        user.language = (get_language() or "en")[:2]
        with transaction.atomic():
            account = super().save_user(request, user, form, commit)
            if commit:
                note_sign_up(account, community_id=request.actor.community_id, now=request.now)
        return account

    def set_password(self, user: Any, password: str) -> None:
        """A locked account reaches this only after its address was proved, so it opens again."""
        with transaction.atomic():
            super().set_password(user, password)
            if user.state == AccountState.LOCKED:
                recover_account(Actor.system(), user, now=timezone.now())

    def authentication_failed(self, request: Request, **credentials: Any) -> None:
        handle = credentials.get("email") or credentials.get("username") or ""
        count_wrong_password(str(handle), request.actor.community_id, request.now)

    def post_login(self, request: Request, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on in the account's own language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return speak(response, user.language)

    def get_login_redirect_url(self, request: Request) -> str:
        return reverse("layout:home")

    def get_signup_redirect_url(self, request: Request) -> str:
        return reverse("layout:home")

    def get_logout_redirect_url(self, request: Request) -> str:
        return get_script_prefix()

    def generate_login_code(self) -> str:
        return new_code()

    def generate_password_reset_code(self) -> str:
        return new_code()

    def generate_email_verification_code(self) -> str:
        return new_code()

    def get_client_ip(self, request: Request) -> str:
        """What the limits on sign-in count by: the same as all others."""
        return network_of(super().get_client_ip(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign every letter with the name of the community it came from."""
        community = getattr(self.request, "community", None)
        super().send_mail(template_prefix, email, {"community": community, **context})


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Have the browser ask for this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31536000,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response
