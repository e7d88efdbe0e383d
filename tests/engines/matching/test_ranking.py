"""The ranking equals brute force, and its order means what it says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.matching import (
    Filters,
    Need,
    Overlay,
    People,
    Person,
    Ranking,
    Requirement,
    brute_force,
    fit_one,
    pack,
    rank,
    why_not,
)
from techhire.engines.matching.ranking import FINEST, scale_for
from tests.engines.matching.worlds import SKILLS, TABLE, crowds, needs, overlays

FOUND = Filters(found=True)
HELP_DESK = Need(3, (Requirement(1, 3, 4), Requirement(2, 2, 2), Requirement(3, 2, 1, essential=False)))


def same(one: Ranking, other: Ranking) -> None:
    """Assert that two rankings agree in every number, bit for bit."""
    assert one.person_ids.tolist() == other.person_ids.tolist()
    assert one.place.tolist() == other.place.tolist()
    assert one.equal.tolist() == other.equal.tolist()
    assert one.tied_beyond == other.tied_beyond
    assert one.counted == other.counted
    for name in ("codes", "values", "shown", "unmet", "fit"):
        left, right = getattr(one.fits, name), getattr(other.fits, name)
        assert left.tolist() == right.tolist(), name


@settings(max_examples=60, deadline=None)
@given(crowds(), needs(), st.integers(1, 12), st.sampled_from([1, 3, 8, 64]), st.integers(1, 3))
def test_the_ranking_equals_brute_force_bit_for_bit(crowd, need, k, block, threads) -> None:
    people = People.build(crowd, block=block)
    same(rank(people, need, TABLE, k, threads=threads), brute_force(people, need, TABLE, k))


@settings(max_examples=40, deadline=None)
@given(crowds(), needs(), overlays(), st.sets(st.integers(1, 60), max_size=4), st.integers(1, 8))
def test_changed_gone_and_blocked_people_count_as_they_are_now(crowd, need, overlay, blocked, k) -> None:
    shut = tuple(blocked)
    people = People.build(crowd, block=8)
    fast = rank(people, need, TABLE, k, overlay=overlay, blocked=shut)
    same(fast, brute_force(people, need, TABLE, k, overlay=overlay, blocked=shut))
    assert not set(fast.person_ids.tolist()) & (blocked | set(overlay.removed.tolist()))


@settings(max_examples=60, deadline=None)
@given(crowds(), needs(), overlays())
def test_an_overlay_ranks_like_a_snapshot_built_anew(crowd, need, overlay) -> None:
    before = {person.id: person for person in crowd}
    people = People.build(crowd, block=8)
    gone = set(overlay.replaced.tolist())
    kept = People.build([p for one, p in before.items() if one not in gone], block=8)
    same(
        rank(people, need, TABLE, 9, overlay=overlay),
        rank(kept, need, TABLE, 9, overlay=Overlay(overlay.changed, overlay.removed)),
    )


@settings(max_examples=60, deadline=None)
@given(crowds(most=12), needs())
def test_one_person_on_a_page_has_the_numbers_of_the_ranking(crowd, need) -> None:
    by_id = {person.id: person for person in crowd}
    shown = rank(People.build(crowd), need, TABLE, 50)
    for row, person in enumerate(shown.person_ids.tolist()):
        one = fit_one(by_id[person].codes, need, TABLE)
        assert one.fit == shown.fit[row]
        assert one.unmet == shown.fits.unmet[row]
        assert one.values.tolist() == shown.fits.values[row].tolist()
    hidden = [p.id for p in crowd if p.id not in shown.person_ids]
    assert all(
        why_not(by_id[p].filters, need) or not fit_one(by_id[p].codes, need, TABLE).fit for p in hidden
    )


def test_brute_force_agrees_with_a_sum_done_by_hand() -> None:
    strong = Person(1, {1: pack(3, 60, 9), 2: pack(2, 40, 9), 3: pack(1, 90, 20)}, FOUND)
    result = brute_force(People.build([strong]), HELP_DESK, TABLE, 5)
    first = TABLE.values[3, 60 - 50 + 110, 9]
    second = TABLE.values[2, 40 - 30 + 110, 9]
    assert result.fit[0] == (16 * first + 8 * second + 1 * 0.35) / 25
    assert result.fits.unmet[0] == 0
    assert result.fits.shown[0].tolist() == [True, True, False]


def test_a_person_without_an_unmet_essential_stands_above_a_better_fit_that_lacks_one() -> None:
    need = Need(1, (Requirement(1, 2, 1), Requirement(2, 2, 10, essential=False), Requirement(3, 2, 10)))
    complete = Person(1, {1: pack(2, 33, 9), 3: pack(2, 33, 9)}, FOUND)
    brilliant = Person(2, {2: pack(3, 110, 0), 3: pack(3, 110, 0)}, FOUND)
    result = rank(People.build([brilliant, complete]), need, TABLE)
    assert result.person_ids.tolist() == [1, 2]
    assert result.group.tolist() == [0, 1]
    assert result.fit[0] < result.fit[1]


def test_two_essentials_unmet_and_three_are_one_group_ordered_by_fit() -> None:
    need = Need(1, tuple(Requirement(skill, 4) for skill in range(1, 6)) + (Requirement(6, 1, 50, False),))
    two = Person(1, {skill: pack(3, 100, 0) for skill in (1, 2, 3)}, FOUND)
    four = Person(2, {1: pack(3, 100, 0), 6: pack(3, 100, 0)}, FOUND)
    result = rank(People.build([two, four]), need, TABLE)
    assert result.fits.unmet.tolist() == [4, 2]
    assert result.group.tolist() == [2, 2]


def test_a_claimed_essential_is_unmet_however_bold() -> None:
    claimed = fit_one({1: pack(1, 110, 0), 2: pack(1, 110, 0)}, HELP_DESK, TABLE)
    assert claimed.unmet == 2
    assert claimed.fit == pytest.approx(0.35 * 24 / 25)


def test_a_skill_learned_on_the_job_never_counts() -> None:
    learned = HELP_DESK.learned_on_the_job(1)
    assert learned.skills.tolist() == [2, 3]
    assert fit_one({1: pack(3, 110, 0)}, learned, TABLE).fit == 0


def test_a_preferred_skill_weighs_a_quarter_of_an_essential_one() -> None:
    need = Need(1, (Requirement(1, 1, 8, essential=False), Requirement(2, 1, 2)))
    sure = pack(3, 110, 0)
    preferred, essential = fit_one({1: sure}, need, TABLE).fit, fit_one({2: sure}, need, TABLE).fit
    assert preferred == essential == pytest.approx(0.5)


def test_equals_share_a_place_and_those_cut_off_are_counted() -> None:
    twins = [Person(one, {1: pack(3, 60, 9)}, FOUND) for one in range(1, 8)]
    best = Person(90, {1: pack(3, 90, 9)}, FOUND)
    result = rank(People.build([*twins, best]), HELP_DESK, TABLE, 4)
    assert result.place.tolist() == [1, 2, 2, 2]
    assert result.equal.tolist() == [False, True, True, True]
    assert result.tied_beyond == 4


def test_the_last_one_shown_is_equal_to_the_first_one_cut_off() -> None:
    twins = [Person(one, {1: pack(3, 60, 9)}, FOUND) for one in (1, 2)]
    result = rank(People.build(twins), HELP_DESK, TABLE, 1)
    assert result.equal.tolist() == [True]
    assert result.tied_beyond == 1


def test_the_order_of_equals_differs_from_posting_to_posting() -> None:
    twins = People.build([Person(one, {1: pack(3, 60, 9)}, FOUND) for one in range(1, 30)])
    orders = {tuple(rank(twins, replace(HELP_DESK, posting=p), TABLE).person_ids.tolist()) for p in range(5)}
    assert len(orders) == 5


def test_people_who_have_shown_nothing_of_what_is_asked_are_not_ranked() -> None:
    people = People.build([Person(1, {9: pack(3, 60, 9)}, FOUND), Person(2, {}, FOUND)])
    result = rank(people, HELP_DESK, TABLE)
    assert len(result) == 0
    assert result.counted.considered == 2


def test_the_slightest_chance_is_enough_to_be_ranked() -> None:
    need = Need(1, (Requirement(1, 5),))
    faint = Person(1, {1: pack(2, 70, 0)}, FOUND)
    result = rank(People.build([faint]), need, TABLE)
    assert 0 < result.fit[0] < 1 / FINEST
    assert result.person_ids.tolist() == [1]


def test_a_posting_that_asks_for_nothing_on_day_one_ranks_nobody() -> None:
    people = People.build([Person(1, {1: pack(3, 60, 9)}, FOUND)])
    assert len(rank(people, Need(1, (Requirement(1, 2, day_one=False),)), TABLE)) == 0
    assert len(rank(people, Need(1, ()), TABLE)) == 0


def test_the_heaviest_posting_keeps_its_sums_within_24_bits() -> None:
    asked = tuple(Requirement(skill, 3, 100) for skill in range(255))
    need = Need(1, asked)
    scale = scale_for(need.total)
    assert scale >= 100 and scale * 255 * 400 < 2**24
    sure = Person(1, {skill: pack(3, 110, 0) for skill in range(255)}, FOUND)
    lacking = Person(2, {skill: pack(3, 110, 0) for skill in range(254)}, FOUND)
    people = People.build([lacking, sure])
    result = rank(people, need, TABLE)
    assert result.person_ids.tolist() == [1, 2]
    same(result, brute_force(people, need, TABLE))


def test_near_ties_that_whole_numbers_confuse_come_out_in_the_right_order() -> None:
    generator = np.random.default_rng(3)
    need = Need(1, tuple(Requirement(skill, 3, int(generator.integers(1, 101))) for skill in SKILLS))
    crowd = [
        Person(
            one,
            {s: pack(3, int(generator.integers(55, 60)), int(generator.integers(5, 7))) for s in SKILLS},
            FOUND,
        )
        for one in range(3000)
    ]
    people = People.build(crowd, block=512)
    for k in (1, 10, 200):
        same(rank(people, need, TABLE, k, threads=2), brute_force(people, need, TABLE, k))


def test_a_large_tie_grows_past_the_first_buffer() -> None:
    twins = People.build([Person(one, {1: pack(3, 60, 9)}, FOUND) for one in range(5000)], block=256)
    same(rank(twins, HELP_DESK, TABLE, 10), brute_force(twins, HELP_DESK, TABLE, 10))


def test_a_ranking_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        rank(People.build([]), HELP_DESK, TABLE, 0)


def test_no_people_make_an_empty_ranking() -> None:
    assert len(rank(People.build([]), HELP_DESK, TABLE)) == 0
