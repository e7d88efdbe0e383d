"""Tests tried on made-up people, and the lottery that keeps items from being worn out."""

from dataclasses import replace

import numpy as np
import pytest

from techhire.engines.psychometrics.exposure import sympson_hetter
from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.settings import Method, Settings
from techhire.engines.psychometrics.simulation import simulate, take
from techhire.engines.psychometrics.sitting import start
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


GRADED = ItemBank(
    (Item("g", 1.3, steps=(-1.0, 0.2, 1.1)), Item("c", 1.5, 0.4, 0.2), Item("x", closed=True), *BANK.items)
)


@pytest.mark.parametrize("method", ["randomesque", "maximum_information"])
@pytest.mark.parametrize("changes", [{"stop_se": 0.45, "max_items": 12}, {"max_items": 200}])
def test_compiled_sittings_are_those_of_one_person_after_another(
    method: Method, changes: dict[str, float]
) -> None:
    rules = replace(RULES, method=method, **changes)  # type: ignore[arg-type]  # changes of several kinds
    tried = simulate(GRADED, rules, 40, 4)
    random = np.random.default_rng(4)
    thetas, seeds = random.normal(size=40), random.integers(0, 2**62, size=40)
    drawn = random.random((40, rules.max_items))
    for person in range(40):
        ended = take(start(GRADED, rules, int(seeds[person])), thetas[person], drawn[person])
        assert (ended.theta, ended.se) == pytest.approx(
            (tried.found[person], tried.errors[person]), abs=1e-12
        )
        assert len(ended.answers) == tried.lengths[person]
    assert sum(tried.reasons.values()) == 40 and tried.exposure[2] == 0


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
