"""Hard conditions: what keeps a person out, what does not, and what nobody may be able to turn."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings

from techhire.engines.matching import (
    Answer,
    Filters,
    Mode,
    Need,
    People,
    Person,
    Reason,
    Requirement,
    Travel,
    Unknown,
    filtered_total,
    minutes_to,
    pack,
    rank,
    unknowns,
    why_not,
)
from techhire.engines.matching.travel import straight_miles
from tests.engines.matching.worlds import SPOTS, TABLE, crowds, needs

OPEN = Filters(
    found=True,
    place=SPOTS[0],
    minutes=60,
    remote_ok=False,
    authorized=Answer.YES,
    needs_sponsorship=Answer.NO,
    schedule=0b011,
    pay_floor=1800,
    available_from=100,
)
JOB = Need(
    1,
    (Requirement(1, 2),),
    place=SPOTS[1],
    pay_max=2400,
    schedule=0b001,
    start_day=120,
    sponsorship=False,
)


@settings(max_examples=60, deadline=None)
@given(crowds(), needs())
def test_the_kernel_and_the_reasons_told_agree_on_everyone(crowd, need) -> None:
    need = replace(need, requirements=(Requirement(1, 1),))
    known = [replace(person, codes={1: pack(3, 110, 0)}) for person in crowd]
    shown = rank(People.build(known, block=8), need, TABLE, 500)
    free = {person.id for person in known if not why_not(person.filters, need)}
    assert set(shown.person_ids.tolist()) == free
    found = sum(person.filters.found for person in known)
    assert (shown.counted.considered, shown.counted.filtered) == (found, found - len(free))


@settings(max_examples=40, deadline=None)
@given(crowds(), needs())
def test_the_total_by_itself_is_the_total_of_the_ranking(crowd, need) -> None:
    people = People.build(crowd, block=8)
    blocked = tuple(person.id for person in crowd[:3])
    counted = rank(people, need, TABLE, blocked=blocked, threads=2).counted
    assert filtered_total(people, need, blocked=blocked) == counted


def test_someone_who_meets_every_condition_has_no_reason_and_nothing_unknown() -> None:
    assert why_not(OPEN, JOB) == []
    assert unknowns(OPEN, JOB) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"found": False}, Reason.HIDDEN),
        ({"minutes": 5}, Reason.TRAVEL),
        ({"mode": Mode.NONE}, Reason.TRAVEL),
        ({"authorized": Answer.NO}, Reason.AUTHORIZATION),
        ({"needs_sponsorship": Answer.YES}, Reason.SPONSORSHIP),
        ({"schedule": 0b010}, Reason.SCHEDULE),
        ({"pay_floor": 2401}, Reason.PAY),
        ({"available_from": 121}, Reason.AVAILABILITY),
    ],
)
def test_each_condition_is_told_by_its_own_reason(change, reason) -> None:
    assert why_not(replace(OPEN, **change), JOB) == [reason]


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        ({"place": None}, Unknown.PLACE),
        ({"pay_max": None}, Unknown.PAY),
        ({"schedule": None}, Unknown.SCHEDULE),
        ({"start_day": None}, Unknown.START),
    ],
)
def test_what_a_posting_does_not_say_keeps_nobody_out_and_is_told(change, unknown) -> None:
    silent = replace(JOB, **change)
    picky = replace(OPEN, minutes=0, pay_floor=9000, schedule=0b100, available_from=9999)
    before, after = set(why_not(picky, JOB)), set(why_not(picky, silent))
    assert len(before - after) == 1
    assert unknown in unknowns(picky, silent)


@pytest.mark.parametrize("change", [{"place": None}, {"minutes": None}])
def test_a_person_who_did_not_say_where_or_how_far_is_not_kept_out(change) -> None:
    silent = replace(OPEN, **change)
    assert why_not(silent, JOB) == []
    assert Unknown.TRAVEL in unknowns(silent, JOB)


def test_a_remote_job_asks_for_travel_only_from_those_who_do_not_work_remotely() -> None:
    far = replace(OPEN, minutes=1)
    remote = replace(JOB, remote=True)
    assert why_not(replace(far, remote_ok=True), remote) == []
    assert why_not(far, remote) == [Reason.TRAVEL]
    assert why_not(far, replace(remote, place=None)) == [Reason.REMOTE]


def test_offered_sponsorship_lets_in_who_is_not_yet_authorized_and_needs_it() -> None:
    newcomer = replace(OPEN, authorized=Answer.NO, needs_sponsorship=Answer.YES)
    assert why_not(newcomer, replace(JOB, sponsorship=True)) == []
    assert why_not(newcomer, replace(JOB, sponsorship=None)) == [Reason.AUTHORIZATION]
    assert why_not(replace(newcomer, needs_sponsorship=Answer.NO), replace(JOB, sponsorship=True)) == [
        Reason.AUTHORIZATION
    ]


def test_travel_is_straight_miles_with_a_detour_at_the_speed_of_car_or_transit() -> None:
    miles = straight_miles(np.array([SPOTS[0][0]]), np.array([SPOTS[0][1]]), SPOTS[1])[0]
    assert miles == pytest.approx(14.79, abs=0.05)
    assert minutes_to(OPEN, JOB) == round(miles * 1.3 / 25 * 60)
    assert minutes_to(replace(OPEN, mode=Mode.TRANSIT), JOB) == round(miles * 1.3 / 10 * 60)
    assert minutes_to(OPEN, JOB, Travel(detour=1.0, car_mph=50)) == round(miles / 50 * 60)


def test_a_degree_of_latitude_is_about_sixty_nine_miles() -> None:
    assert straight_miles(np.array([41.0]), np.array([-75.0]), (40.0, -75.0))[0] == pytest.approx(
        69.09, abs=0.01
    )


def test_the_minutes_told_are_the_minutes_compared() -> None:
    minutes = minutes_to(OPEN, JOB)
    assert minutes is not None
    assert why_not(replace(OPEN, minutes=minutes), JOB) == []
    assert why_not(replace(OPEN, minutes=minutes - 1), JOB) == [Reason.TRAVEL]


def test_people_far_away_are_counted_though_their_region_is_not_looked_at() -> None:
    far = [Person(one, {1: pack(3, 90, 3)}, replace(OPEN, place=SPOTS[3])) for one in range(1, 20)]
    near = [Person(one, {1: pack(3, 90, 3)}, OPEN) for one in range(30, 35)]
    counted = rank(People.build([*far, *near], block=4), JOB, TABLE).counted
    assert (counted.considered, counted.filtered) == (24, 19)


def test_conditions_never_move_anyone_within_the_order() -> None:
    codes = {1: pack(3, 50, 9)}
    plain = [Person(one, codes, OPEN) for one in range(1, 20)]
    varied = [
        Person(
            p.id, codes, replace(OPEN, pay_floor=p.id, minutes=60 + p.id, available_from=p.id, schedule=0b111)
        )
        for p in plain
    ]
    first, second = (rank(People.build(crowd), JOB, TABLE) for crowd in (plain, varied))
    assert first.person_ids.tolist() == second.person_ids.tolist()
    assert first.fit.tolist() == second.fit.tolist()


def test_a_person_holds_nothing_but_codes_conditions_and_a_number() -> None:
    assert {field.name for field in fields(Person)} == {"id", "codes", "filters"}
    assert {field.name for field in fields(Filters)} == {
        "found",
        "place",
        "minutes",
        "mode",
        "remote_ok",
        "authorized",
        "needs_sponsorship",
        "schedule",
        "pay_floor",
        "available_from",
    }


@pytest.mark.parametrize("change", [{"minutes": 70_000}, {"schedule": 1 << 16}, {"pay_floor": -1}])
def test_a_condition_that_cannot_be_stored_is_refused(change) -> None:
    with pytest.raises(ValueError):
        replace(OPEN, **change)
