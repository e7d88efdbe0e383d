"""Tests that staff watch: how far everybody is, time that is given back, what does not count, and the end of a day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import (
    begin_sitting,
    open_question,
    resume_sitting,
    take_break,
)
from techhire.plays.assessments.actions.supervised import (
    close_test_day,
)
from techhire.plays.assessments.actions.voiding import give_time_back, void_sitting
from techhire.plays.assessments.models import Assessment, CheckIn, Sitting, TestDay
from techhire.plays.assessments.queries.test_days import (
    list_of,
)
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_test_day, able, answer_all, answer_next, checked_in
from tests.factories.matches import a_person

pytestmark = pytest.mark.django_db
STAFF = {"onramp", "onramp owner"}


def test_staff_see_how_far_everybody_is_and_never_how_well(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    answer_next(person, sitting, able(0), now)
    [row] = list_of(coach, day, now)
    [one] = row.watched
    assert (one.answered, one.at_most, one.is_open) == (1, 8, True)
    assert one.ends_at == now + timedelta(minutes=30) and one.break_minutes == 0
    assert not {"theta", "level", "points"} & set(vars(one))
    answer_all(person, sitting)
    [one] = list_of(coach, day, now)[0].watched
    assert one.ends_at is None and not one.is_open


def test_the_list_costs_the_same_however_long_it_is(
    coach: Actor,
    day: TestDay,
    community: Community,
    now: datetime,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _turn in range(12):
        checked_in(day, a_person(community))
    with django_assert_max_num_queries(6):
        assert len(list_of(coach, day, now)) == 12


def test_closing_a_day_closes_what_is_under_way_with_what_was_answered(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    for turn in range(4):
        answer_next(person, sitting, able(0), now + timedelta(minutes=turn))
    close_test_day(coach, day, now=now + timedelta(minutes=9))
    sitting.refresh_from_db()
    assert sitting.state == "finished" and sitting.stop_reason == "closed"
    assert Evidence.objects.count() == 1
    close_test_day(coach, day, now=now + timedelta(minutes=9))


def test_a_voided_test_does_not_count_says_why_and_can_be_taken_again_at_once(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana)
    ended = answer_all(person, begin_sitting(person, dana, private, check_in=mine, now=now))
    with pytest.raises(Refused):
        void_sitting(coach, ended, reason="too_quick", now=now)
    voided = void_sitting(coach, ended, reason="technical", now=now)
    assert voided.state == "voided" and voided.evidence is None
    assert Evidence.objects.get().state == "withdrawn"
    begin_sitting(person, dana, private, check_in=mine, now=now)


def test_only_who_watched_and_the_civic_lead_void(
    everybody: dict[str, Actor],
    person: Actor,
    dana: Seeker,
    day: TestDay,
    private: Assessment,
    practice: Assessment,
    now: datetime,
) -> None:
    mine = checked_in(day, dana)
    ended = answer_all(person, begin_sitting(person, dana, private, check_in=mine, now=now))
    for who, actor in everybody.items():
        if who in {*STAFF, "civic lead"}:
            Sitting.objects.filter(pk=ended.pk).update(state="finished")
            assert void_sitting(actor, ended, reason="identity", now=now).state == "voided"
        else:
            with pytest.raises(Refused):
                void_sitting(actor, ended, reason="identity", now=now)
    own = answer_all(person, begin_sitting(person, dana, practice, now=now))
    with pytest.raises(Refused):
        void_sitting(everybody["civic lead"], own, reason="identity", now=now)


def test_time_the_equipment_took_is_given_back_by_who_watches(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    later = now + timedelta(minutes=40)
    back = give_time_back(coach, sitting, minutes=10, now=later)
    assert back.ends_at == later + timedelta(minutes=10)
    assert open_question(person, sitting, now=later + timedelta(minutes=9)).state == "under_way"
    with pytest.raises(Refused):
        give_time_back(person, sitting, minutes=10, now=later)
    with pytest.raises(Refused):
        give_time_back(coach, sitting, minutes=1000, now=later)


def test_where_staff_watch_the_clock_runs_on_while_somebody_is_away(
    person: Actor, dana: Seeker, day: TestDay, private: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    open_question(person, sitting, now=now)
    take_break(person, sitting, now=now + timedelta(minutes=5))
    back = resume_sitting(person, sitting, now=now + timedelta(minutes=20))
    assert back.ends_at == now + timedelta(minutes=30)
    assert open_question(person, sitting, now=now + timedelta(minutes=31)).stop_reason == "time"


def test_a_break_somebody_asked_for_does_not_count_as_far_as_it_goes(
    person: Actor, dana: Seeker, day: TestDay, private: Assessment, now: datetime
) -> None:
    from techhire.plays.assessments.actions.accommodations import set_accommodation

    set_accommodation(person, dana, extra_time="1", breaks="10", now=now)
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    take_break(person, sitting, now=now + timedelta(minutes=5))
    back = resume_sitting(person, sitting, now=now + timedelta(minutes=11))
    assert back.ends_at == now + timedelta(minutes=36) and back.break_seconds == 240
    take_break(person, sitting, now=now + timedelta(minutes=12))
    back = resume_sitting(person, sitting, now=now + timedelta(minutes=22))
    assert back.ends_at == now + timedelta(minutes=40) and back.break_seconds == 0


def test_the_clock_closes_what_nobody_came_back_to(
    person: Actor, dana: Seeker, day: TestDay, private: Assessment, now: datetime
) -> None:
    from techhire.commons.ledger.schedule import tick

    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    for turn in range(4):
        answer_next(person, sitting, able(0), now + timedelta(minutes=turn))
    later = now + timedelta(minutes=50)
    tick(later)
    drain(lambda: later)
    sitting.refresh_from_db()
    assert sitting.state == "finished" and sitting.stop_reason == "time"
    assert Evidence.objects.filter(kind="proctored_test").exists()
    tomorrow = now + timedelta(days=1)
    tick(tomorrow)
    drain(lambda: tomorrow)
    day.refresh_from_db()
    assert day.state == "closed"


def test_erasing_a_record_deletes_practice_and_keeps_points_without_answers(
    person: Actor,
    dana: Seeker,
    day: TestDay,
    private: Assessment,
    practice: Assessment,
    onramp: Organization,
    now: datetime,
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now))
    answer_all(person, begin_sitting(person, dana, practice, now=now))
    begin_sitting(person, dana, practice, now=now)
    planned = a_test_day(onramp, private, state="planned")
    checked_in(planned, dana, confirmed=False)
    erase_seeker(person, dana, now=now)
    drain(lambda: now)
    assert [row.pk for row in Sitting.objects.all()] == [ended.pk]
    assert not ended.responses.exclude(answer=None).exists() and ended.responses.exists()
    assert not CheckIn.objects.filter(day=planned).exists()
