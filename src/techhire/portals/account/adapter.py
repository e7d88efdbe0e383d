"""How sign-in treats our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """The handle is the e-mail address; a locked or erased account cannot come in."""

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        user.handle = (user.email or user.handle).lower()
