"""Kinds of organization and of industry, states, roles, and the scopes of API tokens."""

from django.db import models
from django.utils.functional import Promise
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


_MANUFACTURING = _("Manufacturing")
_RETAIL = _("Retail Trade")
_TRANSPORT = _("Transportation and Warehousing")

SECTORS: dict[str, Promise] = {
    "11": _("Agriculture, Forestry, Fishing and Hunting"),
    "21": _("Mining, Quarrying, and Oil and Gas Extraction"),
    "22": _("Utilities"),
    "23": _("Construction"),
    "31": _MANUFACTURING,
    "32": _MANUFACTURING,
    "33": _MANUFACTURING,
    "42": _("Wholesale Trade"),
    "44": _RETAIL,
    "45": _RETAIL,
    "48": _TRANSPORT,
    "49": _TRANSPORT,
    "51": _("Information"),
    "52": _("Finance and Insurance"),
    "53": _("Real Estate and Rental and Leasing"),
    "54": _("Professional, Scientific, and Technical Services"),
    "55": _("Management of Companies and Enterprises"),
    "56": _("Administrative and Support and Waste Management and Remediation Services"),
    "61": _("Educational Services"),
    "62": _("Health Care and Social Assistance"),
    "71": _("Arts, Entertainment, and Recreation"),
    "72": _("Accommodation and Food Services"),
    "81": _("Other Services (except Public Administration)"),
    "92": _("Public Administration"),
}
"""The twenty sectors of NAICS 2022, by the first two digits of an industry's code."""


def sector_of(naics: str) -> str:
    """The name of an industry code's sector in the reader's language; empty where no sector has these digits."""
    return str(SECTORS.get(naics[:2], ""))
