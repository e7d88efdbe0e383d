"""One person's conditions, one posting's needs, and the chances behind a code, in the matching engine's terms."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from techhire.commons.skills.words import Importance, When
from techhire.engines import evidence
from techhire.engines.matching import Answer, Filters, Mode, Need, ReachTable, Requirement
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import PayUnit, Workplace
from techhire.plays.seekers.words import Said, TravelMode

HOURS_A_YEAR = 2080
"""Full-time hours a year, by which yearly pay is compared with an hourly floor."""

ANSWERS = {Said.YES: Answer.YES, Said.NO: Answer.NO, Said.NOT_SAID: Answer.NOT_SAID}
MODES = {TravelMode.CAR: Mode.CAR, TravelMode.TRANSIT: Mode.TRANSIT, TravelMode.NONE: Mode.NONE}
FILTER_FIELDS = (
    "pk",
    "found",
    "latitude",
    "longitude",
    "travel_minutes",
    "travel_mode",
    "remote_ok",
    "authorized",
    "needs_sponsorship",
    "schedule",
    "pay_floor_cents",
    "available_from",
)


@cache
def reach_table() -> ReachTable:
    """The chances behind every stored code, as the evidence engine defines them."""
    return ReachTable(evidence.table(), evidence.TABLE_OFFSET)


def day_number(day: date | None) -> int:
    """Days since 1970-01-01; 0 where no day is named."""
    return (day - date(1970, 1, 1)).days if day else 0


def filters_of(person: Any) -> Filters:
    """The conditions of one person, from a Seeker or a row with the same names."""
    place = None if person.latitude is None else (person.latitude, person.longitude)
    return Filters(
        found=person.found,
        place=place,
        minutes=person.travel_minutes,
        mode=MODES[TravelMode(person.travel_mode)],
        remote_ok=person.remote_ok,
        authorized=ANSWERS[Said(person.authorized)],
        needs_sponsorship=ANSWERS[Said(person.needs_sponsorship)],
        schedule=person.schedule,
        pay_floor=person.pay_floor_cents,
        available_from=day_number(person.available_from),
    )


def hourly_cents(amount: Decimal | None, unit: str) -> int | None:
    """Pay in cents an hour; yearly pay by full-time hours."""
    if amount is None:
        return None
    hourly = amount if unit == PayUnit.HOUR else amount / HOURS_A_YEAR
    return int(hourly * 100)


def need_of(posting: Posting) -> Need:
    """What a posting needs. What it does not say stays unknown and keeps nobody out."""
    remote = posting.workplace == Workplace.REMOTE
    known = posting.latitude is not None and posting.longitude is not None and not remote
    return Need(
        posting=posting.pk,
        requirements=tuple(
            Requirement(
                skill=line.skill_id,
                level=line.level,
                weight=line.weight,
                essential=line.importance == Importance.ESSENTIAL,
                day_one=line.when == When.DAY_ONE,
            )
            for line in posting.requirements.all()
        ),
        place=(posting.latitude, posting.longitude) if known else None,  # type: ignore[arg-type]  # known says so
        remote=remote,
        pay_max=hourly_cents(posting.pay_max, posting.pay_unit),
        schedule=posting.schedule or None,
        start_day=day_number(posting.starts_on) or None,
        sponsorship=posting.sponsors,
    )
