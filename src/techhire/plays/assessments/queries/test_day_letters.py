"""What letters about a test day say: when and where somebody is expected, in their language, at their own address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from techhire.plays.assessments.models import CheckIn, TestDay
from techhire.plays.assessments.words import TestDayState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import LetterTo, letter_to


@dataclass(frozen=True)
class DayLetter:
    """The day, and where the letter goes."""

    day: TestDay
    to: LetterTo


def booking_letter(check_in_id: int, now: datetime) -> DayLetter | None:
    """For somebody on the list of a day to come. None where they have no address of their own, or it is not to come."""
    rows = CheckIn.objects.filter(pk=check_in_id, day__state=TestDayState.PLANNED, day__starts_at__gt=now)
    row = rows.select_related("day__organization").first()
    to = letter_to(row.seeker_id) if row else None
    return DayLetter(row.day, to) if row and to else None


def taken_off_letter(day_id: int, seeker_id: int, by: int | None, now: datetime) -> DayLetter | None:
    """For somebody staff took off the list of a day to come; who took themself off needs no letter."""
    day = TestDay.objects.filter(pk=day_id, state=TestDayState.PLANNED, starts_at__gt=now).first()
    own_deed = by is not None and Seeker.objects.filter(pk=seeker_id, account_id=by).exists()
    back_again = CheckIn.objects.filter(day_id=day_id, seeker_id=seeker_id).exists()
    to = None if day is None or own_deed or back_again else letter_to(seeker_id)
    return DayLetter(day, to) if day and to else None


def on_the_list(day_id: int, state: str, now: datetime, after: int, most: int) -> list[CheckIn]:
    """The next people on the list of a day to come that stands in this state."""
    rows = CheckIn.objects.filter(day_id=day_id, day__state=state, day__starts_at__gt=now, pk__gt=after)
    return list(rows.select_related("day").order_by("pk")[:most])


def near_check_ins(now: datetime, ahead: timedelta) -> QuerySet[CheckIn]:
    """Everybody on the list of a day that begins soon, in a fixed order."""
    days = {"day__starts_at__gt": now, "day__starts_at__lte": now + ahead}
    return CheckIn.objects.filter(day__state=TestDayState.PLANNED, **days).order_by("pk")
