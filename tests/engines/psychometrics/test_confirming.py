"""Five answers beside an earlier result: what surprises, and what does not."""

from itertools import product
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.engines.psychometrics.confirming import chance_of_at_most, nearest
from techhire.engines.psychometrics.items import GRID, Item

FIVE = [Item(f"i{at}", 1.0, at / 2 - 1) for at in range(5)]


def test_the_chances_are_those_of_counting_every_way_to_answer() -> None:
    items = [Item("a", 1.2, -0.5), Item("b", 0.8, 0.4), Item("c", 1.0, 1.0, 0.2)]
    belief = np.exp(-0.5 * ((GRID - 0.3) / 0.4) ** 2)
    wanted = 0.0
    for theta, weight in zip(GRID, belief / belief.sum(), strict=True):
        right = [item.c + (1 - item.c) / (1 + exp(-item.a * (theta - item.b))) for item in items]
        for way in product((0, 1), repeat=3):
            if sum(way) <= 1:
                chance = np.prod([p if hit else 1 - p for p, hit in zip(right, way, strict=True)])
                wanted += weight * float(chance)
    assert chance_of_at_most(items, 1, 0.3, 0.4) == pytest.approx(wanted, abs=1e-12)


@given(theta=some.floats(-3, 3), se=some.floats(0.1, 1))
def test_more_points_are_never_less_likely_to_be_enough(theta: float, se: float) -> None:
    chances = [chance_of_at_most(FIVE, points, theta, se) for points in range(-1, 6)]
    assert chances == sorted(chances) and chances[0] == 0
    assert chances[-1] == pytest.approx(1)


def test_no_right_answer_surprises_after_a_high_result_and_not_after_a_low_one() -> None:
    assert chance_of_at_most(FIVE, 0, 2.0, 0.3) < 0.01
    assert chance_of_at_most(FIVE, 0, -2.0, 0.3) > 0.2


def test_graded_items_count_their_points() -> None:
    graded = [Item("g", 1.0, steps=(-1.0, 1.0))]
    assert chance_of_at_most(graded, 2, 0.0, 0.3) == pytest.approx(1)
    assert 0.4 < chance_of_at_most(graded, 1, 0.0, 0.3) < 0.9


def test_the_nearest_items_leave_out_what_is_not_offered() -> None:
    items = [*FIVE, Item("pilot", b=0.0, pilot=True), Item("gone", b=0.0, closed=True)]
    assert nearest(items, 0.1, 2) == ["i2", "i3"]


def test_without_items_or_an_error_there_is_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="without items"):
        chance_of_at_most([], 0, 0.0, 0.3)
    with pytest.raises(ValueError, match="above 0"):
        chance_of_at_most(FIVE, 0, 0.0, 0.0)
