"""Items drawn toward their bank: nearer to the truth with few answers, the same as ever with many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from techhire.engines.psychometrics.answers import Unusable
from techhire.engines.psychometrics.calibration import Calibration, Model, calibrate
from techhire.engines.psychometrics.shrinking import drawn_together
from tests.engines.psychometrics.banks import Floats, answers_of, bank_of


def people(count: int, seed: int) -> Floats:
    return np.random.default_rng(seed).normal(size=count)


def both(items: int, count: int, seed: int, missing: float = 0.0) -> tuple[Floats, Floats, list[Calibration]]:
    """True slopes and difficulties, and the items measured without the prior and with it."""
    bank = bank_of(items, seed)
    table = answers_of(bank, people(count, seed + 100), seed + 200)
    table[np.random.default_rng(seed + 300).random(table.shape) < missing] = np.nan
    return bank.a, bank.b, [calibrate(table, "2pl"), calibrate(table, "2pl", prior="bank")]


@pytest.mark.parametrize(("count", "missing"), [(300, 0.0), (500, 0.3)])
def test_with_few_answers_slopes_and_difficulties_come_nearer_to_the_truth(
    count: int, missing: float
) -> None:
    misses = np.zeros((2, 2))
    for seed in range(6):
        a, b, found = both(40, count, seed, missing)
        for place, one in enumerate(found):
            misses[place] += ((one.bank.a - a) ** 2).sum(), ((one.bank.b - b) ** 2).sum()
    plain, drawn = misses
    assert (drawn < 0.95 * plain).all()


def test_with_many_answers_nothing_moves_by_much_of_its_error() -> None:
    _a, _b, (plain, drawn) = both(15, 8000, 3)
    assert (np.abs(plain.bank.a - drawn.bank.a) < 0.5 * plain.se_a).all()
    assert (np.abs(plain.bank.b - drawn.bank.b) < 0.5 * plain.se_b).all()


def test_with_many_answers_the_errors_hold_what_shifts_all_items_alike() -> None:
    _a, _b, (plain, drawn) = both(15, 8000, 3)
    np.testing.assert_allclose(drawn.se_a / plain.se_a, 1.0, atol=0.03)
    np.testing.assert_allclose(drawn.se_b / plain.se_b, 1.0, atol=0.08)
    assert np.mean(drawn.se_b / plain.se_b) == pytest.approx(1.0, abs=0.03)


def test_the_errors_say_how_far_drawn_items_are_from_the_truth() -> None:
    away: list[Floats] = []
    for seed in range(6):
        a, b, (_plain, drawn) = both(40, 500, seed)
        away += [(drawn.bank.a - a) / drawn.se_a, (drawn.bank.b - b) / drawn.se_b]
    assert 0.8 < np.sqrt(np.mean(np.square(away))) < 1.3


def test_the_spread_of_the_bank_is_found() -> None:
    a, b, (_plain, drawn) = both(60, 3000, 7)
    assert drawn.usual is not None
    (middle, spread), (place, width) = drawn.usual.log_slope, drawn.usual.difficulty
    assert middle == pytest.approx(float(np.log(a).mean()), abs=0.05)
    assert spread == pytest.approx(float(np.log(a).std()), abs=0.05)
    assert place == pytest.approx(float(b.mean()), abs=0.1) and width == pytest.approx(
        float(b.std()), abs=0.1
    )


def test_equal_errors_draw_everything_by_the_same_share() -> None:
    intercepts, covariance = np.array([3.0, 1.0, -1.0, -3.0]), np.tile(np.diag([1e-6, 0.5]), (4, 1, 1))
    drawn = drawn_together(np.column_stack([np.ones(4), intercepts]), covariance)
    # The difficulties vary by 5, of which 0.5 is error: nine tenths of each distance stay.
    np.testing.assert_allclose(drawn.b, -0.9 * intercepts, atol=1e-3)
    np.testing.assert_allclose(drawn.se_b, np.sqrt(0.5 * 0.9), atol=1e-3)
    np.testing.assert_allclose(drawn.a, 1.0, atol=1e-3)


def test_slopes_that_differ_by_less_than_their_errors_are_one_slope() -> None:
    slopes = np.exp(np.tile([-0.05, 0.05], 10))
    covariance = np.tile(np.diag([0.04, 0.01]), (20, 1, 1))
    drawn = drawn_together(np.column_stack([slopes, np.linspace(-2, 2, 20)]), covariance)
    assert np.ptp(drawn.a) < 0.1 * np.ptp(slopes)
    assert drawn.usual.log_slope[1] < 0.05


def test_an_item_is_drawn_the_further_the_less_sure_it_is() -> None:
    bank = bank_of(20, 4)
    table = answers_of(bank, people(2000, 5), 6)
    table[250:, :5] = np.nan
    plain, drawn = calibrate(table, "2pl"), calibrate(table, "2pl", prior="bank")
    moved = np.abs(np.log(plain.bank.a) - np.log(drawn.bank.a))
    assert moved[:5].mean() > 3 * moved[5:].mean()


def test_the_log_likelihood_is_that_of_the_drawn_items() -> None:
    _a, _b, (plain, drawn) = both(12, 400, 2)
    assert plain.loglik - 12 < drawn.loglik < plain.loglik


@pytest.mark.parametrize("model", ["1pl", "3pl", "grm"])
def test_other_models_refuse_the_prior(model: Model) -> None:
    with pytest.raises(Unusable, match="for 2pl"):
        calibrate(answers_of(bank_of(12), people(300, 2), 3), model, prior="bank")


def test_nine_items_do_not_tell_what_is_usual() -> None:
    with pytest.raises(Unusable, match="at least 10 items"):
        calibrate(answers_of(bank_of(9), people(300, 2), 3), "2pl", prior="bank")


def test_a_prior_nobody_knows_is_refused() -> None:
    with pytest.raises(Unusable, match="none, bank, not wide"):
        calibrate(answers_of(bank_of(12), people(300, 2), 3), "2pl", prior="wide")  # type: ignore[arg-type]


def test_a_wrong_key_is_still_named() -> None:
    table = answers_of(bank_of(12, 1), people(300, 2), 3)
    table[:, 3] = 1 - table[:, 3]
    with pytest.raises(Unusable, match="wrong key: 4"):
        calibrate(table, "2pl", prior="bank")


def test_the_file_says_what_the_items_were_drawn_toward() -> None:
    _a, _b, (plain, drawn) = both(12, 400, 2)
    assert drawn.usual is not None and "prior" not in plain.to_dict()
    assert drawn.to_dict()["prior"] == {
        "bank": {"log_slope": drawn.usual.log_slope, "difficulty": drawn.usual.difficulty}
    }


def measured(items: int, people: float, seed: int) -> tuple[Floats, Floats]:
    """Slopes and intercepts [items, 2] as so many people might measure them, and their covariance [items, 2, 2]."""
    random = np.random.default_rng(seed)
    a, b = random.lognormal(0.2, 0.3, items), random.normal(size=items)
    left = random.normal(size=(items, 2, 2))
    covariance = (left @ left.transpose(0, 2, 1) + 2.0 * np.eye(2)) / people
    return np.column_stack([np.maximum(a + random.normal(size=items) / people**0.5, 0.3), -a * b]), covariance


@given(some.integers(0, 10_000), some.sampled_from([30.0, 100.0, 1000.0]))
@settings(max_examples=25, deadline=None)
def test_a_bank_draws_its_items_together(seed: int, people: float) -> None:
    table, covariance = measured(20, people, seed)
    drawn = drawn_together(table, covariance)
    places = np.column_stack([np.log(table[:, 0]), -table[:, 1] / table[:, 0]])
    middle = np.array([drawn.usual.log_slope, drawn.usual.difficulty])
    before = ((places - middle[:, 0]) / middle[:, 1]) ** 2
    after = ((np.column_stack([np.log(drawn.a), drawn.b]) - middle[:, 0]) / middle[:, 1]) ** 2
    assert after.sum() < before.sum()


@given(some.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_surer_the_items_the_less_they_move(seed: int) -> None:
    table, covariance = measured(20, 100.0, seed)
    moved = [
        np.abs(np.column_stack([drawn.a, -drawn.a * drawn.b]) - table).max()
        for drawn in (drawn_together(table, covariance / more) for more in (1.0, 100.0, 10_000.0))
    ]
    assert moved[0] > moved[1] > moved[2] and moved[2] < 1e-3


def test_what_is_left_open_is_summed_over_and_not_cut_off_at_its_top() -> None:
    table, covariance = measured(12, 40.0, 5)
    drawn = drawn_together(table, covariance)
    (middle, spread), (place, width) = drawn.usual.log_slope, drawn.usual.difficulty
    logs, places = np.meshgrid(np.linspace(-3, 3, 601), np.linspace(-6, 6, 601), indexing="ij")
    for item, (row, apart) in enumerate(zip(table, covariance, strict=True)):
        away = np.stack([(logs - np.log(row[0])) * row[0], -np.exp(logs) * places - row[1]])
        height = -0.5 * np.einsum("mxy,mn,nxy->xy", away, np.linalg.inv(apart), away)
        height -= 0.5 * ((logs - middle) / spread) ** 2 + 0.5 * ((places - place) / width) ** 2
        share = np.exp(height - height.max())
        share /= share.sum()
        for found, sure, values in (
            (drawn.a, drawn.se_a, np.exp(logs)),
            (drawn.b, drawn.se_b, places),
        ):
            mean = float((share * values).sum())
            assert found[item] == pytest.approx(mean, abs=2e-3)
            assert sure[item] == pytest.approx(float(np.sqrt((share * (values - mean) ** 2).sum())), rel=0.02)
