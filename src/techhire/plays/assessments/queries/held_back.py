"""Tests on the list of a test day that somebody cannot begin there: they took them too short a time before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from techhire.plays.assessments.models import Assessment, CheckIn, Sitting
from techhire.plays.assessments.rules.sittings import held_until
from techhire.plays.assessments.words import NO_MORE, SittingState, TestDayState


@dataclass(frozen=True)
class HeldTest:
    """A test and the first day it can be begun again, which comes after the test day."""

    test: Assessment
    day: date


def held_back(check_ins: Sequence[CheckIn], now: datetime) -> dict[int, list[HeldTest]]:
    """By check-in, the tests that wait for their day, by the rule a test begins by. One query for all.

    Where check-in is open that is asked for now, before it for the moment the day begins, and once the day is over
    no more.
    """
    check_ins = [row for row in check_ins if row.day.state not in NO_MORE]
    taken = Sitting.objects.filter(
        seeker_id__in=[row.seeker_id for row in check_ins],
        assessment__in={test.pk for row in check_ins for test in row.assessments.all()},
        state=SittingState.FINISHED,
    )
    rows = taken.values("seeker_id", "assessment_id").annotate(last=Max("finished_at"))
    last = {(row["seeker_id"], row["assessment_id"]): row["last"] for row in rows}
    return {row.pk: list(_held(row, last, now)) for row in check_ins} if last else {}


def _held(row: CheckIn, last: dict[tuple[int, int], datetime], now: datetime) -> Iterable[HeldTest]:
    moment = now if row.day.state == TestDayState.OPEN else max(row.day.starts_at, now)
    for test in row.assessments.all():
        day = held_until(row.seeker, test, last.get((row.seeker_id, test.pk)), moment)
        if day is not None:
            yield HeldTest(test, day)
