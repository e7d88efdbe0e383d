"""Test days: who may hold one, the list, checking in, codes for borrowed computers, and what does not count."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import (
    begin_sitting,
    open_question,
    resume_sitting,
    take_break,
)
from techhire.plays.assessments.actions.supervised import (
    change_test_day,
    close_test_day,
    confirm_from_paper,
    confirm_identity,
    give_code,
    list_person,
    open_test_day,
    plan_test_day,
    take_back_identity,
    unlist_person,
    use_code,
)
from techhire.plays.assessments.actions.voiding import give_time_back, void_sitting
from techhire.plays.assessments.models import Assessment, CheckIn, Sitting, TestDay
from techhire.plays.assessments.queries.sittings import open_sitting, sitting_numbered
from techhire.plays.assessments.queries.test_days import (
    actor_with_code,
    day_numbered,
    days_for,
    days_of,
    list_of,
    opened_with_code,
    person_who_came,
)
from techhire.plays.assessments.rules.supervised import may_plan_test_day
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_bank, a_test, a_test_day, able, answer_all, answer_next, checked_in
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
    said = {"place": "Room 3", "starts_at": now, "seats": 4, "assessments": [private], "now": now}
    for who, actor in everybody.items():
        assert may_plan_test_day(actor, onramp).allowed is (who in STAFF), who
        if who in STAFF:
            continue
        for deed in (
            lambda actor=actor: plan(actor, onramp, private, now),
            lambda actor=actor: change_test_day(actor, day, **said),
            lambda actor=actor: open_test_day(actor, day, now=now),
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


def test_practice_and_tests_of_others_are_not_given_at_a_test_day(
    coach: Actor, onramp: Organization, practice: Assessment, elsewhere: Community, now: datetime
) -> None:
    for test in (practice, a_test(a_bank(elsewhere)), a_test(a_bank(onramp.community), state="draft")):
        with pytest.raises(Refused, match="one of the tests"):
            plan(coach, onramp, test, now)


def test_readers_look_and_nobody_else_does(
    everybody: dict[str, Actor], day: TestDay, onramp: Organization
) -> None:
    lookers = {*STAFF, "onramp reader"}
    for who, actor in everybody.items():
        assert (day_numbered(actor, day.pk) is not None) is (who in lookers), who
        assert bool(days_of(actor, onramp)) is (who in lookers), who
        if who not in lookers:
            with pytest.raises(Refused):
                list_of(actor, day)


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


def test_a_code_opens_the_tests_of_one_person_and_nothing_else(
    dana: Seeker, coach: Actor, day: TestDay, private: Assessment, community: Community, now: datetime
) -> None:
    mine, other = checked_in(day, dana), checked_in(day, a_person(community))
    code = give_code(coach, mine, now=now)
    visitor = Actor(community_id=community.pk)
    used = use_code(visitor, f" {code.replace('-', ' ')} ", now=now + timedelta(minutes=29))
    assert used == mine
    taker = actor_with_code(community, {"check_in": used.pk, "hash": used.code_hash})
    assert taker is not None and taker.account_id is None
    row = opened_with_code(taker)
    assert row is not None and row.check_in == mine and row.waiting == [private]
    sitting = begin_sitting(taker, dana, private, check_in=mine, now=now)
    assert open_sitting(taker) == sitting
    with pytest.raises(Refused):
        begin_sitting(taker, other.seeker, private, check_in=other, now=now)
    ended = answer_all(taker, sitting)
    assert sitting_numbered(taker, ended.pk) == ended and Evidence.objects.get().seeker == dana


def test_a_code_is_used_once_in_time_and_ended_by_a_newer_one(
    dana: Seeker, coach: Actor, day: TestDay, community: Community, now: datetime
) -> None:
    mine, visitor = checked_in(day, dana), Actor(community_id=community.pk)
    code = give_code(coach, mine, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, code, now=now + timedelta(minutes=31))
    used = use_code(visitor, code, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, code, now=now)
    kept = {"check_in": used.pk, "hash": used.code_hash}
    assert actor_with_code(community, kept) is not None
    newer = give_code(coach, mine, now=now)
    assert actor_with_code(community, kept) is None
    close_test_day(coach, day, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, newer, now=now)


@pytest.mark.parametrize("typed", ["", "1234", "abcd-efgh", "0000-0000", "١٢٣٤٥٦٧٨", "\x00", "1" * 5000])
def test_a_wrong_code_opens_nothing(typed: str, community: Community, day: TestDay, now: datetime) -> None:
    with pytest.raises(Refused, match="does not open"):
        use_code(Actor(community_id=community.pk), typed, now=now)


@pytest.mark.parametrize(
    "kept", [None, "x", {}, {"check_in": "1", "hash": ""}, {"check_in": 1, "hash": "no"}]
)
def test_what_a_session_made_up_is_nobody(
    kept: object, community: Community, day: TestDay, dana: Seeker
) -> None:
    checked_in(day, dana)
    assert actor_with_code(community, kept) is None


def test_a_code_of_another_community_opens_nothing_here(
    dana: Seeker, coach: Actor, day: TestDay, elsewhere: Community, now: datetime
) -> None:
    code = give_code(coach, checked_in(day, dana), now=now)
    with pytest.raises(Refused):
        use_code(Actor(community_id=elsewhere.pk), code, now=now)


def test_the_code_itself_is_kept_nowhere(dana: Seeker, coach: Actor, day: TestDay, now: datetime) -> None:
    code = give_code(coach, checked_in(day, dana), now=now)
    assert code not in str(CheckIn.objects.values().get())
    assert not any(code in str(fact.data) for fact in Fact.objects.all())


def test_staff_see_how_far_everybody_is_and_never_how_well(
    person: Actor, dana: Seeker, coach: Actor, day: TestDay, private: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    answer_next(person, sitting, able(0), now)
    [row] = list_of(coach, day)
    [one] = row.watched
    assert (one.answered, one.at_most, one.is_open) == (1, 8, True)
    assert one.ends_at == now + timedelta(minutes=30) and one.break_minutes == 0
    assert not {"theta", "level", "points"} & set(vars(one))
    answer_all(person, sitting)
    [one] = list_of(coach, day)[0].watched
    assert one.ends_at is None and not one.is_open


def test_the_list_costs_the_same_however_long_it_is(
    coach: Actor,
    day: TestDay,
    community: Community,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _turn in range(12):
        checked_in(day, a_person(community))
    with django_assert_max_num_queries(5):
        assert len(list_of(coach, day)) == 12


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
