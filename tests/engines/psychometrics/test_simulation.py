"""Tests tried on made-up people, and the lottery that keeps items from being worn out."""

from dataclasses import replace

import numpy as np
import pytest

from techhire.engines.psychometrics.exposure import sympson_hetter
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.simulation import simulate
from tests.engines.psychometrics.banks import bank_of

BANK = bank_of(80)
RULES = Settings(min_items=8, max_items=8, stop_se=0)


def test_the_miss_is_what_the_standard_errors_say_and_errs_to_no_side() -> None:
    tried = simulate(BANK, replace(RULES, max_items=20), 600, 4)
    told = float(np.sqrt(np.mean(tried.errors**2)))
    assert tried.rmse == pytest.approx(told, rel=0.1) and abs(tried.bias) < 0.05
    assert sum(tried.reasons.values()) == 600
    assert tried.exposure.sum() == pytest.approx(tried.lengths.mean())


def test_the_same_seed_gives_the_same_simulation_and_another_another() -> None:
    one, same, other = (simulate(BANK, RULES, 30, seed) for seed in (1, 1, 2))
    assert (one.found == same.found).all() and (one.found != other.found).any()


def test_bands_of_ability_hold_everybody_once() -> None:
    tried = simulate(BANK, RULES, 300, 4)
    bands = tried.bands()
    assert sum(band.people for band in bands) == 300
    whole = sum(band.people * band.bias for band in bands) / 300
    assert whole == pytest.approx(tried.bias)


def test_the_lottery_keeps_every_item_near_the_limit() -> None:
    found = sympson_hetter(BANK, RULES, 0.25, people=500, seed=3)
    guarded = replace(RULES, method="sympson_hetter", exposure=found.passes)
    free = simulate(BANK, replace(RULES, method="maximum_information"), 600, 9)
    kept = simulate(BANK, guarded, 600, 9)
    assert free.exposure.max() == 1.0
    assert kept.exposure.max() < 0.25 + 4 * np.sqrt(0.25 * 0.75 / 500)
    assert set(kept.lengths) == {8}


def test_a_limit_below_length_over_bank_is_refused_with_what_can_be_done() -> None:
    with pytest.raises(ValueError, match=r"0\.09 cannot be kept.*0\.1 at least"):
        sympson_hetter(BANK, RULES, 0.09)
    with pytest.raises(ValueError, match="no item to offer"):
        sympson_hetter(bank_of(0), RULES, 0.5)
