"""The account. Phone and e-mail identify nobody: an account may have neither and sign in by a printed card."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.people.words import AccountState
from techhire.commons.vault import EncryptedTextField


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a handle of their own; a handle is an e-mail address or a card number."""

    def create_user(self, handle: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(handle=handle.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(handle=(username or "").lower())


class Account(AbstractBaseUser):
    """A way in. ``handle`` is what is typed at sign-in; ``name`` is how the person wants to be addressed."""

    handle = models.CharField(_("sign-in name"), max_length=254, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    name = EncryptedTextField(_("name"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    state = models.CharField(max_length=8, choices=AccountState, default=AccountState.ACTIVE)
    is_operator = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a state word, not a column
        return self.state == AccountState.ACTIVE

    @property
    def is_staff(self) -> bool:
        return False

    def __str__(self) -> str:
        return self.name or self.handle


class Card(models.Model):
    """A printed card: its number is the account's handle, its code is kept only as a hash.

    ``organization_id`` is the onramp that issued it (communities are above, so a plain id); ``failures`` counts wrong
    codes since the last right one.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=128)
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    organization_id = models.BigIntegerField(null=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(ended_at__isnull=True), name="one_card_each"
            )
        ]
