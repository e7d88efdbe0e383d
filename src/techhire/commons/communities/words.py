"""Kinds of organization, states, roles, and the scopes of API tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    EMPLOYER = "employer", _("employer")
    PROVIDER = "provider", _("training provider")
    ONRAMP = "onramp", _("onramp (talent intermediary)")
    CIVIC = "civic", _("civic lead")
    SUPPORT = "support", _("support partner")
    SUPPORTER = "supporter", _("supporter")


class OrganizationState(models.TextChoices):
    APPLIED = "applied", _("applied")
    IN_REVIEW = "in_review", _("in review")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    LEFT = "left", _("left")


WAITING = (OrganizationState.APPLIED, OrganizationState.IN_REVIEW)
"""States of an organization that was not let in yet."""


class MemberRole(models.TextChoices):
    OWNER = "owner", _("owner")
    MEMBER = "member", _("member")
    READER = "reader", _("reader")


class Scope(models.TextChoices):
    """What an API token may do; a token never does more than the account that made it."""

    READ_PUBLIC = "public:read", _("read what is public")
    READ_OWN = "own:read", _("read what I may read")
    WRITE_OWN = "own:write", _("write what I may write")
    READ_KEYS = "keys:read", _("read the right answers of test questions")
    CREDENTIALS = "credentials:sign", _("sign and check credentials for a program")


def carries_white_words(color: str) -> bool:
    """Whether white words on a #rrggbb color reach a contrast of 4.5 (success criterion 1.4.3)."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
