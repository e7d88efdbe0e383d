"""Locking an account that somebody keeps guessing at, and coming back by a code sent to its address."""

from datetime import datetime

from allauth.account.forms import ResetPasswordForm
from allauth.account.utils import filter_users_by_email
from django.core.cache import cache

from techhire.commons.people.actions import lock_account
from techhire.commons.people.queries import account_at
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor
from techhire.portals.layout.counting import count_one

LOCK_AFTER = 20
DAY = 24 * 60 * 60


class ResetForm(ResetPasswordForm):
    """Finds locked accounts too: proving the address is how they open again. Erased ones have no address."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        found = filter_users_by_email(email, is_active=None, prefer_verified=True)
        self.users = [user for user in found if user.state != AccountState.ERASED]
        return email


def count_wrong_password(handle: str, community_id: int | None, now: datetime) -> None:
    """Count wrong passwords of one account over a day; twenty lock it, whatever addresses they came from."""
    account = account_at(handle)
    if account is None:
        return
    key = f"wrong-passwords:{account.pk}:{now:%Y-%m-%d}"
    if count_one(key, DAY) >= LOCK_AFTER:
        lock_account(Actor.system(community_id), account, now=now)
        cache.delete(key)
