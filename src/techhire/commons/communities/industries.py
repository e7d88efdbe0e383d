"""The twenty sectors of NAICS 2022, by the first two digits of an industry's code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def sector_of(naics: str) -> str:
    """The name of an industry code's sector in the reader's language; empty where no sector has these digits."""
    return str(SECTORS.get(naics[:2], ""))
