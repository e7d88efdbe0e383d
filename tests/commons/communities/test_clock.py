"""Days are those of the community's own clock, through the nights on which clocks are set."""

from datetime import UTC, date, datetime

import pytest

from techhire.commons.communities.actions import create_community
from techhire.commons.permits import Actor
from tests.factories.communities import CommunityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/Chicago", "2026-03-03T05:59", "2026-03-02"),
        ("America/Chicago", "2026-03-03T06:00", "2026-03-03"),
        ("America/Chicago", "2026-03-09T04:59", "2026-03-08"),
        ("America/Chicago", "2026-03-09T05:00", "2026-03-09"),
        ("Pacific/Honolulu", "2026-03-03T09:59", "2026-03-02"),
        ("America/Puerto_Rico", "2026-03-03T04:00", "2026-03-03"),
    ],
)
def test_a_day_begins_at_the_communitys_midnight(zone: str, moment: str, day: str) -> None:
    community = CommunityFactory(time_zone=zone)
    assert community.day_of(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == date.fromisoformat(day)


def test_the_last_second_of_a_day_is_still_that_day() -> None:
    community = CommunityFactory(time_zone="America/Denver")
    end = community.end_of(date(2026, 3, 7))
    assert end.isoformat() == "2026-03-07T23:59:59-07:00"
    assert community.day_of(end) == date(2026, 3, 7)


def test_a_community_made_in_the_last_night_of_a_month_begins_with_that_month() -> None:
    now = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
    made = create_community(Actor.system(), slug="river", name="River", now=now)
    later = create_community(
        Actor.system(), slug="isle", name="Isle", time_zone="America/Puerto_Rico", now=now.replace(hour=4)
    )
    assert (made.as_of, later.as_of) == (date(2026, 2, 1), date(2026, 3, 1))
