"""The day of a result is the community's own, also in the evening, when it is tomorrow in Greenwich already."""

from datetime import UTC, date, datetime, timedelta

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, TestDay
from techhire.plays.assessments.rules.sittings import free_again_on
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import answer_all, checked_in

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
HERE = date(2026, 3, 2)
"""Eight in the evening of March 2 by the community's clock (America/Chicago)."""


def test_a_test_finished_in_the_evening_counts_with_the_day_here(
    person: Actor, dana: Seeker, day: TestDay, private: Assessment
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=EVENING)
    answer_all(person, sitting, now=EVENING)
    assert Evidence.objects.get().at == HERE


def test_it_can_be_taken_again_from_a_day_of_the_calendar_here(
    person: Actor, dana: Seeker, day: TestDay, private: Assessment
) -> None:
    mine = checked_in(day, dana)
    answer_all(person, begin_sitting(person, dana, private, check_in=mine, now=EVENING), now=EVENING)
    assert free_again_on(dana, private) == HERE + timedelta(days=30)
    with pytest.raises(Refused, match="not long ago"):
        begin_sitting(person, dana, private, check_in=mine, now=EVENING + timedelta(days=29, hours=2))
    midnight = EVENING + timedelta(days=29, hours=3)
    assert begin_sitting(person, dana, private, check_in=mine, now=midnight).state == "under_way"
