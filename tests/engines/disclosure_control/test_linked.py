"""Tables that are safe alone are judged together: what one says beside another may tell of a few people."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.disclosure_control import Inconsistent, Known, told_apart

BANDS = (0, 1, 2, 3)
GROUPS = ("women", "men")


def people(*groups: str, bands: tuple[int, ...] = BANDS) -> frozenset[tuple[str, int]]:
    return frozenset(product(groups or GROUPS, bands))


def exactly(parts: frozenset[tuple[str, int]], count: int) -> Known:
    return Known(parts, count, count)


def test_the_step_between_two_levels_is_told_by_both_of_them() -> None:
    reached = [exactly(people("women", bands=(2, 3)), 30), exactly(people("women", bands=(3,)), 26)]
    between = people("women", bands=(2,))
    assert told_apart(reached, [between]) == between
    assert told_apart(reached[:1], [between]) is None


def test_a_total_beside_all_other_groups_tells_the_one_left_out() -> None:
    few = people("men", bands=(0,))
    known = [exactly(people(bands=(0,)), 44), exactly(people("women", bands=(0,)), 40)]
    assert told_apart(known, [few]) == few
    assert told_apart(known[:1], [few]) is None


def test_nobody_at_all_is_a_small_number_too() -> None:
    nobody = people("men", bands=(0,))
    known = [exactly(people(bands=(0,)), 40), exactly(people("women", bands=(0,)), 40)]
    assert told_apart(known, [nobody]) == nobody


def test_two_ways_of_parting_the_same_people_are_tied() -> None:
    old, young = frozenset({"old"}), frozenset({"young"})
    known = [exactly(old, 50), exactly(people("women"), 47)]
    tie = Known(people(), 0, 0, minus=old | young)
    assert told_apart(known, [people("men")]) is None
    assert told_apart([*known, exactly(young, 2), tie], [people("men")]) == people("men")


@pytest.mark.parametrize(("high", "told"), [(8, True), (9, False), (20, False)])
def test_saying_at_most_is_harmless_from_the_minimum_on(high: int, told: bool) -> None:
    few = people("women", bands=(3,))
    known = [exactly(people("women"), 40), Known(few, 0, high)]
    assert (told_apart(known, [few]) == few) is told


def test_saying_at_least_tells_that_there_is_somebody() -> None:
    few = people("women", bands=(3,))
    assert told_apart([Known(few, 1, 40)], [few]) == few
    assert told_apart([Known(few, 0, 40)], [few]) is None


def test_where_nothing_is_shown_nothing_is_told() -> None:
    assert told_apart([], [people("women")]) is None


@given(st.lists(st.integers(0, 30), min_size=8, max_size=8), st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_cleared_could_be_any_small_number(counts: list[int], data: st.DataObject) -> None:
    """Where no set is told apart, there are counts that give all that is shown, with 0 people in it and with 9."""
    truth = dict(zip(sorted(people()), counts, strict=True))
    sums = data.draw(st.lists(st.sets(st.sampled_from(sorted(truth)), min_size=2), max_size=3))
    known = [exactly(frozenset(one), sum(truth[part] for part in one)) for one in sums]
    small = [frozenset({part}) for part, count in truth.items() if count < 10]
    if told_apart(known, small) is None:
        for target, wanted in product(small, (0, 9)):
            assert possible([*known, exactly(target, wanted)])


def possible(known: list[Known]) -> bool:
    """Whether some counts could give all of these."""
    try:
        told_apart(known, [frozenset({"anything"})])
    except Inconsistent:
        return False
    return True
