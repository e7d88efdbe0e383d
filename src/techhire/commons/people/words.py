"""States an account can be in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountState(models.TextChoices):
    ACTIVE = "active", _("active")
    LOCKED = "locked", _("locked")
    ERASED = "erased", _("erased")
