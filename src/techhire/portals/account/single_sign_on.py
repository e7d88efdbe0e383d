"""Sign-in by the server an organization has already: who is taken for whom, and by which way it is asked."""

from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from techhire.commons.outside.sessions import SignOnSession
from techhire.commons.people.actions import note_sign_up
from techhire.commons.people.queries import account_at, account_that_proved
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

NAME = 120


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Joins an account only by an address that both sides have proved, and puts new accounts on record."""

    def get_requests_session(self) -> SignOnSession:
        """The guarded way to the server the operator named; where it does not answer, the person is told."""
        app = self.list_apps(self.request)[0]
        plain = settings.MODE != "production"
        return SignOnSession(app.settings["server_url"], plain=plain, unanswered=self._unanswered)

    def _unanswered(self) -> Exception:
        return ImmediateHttpResponse(
            render(self.request, "socialaccount/authentication_error.html", {"silent": True}, status=502)
        )

    def pre_social_login(self, request: Request, sociallogin: "SocialLogin") -> None:
        """Refuse what the server says of another person than the one it signed in."""
        said = sociallogin.account.extra_data
        who = (said.get("id_token") or {}).get("sub")
        if not who or (said.get("userinfo") or {}).get("sub", who) != who:
            raise ImmediateHttpResponse(_failed(request))

    def authenticate_by_email(self, sociallogin: "SocialLogin") -> tuple[Any, str] | None:
        """The account that proved an address which the server says is proved; an unproved one joins nothing."""
        for address in sociallogin.email_addresses:
            found = account_that_proved(address.email) if address.verified else None
            if found is not None:
                return found, address.email
        return None

    def populate_user(self, request: Request, sociallogin: "SocialLogin", data: dict[str, Any]) -> Any:
        """The address becomes the sign-in name, as for everybody; the name is how the person is addressed."""
        user = super().populate_user(request, sociallogin, {**data, "username": data.get("email")})
        name = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = " ".join(str(name).replace("\x00", "").split())[:NAME]
        return user

    def save_user(self, request: Request, sociallogin: "SocialLogin", form: Any = None) -> Any:
        """Keep the reader's language, and put the new account on record in the same transaction.

        With a form the account's own adapter does both.
        """
        user = sociallogin.user
        if form is None and account_at(user.email) is not None:
            raise ImmediateHttpResponse(_failed(request))
        with transaction.atomic():
            user.language = (get_language() or "en")[:2]
            account = super().save_user(request, sociallogin, form)
            if form is None:
                note_sign_up(account, community_id=request.actor.community_id, now=request.now)
        return account


class SignOnServer(OpenIDConnectOAuth2Adapter):
    """The server as it is spoken to on the way back: its signature is checked also on what it handed us itself."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        data = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data

    def _decode_id_token(self, app: Any, id_token: str) -> Any:
        try:
            return super()._decode_id_token(app, id_token)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The token or the keys of the server are not what they should be.") from error


@require_GET
def come_back(request: Request, provider_id: str) -> HttpResponse:
    """Take in whoever comes back from the server, or say why not."""
    try:
        view = OAuth2CallbackView.adapter_view(SignOnServer(request, provider_id))
        response: HttpResponse = view(request)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return response


def _failed(request: Request) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=401)
