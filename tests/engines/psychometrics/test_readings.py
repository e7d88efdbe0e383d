"""Ratings of one piece of work combined: the error comes from pairs, is never 0, and severity shows."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.engines.psychometrics.agreement import intraclass
from techhire.engines.psychometrics.readings import (
    ASSUMED_SD,
    ENOUGH_PAIRS,
    combine,
    differ,
    overall,
    reading_error,
    rounding_sd,
    severities,
)

levels = some.floats(1, 5)
weights = some.lists(some.integers(1, 100), min_size=1, max_size=8)


def test_one_reading_is_the_weighted_mean_of_its_levels() -> None:
    assert overall([2, 4], [1, 1]) == 3
    assert overall([2, 4], [3, 1]) == 2.5
    with pytest.raises(ValueError, match="level"):
        overall([], [])
    with pytest.raises(ValueError, match="weight"):
        overall([2, 3], [1, 0])


def test_without_pairs_the_assumed_error_stands_and_with_enough_it_has_no_say() -> None:
    none = reading_error([])
    assert (none.sd, none.pairs, none.assumed) == (ASSUMED_SD, 0, 1)
    half = reading_error([(3, 3)] * (ENOUGH_PAIRS // 2))
    assert half.assumed == 0.5 and half.sd == pytest.approx(ASSUMED_SD / 2**0.5)
    full = reading_error([(2, 3)] * ENOUGH_PAIRS)
    assert full.assumed == 0 and full.sd == pytest.approx(0.5**0.5)
    assert reading_error([(2, 3)] * 200).sd == full.sd


def test_the_error_is_the_mean_square_within_pieces_of_a_one_way_layout() -> None:
    pairs = [(2.0, 2.5), (3.0, 2.0), (4.5, 4.0), (1.0, 1.5)] * 6
    found = intraclass(pairs)
    assert found is not None
    means = [(a + b) / 2 for a, b in pairs]
    grand = sum(means) / len(means)
    between = 2 * sum((mean - grand) ** 2 for mean in means) / (len(pairs) - 1)
    within = reading_error(pairs).sd ** 2
    assert found.one_random == pytest.approx((between - within) / (between + within))


def test_the_true_error_of_made_up_assessors_comes_back() -> None:
    dice = random.Random(7)
    truth = [dice.uniform(1.5, 4.5) for _piece in range(4000)]
    pairs = [(level + dice.gauss(0, 0.4), level + dice.gauss(0, 0.4)) for level in truth]
    assert reading_error(pairs).sd == pytest.approx(0.4, abs=0.01)


def test_full_agreement_leaves_what_whole_levels_hide() -> None:
    error = reading_error([(3, 3)] * ENOUGH_PAIRS)
    assert error.sd == 0
    told = combine([3.0, 3.0], reading_sd=error.sd, least_sd=rounding_sd([1, 1, 1, 1]))
    assert told.se == pytest.approx((1 / 48) ** 0.5 / 2**0.5)
    assert rounding_sd([1]) == pytest.approx((1 / 12) ** 0.5)


@given(some.lists(levels, min_size=1, max_size=4), some.floats(0, 2), weights)
def test_the_standard_error_is_never_0_and_the_level_lies_between_the_readings(
    overalls: list[float], sd: float, weighted: list[int]
) -> None:
    told = combine(overalls, reading_sd=sd, least_sd=rounding_sd(weighted))
    assert told.se > 0
    assert min(overalls) - 1e-9 <= told.level <= max(overalls) + 1e-9


@given(levels, some.floats(0.05, 2))
def test_a_second_reading_makes_it_surer(level: float, sd: float) -> None:
    one = combine([level], reading_sd=sd, least_sd=0.01)
    two = combine([level, level], reading_sd=sd, least_sd=0.01)
    assert two.se < one.se and two.level == pytest.approx(one.level)


def test_three_readers_who_differ_widely_count_by_their_own_spread() -> None:
    told = combine([1.0, 3.0, 5.0], reading_sd=0.4, least_sd=0.1)
    assert told.level == 3 and told.se == pytest.approx(2 / 3**0.5)
    calm = combine([3.0, 3.0, 3.1], reading_sd=0.4, least_sd=0.1)
    assert calm.se == pytest.approx(0.4 / 3**0.5)
    with pytest.raises(ValueError, match="needed"):
        combine([], reading_sd=0.4, least_sd=0.1)
    with pytest.raises(ValueError, match="needed"):
        combine([3.0], reading_sd=0.4, least_sd=0)


def test_readings_differ_only_beyond_the_limit() -> None:
    assert not differ([3.0], beyond=1)
    assert not differ([2.1, 3.1], beyond=1)
    assert differ([2.0, 3.25], beyond=1)


def test_severity_is_told_from_five_pairs_on_and_adds_up_to_nothing() -> None:
    pairs = [(1, 2.0, 2, 3.0), (1, 2.5, 2, 3.0), (2, 4.0, 1, 3.0), (1, 1.0, 2, 2.0), (1, 3.0, 2, 3.5)]
    told = severities(pairs)
    assert told[1].pairs == 5 and told[1].lean == pytest.approx(-0.8)
    assert told[2].lean == pytest.approx(0.8) and told[1].se == told[2].se
    few = severities(pairs[:4])
    assert few[1].pairs == 4 and few[1].lean is None and few[1].se is None
