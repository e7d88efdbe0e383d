"""Test days: who may hold one, who is on the list, and who staff make sure of before a test begins."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import (
    begin_sitting,
)
from techhire.plays.assessments.actions.supervised import (
    change_test_day,
    close_check_in,
    close_test_day,
    confirm_from_paper,
    confirm_identity,
    give_code,
    list_person,
    open_test_day,
    plan_test_day,
    take_back_identity,
    unlist_person,
)
from techhire.plays.assessments.models import Assessment, CheckIn, TestDay
from techhire.plays.assessments.queries.test_days import (
    day_numbered,
    days_for,
    days_of,
    list_of,
    person_who_came,
)
from techhire.plays.assessments.rules.supervised import may_plan_test_day
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_bank, a_test, answer_all, checked_in
from tests.factories.matches import a_person

pytestmark = pytest.mark.django_db
STAFF = {"onramp", "onramp owner"}


def plan(actor: Actor, onramp: Organization, test: Assessment, now: datetime, **changes: Any) -> TestDay:
    said = {"place": "Room 12", "starts_at": now + timedelta(days=3), "seats": 2, "assessments": [test]}
    return plan_test_day(actor, onramp, now=now, **said | changes)


def test_only_staff_of_the_onramp_plan_change_open_and_close(
    everybody: dict[str, Actor], onramp: Organization, private: Assessment, coach: Actor, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    opened = open_test_day(coach, plan(coach, onramp, private, now, starts_at=now), now=now)
    said = {"place": "Room 3", "starts_at": now, "seats": 4, "assessments": [private], "now": now}
    for who, actor in everybody.items():
        assert may_plan_test_day(actor, onramp).allowed is (who in STAFF), who
        if who in STAFF:
            continue
        for deed in (
            lambda actor=actor: plan(actor, onramp, private, now),
            lambda actor=actor: change_test_day(actor, day, **said),
            lambda actor=actor: open_test_day(actor, day, now=now),
            lambda actor=actor: close_check_in(actor, opened, now=now),
            lambda actor=actor: close_test_day(actor, day, now=now),
        ):
            with pytest.raises(Refused):
                deed()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "  "}, "place"),
        ({"seats": 0}, "seats"),
        ({"seats": 100_000}, "seats"),
        ({"assessments": []}, "assessments"),
        ({"starts_at": datetime.fromisoformat("2020-01-01T10:00+00:00")}, "starts_on"),
        ({"starts_at": datetime.fromisoformat("9999-12-31T23:59+00:00")}, "starts_on"),
    ],
)
def test_what_cannot_be_a_test_day_is_refused_beside_its_field(
    changes: dict[str, Any],
    field: str,
    coach: Actor,
    onramp: Organization,
    private: Assessment,
    now: datetime,
) -> None:
    with pytest.raises(Refused) as refusal:
        plan(coach, onramp, private, now, **changes)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "when", ["1800-01-01T10:00+00:00", "2020-01-01T10:00+00:00", "2199-01-01T10:00+00:00"]
)
def test_a_day_is_moved_neither_into_the_past_nor_out_of_sight(
    when: str, coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    said = {"place": "Room 12", "seats": 2, "assessments": [private], "now": now}
    with pytest.raises(Refused) as refusal:
        change_test_day(coach, day, starts_at=datetime.fromisoformat(when), **said)
    assert refusal.value.field == "starts_on"
    day.refresh_from_db()
    assert day.starts_at == now + timedelta(days=3)


def test_a_day_under_way_changes_in_everything_else_and_keeps_its_moment(
    coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    began = now.replace(second=7)
    day = open_test_day(coach, plan(coach, onramp, private, now, starts_at=began), now=now)
    later, typed = now + timedelta(hours=20), began.replace(second=0)
    said = {"place": "Room 3", "seats": 4, "assessments": [private], "now": later}
    changed = change_test_day(coach, day, starts_at=typed, **said)
    assert (changed.place, changed.seats, changed.starts_at) == ("Room 3", 4, began)
    with pytest.raises(Refused, match="has passed"):
        change_test_day(coach, day, starts_at=typed - timedelta(minutes=1), **said)


def test_a_day_keeps_a_seat_for_everybody_on_the_list_and_loses_nobodys_change(
    coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    for _unused in range(2):
        list_person(coach, day, a_person(onramp.community), now=now)
    said = {"place": "Room 3", "starts_at": day.starts_at, "assessments": [private], "now": now}
    with pytest.raises(Refused, match="2 people are on the list") as refusal:
        change_test_day(coach, day, seats=1, **said)
    assert refusal.value.field == "seats"
    changed = change_test_day(coach, day, seats=2, expected_version=day.version, **said)
    assert (changed.seats, changed.version) == (2, day.version + 1)
    with pytest.raises(Refused, match="Somebody else changed this"):
        change_test_day(coach, day, seats=9, expected_version=day.version, **said)
    assert TestDay.objects.get().seats == 2


def test_practice_and_tests_of_others_are_not_given_at_a_test_day(
    coach: Actor, onramp: Organization, practice: Assessment, elsewhere: Community, now: datetime
) -> None:
    for test in (practice, a_test(a_bank(elsewhere)), a_test(a_bank(onramp.community), state="draft")):
        with pytest.raises(Refused, match="one of the tests"):
            plan(coach, onramp, test, now)


def test_readers_look_and_nobody_else_does(
    everybody: dict[str, Actor], day: TestDay, onramp: Organization, now: datetime
) -> None:
    lookers = {*STAFF, "onramp reader"}
    for who, actor in everybody.items():
        assert (day_numbered(actor, day.pk) is not None) is (who in lookers), who
        assert bool(days_of(actor, onramp)) is (who in lookers), who
        if who not in lookers:
            with pytest.raises(Refused):
                list_of(actor, day, now)


def test_the_list_has_numbers_seats_and_everybody_once(
    coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    first, second, third = (a_person(onramp.community) for _ in range(3))
    assert [list_person(coach, day, one, now=now).number for one in (first, second, first)] == [1, 2, 1]
    with pytest.raises(Refused, match="Every seat"):
        list_person(coach, day, third, now=now)
    unlist_person(coach, CheckIn.objects.get(seeker=first), now=now)
    assert list_person(coach, day, third, now=now).number == 3


def test_a_person_puts_themself_on_the_list_and_off_it(
    person: Actor, dana: Seeker, coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    assert [own.check_in for own in days_for(person, dana, now)] == [None]
    mine = list_person(person, day, dana, now=now)
    assert [own.check_in for own in days_for(person, dana, now)] == [mine]
    with pytest.raises(Refused):
        confirm_identity(person, mine, how="known", now=now)
    unlist_person(person, mine, now=now)
    assert not CheckIn.objects.exists()


def test_nobody_puts_others_on_a_list_or_people_of_another_community(
    everybody: dict[str, Actor], day: TestDay, coach: Actor, elsewhere: Community, now: datetime
) -> None:
    somebody = a_person(day.organization.community)
    for who, actor in everybody.items():
        if who not in STAFF:
            with pytest.raises(Refused):
                list_person(actor, day, somebody, now=now)
    with pytest.raises(Refused):
        list_person(coach, day, a_person(elsewhere), now=now)


def test_staff_find_somebody_by_the_code_they_read_out(
    everybody: dict[str, Actor], dana: Seeker, onramp: Organization, coach: Actor, elsewhere: Community
) -> None:
    assert person_who_came(coach, onramp, f" {dana.code.lower()} ") == dana
    assert person_who_came(coach, onramp, a_person(elsewhere).code) is None
    assert person_who_came(coach, onramp, "\x00") is None
    for who, actor in everybody.items():
        if who not in STAFF:
            with pytest.raises(Refused):
                person_who_came(actor, onramp, dana.code)


def test_a_test_begins_only_after_staff_made_sure_who_it_is(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana, confirmed=False)
    with pytest.raises(Refused, match="check you in"):
        begin_sitting(person, dana, private, check_in=mine, now=now)
    with pytest.raises(Refused) as refusal:
        confirm_identity(coach, mine, how="passport 123", now=now)
    assert refusal.value.field == "how"
    mine = confirm_identity(coach, mine, how="photo", now=now)
    sitting = begin_sitting(person, dana, private, check_in=mine, now=now)
    assert sitting.given_by == day.organization and sitting.supervised == mine


def test_check_in_opens_on_the_day_as_the_community_counts_days(
    coach: Actor, onramp: Organization, private: Assessment, now: datetime
) -> None:
    day = plan(coach, onramp, private, now)
    midnight = onramp.community.start_of(onramp.community.day_of(day.starts_at))
    with pytest.raises(Refused, match="on the day itself"):
        open_test_day(coach, day, now=midnight - timedelta(seconds=1))
    assert open_test_day(coach, day, now=midnight).state == "open"


def test_check_in_closes_again_until_somebody_has_begun(
    coach: Actor, person: Actor, dana: Seeker, day: TestDay, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana)
    give_code(coach, mine, now=now)
    assert close_check_in(coach, day, now=now).state == "planned"
    mine.refresh_from_db()
    assert (mine.confirmed_at, mine.how, mine.code_hash) == (None, "", "")
    with pytest.raises(Refused, match="not open"):
        close_check_in(coach, day, now=now)
    open_test_day(coach, day, now=day.starts_at)
    mine = confirm_identity(coach, mine, how="photo", now=day.starts_at)
    begin_sitting(person, dana, private, check_in=mine, now=day.starts_at)
    with pytest.raises(Refused, match="has begun a test"):
        close_check_in(coach, day, now=day.starts_at)
    day.refresh_from_db()
    assert day.state == "open"


def test_nobody_begins_by_a_place_they_held_before_check_in_was_closed(
    coach: Actor, person: Actor, day: TestDay, dana: Seeker, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana)
    close_check_in(coach, TestDay.objects.get(pk=day.pk), now=now)
    assert mine.confirmed_at is not None and mine.day.state == "open"
    with pytest.raises(Refused):
        begin_sitting(person, dana, private, check_in=mine, now=now)


def test_check_in_is_for_staff_of_this_onramp_alone(
    everybody: dict[str, Actor], day: TestDay, dana: Seeker, now: datetime
) -> None:
    mine = checked_in(day, dana)
    for who, actor in everybody.items():
        if who in STAFF:
            continue
        for deed in (
            lambda actor=actor: confirm_identity(actor, mine, how="photo", now=now),
            lambda actor=actor: take_back_identity(actor, mine, now=now),
            lambda actor=actor: give_code(actor, mine, now=now),
            lambda actor=actor: confirm_from_paper(actor, day, came={mine.pk: "photo"}, now=now),
        ):
            with pytest.raises(Refused):
                deed()


def test_what_was_finished_before_the_paper_list_came_in_counts_then(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana)
    sitting = begin_sitting(person, dana, private, check_in=mine, now=now)
    take_back_identity(coach, mine, now=now)
    answer_all(person, sitting)
    close_test_day(coach, day, now=now)
    assert not Evidence.objects.exists()
    assert confirm_from_paper(coach, day, came={mine.pk: "known"}, now=now + timedelta(days=1)) == 1
    assert Evidence.objects.get().kind == "proctored_test"
    assert confirm_from_paper(coach, day, came={mine.pk: "known"}, now=now + timedelta(days=1)) == 0


def test_long_after_the_day_nobody_says_who_was_there(
    coach: Actor, dana: Seeker, day: TestDay, now: datetime
) -> None:
    mine = checked_in(day, dana, confirmed=False)
    close_test_day(coach, day, now=now)
    with pytest.raises(Refused, match="too long ago"):
        confirm_from_paper(coach, day, came={mine.pk: "known"}, now=now + timedelta(days=8))


def test_a_confirmation_is_not_taken_back_under_a_finished_test(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    mine = checked_in(day, dana)
    answer_all(person, begin_sitting(person, dana, private, check_in=mine, now=now))
    with pytest.raises(Refused, match="finished already"):
        take_back_identity(coach, mine, now=now)
    with pytest.raises(Refused, match="begun"):
        unlist_person(coach, mine, now=now)
