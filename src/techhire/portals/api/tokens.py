"""Who asks: the account behind a bearer token, within the scopes it was given. Cookies count for nothing here."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from techhire.commons.communities.actions.tokens import note_token_use
from techhire.commons.communities.queries import account_by_token, actor_for
from techhire.commons.communities.words import Scope
from techhire.commons.permits import Actor
from techhire.portals.layout.request import Request

LONGEST = 200


class OutOfScope(Exception):
    """The token is good, but not for this."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope

    def __str__(self) -> str:
        return _("This token may not do that. Make one with the scope “%(scope)s”.") % {"scope": self.scope}


class BadToken(AuthenticationError):
    """A token was sent, but it is unknown, ended, or of another community."""


class Token(HttpBearer):
    """A token that has to carry ``scope``; without a scope, any good one or none at all."""

    scope = ""

    def __call__(self, request: Request) -> Any:  # type: ignore[override]  # Django's request, as our middleware leaves it
        request.actor = actor_for(None, request.community, channel="api")
        sent = request.headers.get("Authorization", "")
        if not sent:
            return None if self.scope else request.actor
        kind, _space, secret = sent.partition(" ")
        if kind.lower() != "bearer":
            raise BadToken
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: Request, token: str) -> Actor:  # type: ignore[override]  # Django's request, as our middleware leaves it
        """The actor behind the secret, seen in the community of the address."""
        found = account_by_token(token, request.now) if 0 < len(token) <= LONGEST else None
        if found is None or found[1].community_id != request.community.pk:
            raise BadToken
        account, row = found
        if self.scope and self.scope not in row.scopes:
            raise OutOfScope(self.scope)
        note_token_use(row, now=request.now)
        actor = actor_for(account, request.community, channel="api")
        request.actor = replace(actor, scopes=frozenset(row.scopes))
        request.token_id = row.pk
        return request.actor


class OwnRead(Token):
    """A token that may read what its account may read."""

    scope = Scope.READ_OWN.value


class OwnWrite(Token):
    """A token that may write what its account may write."""

    scope = Scope.WRITE_OWN.value


class OwnKeys(Token):
    """A token that may read the right answers of test questions its account may read."""

    scope = Scope.READ_KEYS.value


anybody, reader, writer, key_reader = Token(), OwnRead(), OwnWrite(), OwnKeys()
