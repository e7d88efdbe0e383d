"""Response models and scoring: laws every curve keeps, and values worked out another way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.engines.psychometrics.items import GRID, Item, ItemBank
from techhire.engines.psychometrics.models import (
    bank_information,
    curves,
    graded,
    graded_information,
    information,
    probability,
    whole_information,
)
from techhire.engines.psychometrics.scoring import eap, eap_many, empirical_reliability, mle, reliability
from tests.engines.psychometrics.banks import answers_of, bank_of

slopes = some.floats(0.2, 3.0)
places = some.floats(-3.0, 3.0)
guesses = some.floats(0.0, 0.35)
MIXED = ItemBank((Item("r", 1.3, -0.4), Item("g", 0.9, 0.6, 0.2), Item("s", 1.7, steps=(-1.0, 0.1, 1.5))))


@given(slopes, places, guesses, places)
def test_the_chance_of_a_right_answer_rises_with_ability(a: float, b: float, c: float, theta: float) -> None:
    assert c <= probability(theta, a, b, c) < probability(theta + 0.1, a, b, c) <= 1


@given(slopes, places, guesses, places)
def test_information_is_the_squared_slope_of_the_curve_over_its_variance(
    a: float, b: float, c: float, theta: float
) -> None:
    step = 1e-5
    slope = (probability(theta + step, a, b, c) - probability(theta - step, a, b, c)) / (2 * step)
    right = probability(theta, a, b, c)
    assert information(theta, a, b, c) == pytest.approx(slope**2 / (right * (1 - right)), rel=1e-3, abs=1e-6)


@given(slopes, some.lists(places, min_size=1, max_size=5, unique=True), places)
def test_chances_of_all_points_add_up_and_tell_what_their_slopes_say(
    a: float, steps: list[float], theta: float
) -> None:
    at = np.array([theta - 1e-5, theta, theta + 1e-5])
    below, here, above = graded(at, a, np.sort(steps)[None, :])
    assert here.sum() == pytest.approx(1.0)
    keep = here > 1e-6
    expected = (((above - below) / 2e-5) ** 2)[keep] / here[keep]
    told = graded_information(theta, a, np.sort(steps))
    assert told == pytest.approx(expected.sum(), rel=1e-2, abs=1e-5)


def test_information_of_items_adds() -> None:
    parts = sum(whole_information(ItemBank((item,)), GRID) for item in MIXED.items)
    np.testing.assert_allclose(whole_information(MIXED, GRID), parts)
    np.testing.assert_allclose(bank_information(MIXED, GRID).sum(axis=1), parts)


def test_a_bank_of_several_kinds_gives_each_item_its_own_curve() -> None:
    found = curves(MIXED, [0.5])
    assert found[0, 0, 1] == pytest.approx(probability(0.5, 1.3, -0.4))
    assert found[1, 0, 1] == pytest.approx(probability(0.5, 0.9, 0.6, 0.2))
    np.testing.assert_allclose(found[2, 0], graded(0.5, 1.7, np.array([-1.0, 0.1, 1.5])))
    np.testing.assert_allclose(found.sum(axis=2), 1.0)


@given(some.lists(some.sampled_from([0.0, 1.0]), min_size=8, max_size=8), some.integers(0, 7))
def test_a_right_answer_raises_the_ability_and_a_wrong_one_lowers_it(given_: list[float], place: int) -> None:
    bank = bank_of(8)
    without, right, wrong = (np.array(given_) for _ in range(3))
    without[place], right[place], wrong[place] = np.nan, 1, 0
    middle = eap(bank, without).theta
    assert eap(bank, wrong).theta < middle < eap(bank, right).theta


def test_the_expected_ability_is_that_of_direct_integration() -> None:
    from scipy.integrate import quad

    points = (1, 0, 2)

    def weight(theta: float) -> float:
        chances = curves(MIXED, theta)[:, 0]
        likely = np.prod([row[p] for row, p in zip(chances, points, strict=True)])
        return float(likely * np.exp(-0.5 * theta**2))

    whole = quad(weight, -6, 6)[0]
    mean = quad(lambda t: t * weight(t), -6, 6)[0] / whole
    spread = quad(lambda t: (t - mean) ** 2 * weight(t), -6, 6)[0] / whole
    score = eap(MIXED, points)
    assert (score.theta, score.se) == pytest.approx((mean, spread**0.5), abs=1e-6)


def test_the_likeliest_ability_is_where_the_slope_of_the_likelihood_is_0() -> None:
    bank = bank_of(6)
    points = np.array([1, 0, 1, 1, 0, np.nan])
    score = mle(bank, points)
    assert score is not None
    seen = slice(0, 5)
    left = bank.a[seen] * (points[seen] - probability(score.theta, bank.a[seen], bank.b[seen]))
    assert left.sum() == pytest.approx(0.0, abs=1e-6)
    told = information(score.theta, bank.a[seen], bank.b[seen]).sum()
    assert score.se == pytest.approx(told**-0.5)


@pytest.mark.parametrize("points", [[1, 1, 1], [0, 0, 0], [np.nan] * 3])
def test_there_is_no_likeliest_ability_after_all_right_all_wrong_or_nothing(points: list[float]) -> None:
    assert mle(bank_of(3), points) is None


def test_points_an_item_cannot_have_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot have"):
        eap(bank_of(2), [1, 2])
    with pytest.raises(ValueError, match="answers to 2 items"):
        eap(bank_of(2), [1, 0, 1])


def test_reliability_says_what_share_of_a_score_is_real() -> None:
    bank, thetas = bank_of(40), np.random.default_rng(5).normal(size=4000)
    found, errors = eap_many(bank, answers_of(bank, thetas, 6))
    shown = np.corrcoef(found, thetas)[0, 1] ** 2
    assert reliability(bank) == pytest.approx(shown, abs=0.02)
    assert empirical_reliability(found, errors) == pytest.approx(shown, abs=0.02)


@pytest.mark.parametrize(
    "wrong",
    [
        {"a": 0.0},
        {"a": -1.0},
        {"c": 1.0},
        {"b": float("nan")},
        {"steps": (1.0, 1.0)},
        {"steps": (0.0,), "c": 0.1},
    ],
)
def test_an_item_with_impossible_numbers_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="item x"):
        Item("x", **wrong)  # type: ignore[arg-type]  # one dictionary of several kinds of wrong


def test_two_items_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        ItemBank((Item("x"), Item("x")))
