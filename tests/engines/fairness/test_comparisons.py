"""The p values and the interval, against SciPy and against slow, plain computations."""

from math import inf, isinf, log

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from techhire.engines.fairness import Method, Tally, compare
from techhire.engines.fairness.ratios import (
    CHI_SQUARE_95,
    chi_square,
    fisher,
    method_for,
    ratio_interval,
    score_statistic,
)

TALLIES = st.integers(1, 60).flatmap(lambda people: st.builds(Tally, st.just(people), st.integers(0, people)))


@given(TALLIES, TALLIES)
def test_fishers_exact_test_is_scipys(group: Tally, other: Tally) -> None:
    table = [[count.selected, count.people - count.selected] for count in (group, other)]
    assert fisher(group, other) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-9)


@given(TALLIES, TALLIES)
def test_chi_square_is_scipys(group: Tally, other: Tally) -> None:
    table = [[count.selected, count.people - count.selected] for count in (group, other)]
    assume(all(sum(column) for column in zip(*table, strict=True)))
    expected = stats.chi2_contingency(table, correction=False).pvalue
    assert chi_square(group, other) == pytest.approx(expected, rel=1e-9)


@given(TALLIES, TALLIES)
def test_small_expected_counts_ask_for_the_exact_test(group: Tally, other: Tally) -> None:
    table = [[count.selected, count.people - count.selected] for count in (group, other)]
    smallest = stats.contingency.expected_freq(table).min()
    assume(abs(smallest - 5) > 1e-9)
    assert (method_for(group, other) is Method.FISHER) == (smallest < 5)


def likelihood(group: Tally, other: Tally, ratio: float, rate: float) -> float:
    """Log-likelihood of the counts where the other group's rate is `rate` and this one's is ratio x rate."""
    total = 0.0
    for count, chance in ((group, ratio * rate), (other, rate)):
        for times, probability in ((count.selected, chance), (count.people - count.selected, 1 - chance)):
            if times:
                total += times * log(probability) if probability > 0 else -inf
    return total


@given(TALLIES, TALLIES, st.floats(0.05, 8))
@settings(max_examples=60)
def test_the_score_statistic_uses_the_likeliest_rates_under_a_ratio(
    group: Tally, other: Tally, ratio: float
) -> None:
    assume(0 < group.selected < group.people and 0 < other.selected < other.people)
    top = min(1.0, 1.0 / ratio)
    found = optimize.minimize_scalar(
        lambda rate: -likelihood(group, other, ratio, rate),
        bounds=(1e-12, top - 1e-12),
        method="bounded",
        options={"xatol": 1e-12},
    )
    rate = float(found.x)
    shifted = ratio * rate
    pieces = (group.selected - group.people * shifted) ** 2 / (group.people * shifted * (1 - shifted))
    pieces += (other.selected - other.people * rate) ** 2 / (other.people * rate * (1 - rate))
    assert score_statistic(group, other, ratio) == pytest.approx(pieces, rel=1e-3, abs=1e-6)


@given(TALLIES, TALLIES)
def test_the_interval_holds_the_ratio_and_ends_where_the_statistic_reaches_its_limit(
    group: Tally, other: Tally
) -> None:
    assume(other.selected > 0)
    low, high = ratio_interval(group, other)
    assert low <= group.rate / other.rate <= high
    if group.selected:
        assert score_statistic(group, other, low) == pytest.approx(CHI_SQUARE_95, rel=1e-4)
    else:
        assert low == 0.0
    assert score_statistic(group, other, high) == pytest.approx(CHI_SQUARE_95, rel=1e-4)


@given(TALLIES, TALLIES)
def test_changing_the_two_groups_turns_the_interval_around(group: Tally, other: Tally) -> None:
    low, high = ratio_interval(group, other)
    turned_low, turned_high = ratio_interval(other, group)
    assert turned_low == pytest.approx(0.0 if isinf(high) else 1 / high, rel=1e-6)
    assert turned_high == pytest.approx(inf if low == 0.0 else 1 / low, rel=1e-6)


@pytest.mark.parametrize(("people", "first", "second"), [(40, 0.3, 0.5), (60, 0.1, 0.15), (25, 0.5, 0.5)])
def test_the_interval_holds_the_true_ratio_about_nineteen_times_in_twenty(
    people: int, first: float, second: float
) -> None:
    held = 0.0
    for one in range(people + 1):
        for two in range(people + 1):
            weight = stats.binom.pmf(one, people, first) * stats.binom.pmf(two, people, second)
            if weight > 1e-5:
                statistic = score_statistic(Tally(people, one), Tally(people, two), first / second)
                held += weight if statistic <= CHI_SQUARE_95 else 0.0
    assert held == pytest.approx(0.95, abs=0.02)


def test_a_comparison_needs_somebody_selected_in_the_highest_group() -> None:
    with pytest.raises(ValueError, match="somebody selected"):
        compare(Tally(10, 0), Tally(10, 0))


@given(TALLIES, TALLIES)
def test_the_shortfall_is_the_fewest_people_that_lift_a_group_to_four_fifths(
    group: Tally, other: Tally
) -> None:
    assume(other.selected > 0 and group.selected * other.people <= other.selected * group.people)
    found = compare(group, other)
    assert found.below_four_fifths == (found.shortfall > 0)
    if found.shortfall:
        lifted = Tally(group.people, group.selected + found.shortfall)
        assert not compare(lifted, other).below_four_fifths
        assert compare(Tally(group.people, lifted.selected - 1), other).below_four_fifths
