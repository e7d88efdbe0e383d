"""More time and breaks: set without a reason, sealed, and beside no result, list or fact."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.accommodations import set_accommodation
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, Sitting, TestDay
from techhire.plays.assessments.queries.sittings import about_test, accommodation_of, held_tests
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test, answer_all, checked_in
from tests.factories.seekers import access

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("extra", "minutes"), [("1", 30), ("1.25", 38), ("1.5", 45), ("2", 60), ("open", None)]
)
def test_a_test_begun_from_now_on_has_the_persons_own_time(
    extra: str, minutes: int | None, person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    set_accommodation(person, dana, extra_time=extra, breaks="0", now=now)
    assert about_test(person, dana, practice, None, now).minutes == minutes
    sitting = begin_sitting(person, dana, practice, now=now)
    ends = None if minutes is None else now + timedelta(seconds=round(1800 * float(extra)))
    assert sitting.ends_at == ends


def test_a_test_under_way_keeps_its_time(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, practice, now=now)
    set_accommodation(person, dana, extra_time="2", breaks="open", now=now)
    sitting.refresh_from_db()
    assert sitting.ends_at == now + timedelta(minutes=30)


def test_only_the_person_and_their_coach_set_and_read_it(
    everybody: dict[str, Actor], dana: Seeker, now: datetime
) -> None:
    for who, actor in everybody.items():
        if who == "person":
            set_accommodation(actor, dana, extra_time="1.5", breaks="10", now=now)
            assert accommodation_of(actor, dana).extra_time == "1.5"
            continue
        with pytest.raises(Refused):
            set_accommodation(actor, dana, extra_time="1.5", breaks="10", now=now)
        with pytest.raises(Refused):
            accommodation_of(actor, dana)


def test_a_coach_sets_it_for_somebody_who_let_them(
    everybody: dict[str, Actor], dana: Seeker, day: TestDay, now: datetime
) -> None:
    access(dana, day.organization, "coaching")
    set_accommodation(everybody["onramp"], dana, extra_time="2", breaks="20", now=now)
    assert accommodation_of(everybody["person"], dana).breaks == "20"
    with pytest.raises(Refused):
        set_accommodation(everybody["onramp reader"], dana, extra_time="1", breaks="0", now=now)


@pytest.mark.parametrize(("field", "value"), [("extra_time", "17"), ("extra_time", ""), ("breaks", "-1")])
def test_made_up_times_are_refused(
    field: str, value: str, person: Actor, dana: Seeker, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        set_accommodation(person, dana, now=now, **{"extra_time": "1", "breaks": "0"} | {field: value})
    assert refusal.value.field == field


def test_nothing_of_it_is_in_the_database_in_plain_or_stays_beside_a_result(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    set_accommodation(person, dana, extra_time="1.25", breaks="20", now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT extra_time, breaks FROM assessments_accommodation")
        assert not {"1.25", "20"} & set(map(str, cursor.fetchone()))
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    assert sitting.break_seconds == 1200
    ended = answer_all(person, sitting)
    assert ended.ends_at is None and ended.break_seconds is None and ended.item_seconds is None
    assert not any(word in str(ended.rules) for word in ("1.25", "1200", "breaks", "extra"))
    assert Fact.objects.get(name="AccommodationSet").data == {"seeker_id": dana.pk}


def test_two_people_with_different_time_have_the_same_result(
    person: Actor, dana: Seeker, now: datetime
) -> None:
    test = a_test(a_bank(), seconds=600)
    results = []
    for extra in ("1", "open"):
        set_accommodation(person, dana, extra_time=extra, breaks="open", now=now)
        ended = answer_all(person, begin_sitting(person, dana, test, seed=4, now=now))
        kept = (
            "theta",
            "se",
            "level",
            "level_sd",
            "stop_reason",
            "state",
            "open_bank",
            "ends_at",
            "break_seconds",
        )
        results.append({name: getattr(ended, name) for name in kept})
        Sitting.objects.all().update(made_at=now - timedelta(days=9), state="voided")
        ended.responses.all().delete()
    assert results[0] == results[1]


def test_the_persons_own_file_holds_their_tests_and_no_key(
    everybody: dict[str, Actor], dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    person = everybody["person"]
    access(dana, day.organization, "coaching")
    set_accommodation(person, dana, extra_time="1.5", breaks="10", now=now)
    answer_all(person, begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now))
    held = held_tests(person, dana)
    assert held["time_for_tests"] == {"extra_time": "1.5", "breaks": "10"}
    assert [row["state"] for row in held["tests"]] == ["finished"] and held["answers"]
    assert not {"points", "key", "theta"} & (held["answers"][0].keys() | held["tests"][0].keys())
    for who, actor in everybody.items():
        if who != "person":
            with pytest.raises(Refused):
                held_tests(actor, dana)
