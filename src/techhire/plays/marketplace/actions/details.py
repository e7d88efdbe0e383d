"""The details of a posting, looked at before they are kept: all that is wrong with them, at once."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import zipcodes
from django.utils.translation import gettext as _

from techhire.commons.permits import Refused, refusals_of
from techhire.commons.skills.queries import is_occupation
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import EmploymentType, PayUnit, UnmaskStage, Workplace

MOST_AN_HOUR = 1000
CHOICES = {
    "employment_type": EmploymentType,
    "workplace": Workplace,
    "pay_unit": PayUnit,
    "unmask_stage": UnmaskStage,
}


def wrong_details(posting: Posting, fields: dict[str, Any], /, *, now: datetime) -> list[Refused]:
    """What of ``fields`` cannot be taken, each with its field; those that are not named stay as they are."""
    places = refusals_of(lambda: center_of(str(fields.get("zip_code") or "").strip()))
    told = [*_pay(fields, posting), *_choices(fields), *_days(fields, posting, now)]
    return [*told, *places, *_occupation(fields, posting)]


def _pay(fields: dict[str, Any], posting: Posting) -> Iterator[Refused]:
    low = fields.get("pay_min", posting.pay_min)
    high = fields.get("pay_max", posting.pay_max)
    if low is not None and low < 0:
        yield Refused(_("Pay cannot be below zero."), field="pay_min")
    if low is not None and high is not None and high < low:
        yield Refused(_("The highest pay is below the lowest."), field="pay_max")
    if high is not None and high > MOST_AN_HOUR and fields.get("pay_unit", posting.pay_unit) == PayUnit.HOUR:
        yield Refused(_("This is much for an hour. Is the pay by the year?"), field="pay_unit")


def _choices(fields: dict[str, Any]) -> Iterator[Refused]:
    if "title" in fields and not str(fields["title"]).strip():
        yield Refused(_("Give the job a title."), field="title")
    if not 1 <= int(fields.get("openings", 1)) <= 1000:
        yield Refused(_("Between 1 and 1,000 openings."), field="openings")
    if not 0 <= int(fields.get("schedule", 0)) <= 63:
        yield Refused(_("We do not know this schedule."), field="schedule")
    for key, choices in CHOICES.items():
        if key in fields and fields[key] not in choices.values:
            yield Refused(_("Choose one of the answers."), field=key)


def _days(fields: dict[str, Any], posting: Posting, now: datetime) -> Iterator[Refused]:
    """A day that is set now is not over; one that was set before may be, and stays."""
    today = posting.community.day_of(now)
    for key in ("starts_on", "valid_through"):
        day = fields.get(key)
        if day is not None and day != getattr(posting, key) and day < today:
            yield Refused(_("This day is over. Choose one that is to come."), field=key)


def _occupation(fields: dict[str, Any], posting: Posting) -> Iterator[Refused]:
    """A code that is set now is one of SOC 2018; one that was set before the list came stays."""
    code = fields.get("soc_code") or ""
    if code and code != posting.soc_code and not is_occupation(code):
        yield Refused(_("The list of occupations has no such code."), field="soc_code")


@lru_cache(maxsize=1024)  # the list is looked through from its start each time, which takes ten milliseconds
def center_of(zip_code: str) -> dict[str, Any]:
    """The fields a ZIP code stands for: itself, its city, state and center; all empty without one."""
    if not zip_code:
        return {"zip_code": "", "city": "", "state_code": "", "latitude": None, "longitude": None}
    found = zipcodes.matching(zip_code) if zip_code.isdecimal() and len(zip_code) == 5 else []
    if not found:
        raise Refused(_("We do not know this ZIP code. It has five digits, like 64106."), field="zip_code")
    row = found[0]
    return {
        "zip_code": zip_code,
        "city": row["city"][:80],
        "state_code": row["state"],
        "latitude": float(row["lat"]),
        "longitude": float(row["long"]),
    }
