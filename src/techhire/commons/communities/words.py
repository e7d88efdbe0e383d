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
