"""Item fit, classical statistics, linking and differential item functioning."""

import numpy as np
import pytest
from scipy.stats import kstest

from techhire.engines.psychometrics.answers import answers_from
from techhire.engines.psychometrics.calibration import calibrate
from techhire.engines.psychometrics.classical import classical, cronbach_alpha
from techhire.engines.psychometrics.dif import logistic_dif, mantel_haenszel
from techhire.engines.psychometrics.item_fit import item_fit
from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.linking import Link, anchors, drift, mean_sigma, stocking_lord
from tests.engines.psychometrics.banks import Floats, answers_of, bank_of
from tests.engines.psychometrics.published import lsat


def people(count: int, seed: int = 2) -> Floats:
    return np.random.default_rng(seed).normal(size=count)


def test_fit_of_items_that_follow_their_curves_is_as_chance_has_it() -> None:
    table = answers_of(bank_of(30), people(3000), 5)
    fit = item_fit(answers_from(table), calibrate(table, "2pl").bank, 2)
    assert kstest(fit.p, "uniform").pvalue > 0.01
    np.testing.assert_allclose(fit.infit, 1.0, atol=0.05)
    np.testing.assert_allclose(fit.outfit, 1.0, atol=0.1)


def test_lsat_7_gives_the_chi_squares_that_the_r_package_mirt_prints() -> None:
    patterns, count = lsat(7)
    fit = item_fit(answers_from(patterns, None, count), calibrate(patterns, "2pl", frequencies=count).bank, 2)
    np.testing.assert_allclose(fit.sx2, [4.749, 14.451, 1.270, 5.237, 0.941], atol=0.02)
    np.testing.assert_allclose(fit.p, [0.093, 0.001, 0.530, 0.073, 0.625], atol=2e-3)
    assert set(fit.df) == {2.0}


def test_an_item_answered_against_its_curve_is_found() -> None:
    thetas = people(3000)
    table = answers_of(bank_of(20), thetas, 5)
    middling = np.abs(thetas) < 0.7
    table[:, 4] = np.where(middling, 1.0, (np.random.default_rng(1).random(3000) < 0.4).astype(float))
    bank = ItemBank.of(Item(i.id, 1.0, i.b) for i in bank_of(20).items)
    fit = item_fit(answers_from(table), bank, 2)
    assert fit.p[4] < 1e-6 and fit.outfit[4] > 1.2


def test_graded_items_have_mean_squares_and_no_chi_square() -> None:
    bank = ItemBank.of(Item(str(n), 1.2, steps=(-0.5, 0.6)) for n in range(8))
    table = answers_of(bank, people(2000), 5)
    table[::7, 2] = np.nan
    fit = item_fit(answers_from(table), bank, 3)
    assert np.isnan(fit.p).all()
    np.testing.assert_allclose(fit.infit, 1.0, atol=0.06)


def test_classical_statistics_are_those_of_their_definitions() -> None:
    table = answers_of(bank_of(7), people(500), 5)
    found = classical(answers_from(table))
    np.testing.assert_allclose(found.share, table.mean(axis=0))
    rest = [np.corrcoef(table[:, j], np.delete(table, j, axis=1).sum(axis=1))[0, 1] for j in range(7)]
    np.testing.assert_allclose(found.with_rest, rest)
    alpha = 7 / 6 * (1 - table.var(axis=0).sum() / table.sum(axis=1).var())
    assert found.alpha == pytest.approx(alpha)
    part = np.delete(table, 2, axis=1)
    assert found.without[2] == pytest.approx(6 / 5 * (1 - part.var(axis=0).sum() / part.sum(axis=1).var()))


def test_alpha_of_items_that_say_the_same_is_1_and_is_not_told_without_complete_rows() -> None:
    same = np.repeat([[0.0], [1.0], [1.0]], 4, axis=1)
    assert cronbach_alpha(answers_from(same)) == pytest.approx(1.0)
    broken = np.array([[0.0, 1.0, np.nan], [np.nan, 0.0, 1.0], [1.0, np.nan, 0.0]])
    assert cronbach_alpha(answers_from(broken)) is None


def test_frequencies_count_as_that_many_people() -> None:
    table = answers_of(bank_of(4), people(200), 5)
    one, twice = (
        classical(answers_from(np.vstack([table, table]))),
        classical(answers_from(table, None, [2] * 200)),
    )
    np.testing.assert_allclose(one.with_rest, twice.with_rest)


@pytest.mark.parametrize("way", [mean_sigma, stocking_lord])
def test_linking_brings_back_the_scale_of_the_old_bank(way) -> None:  # type: ignore[no-untyped-def]  # either way
    old = ItemBank((*bank_of(20).items, Item("g", 1.1, steps=(-0.7, 0.2, 1.4))))
    new = Link(1 / 1.3, -0.4 / 1.3).moved(old)
    link = way(old, new, anchors(old, new))
    assert (link.a, link.b) == pytest.approx((1.3, 0.4), abs=1e-4)
    for back, was in zip(link.moved(new).items, old.items, strict=True):
        assert (back.a, *back.thresholds) == pytest.approx((was.a, *was.thresholds), abs=1e-3)


def test_two_calibrations_of_unlike_people_meet_after_linking() -> None:
    bank = bank_of(30)
    first = calibrate(answers_of(bank, people(4000), 5), "2pl").bank
    second = calibrate(answers_of(bank, 0.8 + 0.7 * people(4000, 9), 6), "2pl").bank
    link = stocking_lord(first, second, anchors(first, second))
    assert (link.a, link.b) == pytest.approx((0.7, 0.8), abs=0.06)
    moved = drift(first, second, link, anchors(first, second))
    assert np.sqrt(np.mean(np.square(list(moved.values())))) < 0.12


def test_an_anchor_that_became_easier_drifts() -> None:
    old = bank_of(12)
    items = list(old.items)
    items[5] = Item("i5", items[5].a, items[5].b - 1.0)
    moved = drift(old, ItemBank.of(items), Link(1.0, 0.0), anchors(old, ItemBank.of(items)))
    assert moved["i5"] == pytest.approx(-1.0) and moved["i4"] == 0.0


def test_a_link_needs_three_shared_items_that_differ() -> None:
    old = bank_of(5)
    with pytest.raises(ValueError, match="at least 3"):
        mean_sigma(old, old, ["i1", "i2"])
    with pytest.raises(ValueError, match="not in both banks: x"):
        mean_sigma(old, old, ["i1", "i2", "x"])
    flat = ItemBank.of(Item(f"i{n}") for n in range(5))
    with pytest.raises(ValueError, match="equally difficult"):
        mean_sigma(old, flat, anchors(old, flat))


def groups(shift: float, turn: float = 0.0) -> tuple[Floats, Floats]:
    """Two groups of unlike ability; item 0 is harder by `shift` logits, flatter by `turn`, for the second."""
    bank = ItemBank((Item("x", 1.2, 0.0), *bank_of(29).items))
    other = ItemBank((Item("x", 1.2 - turn, shift), *bank_of(29).items))
    first = answers_of(bank, people(2500, 1), 5)
    second = answers_of(other, people(2500, 2) - 0.5, 6)
    return np.vstack([first, second]), np.repeat([False, True], 2500)


def test_an_item_as_hard_for_both_groups_is_not_flagged_although_one_does_worse() -> None:
    table, focal = groups(0.0)
    assert table[focal, 0].mean() < table[~focal, 0].mean() - 0.05
    found = mantel_haenszel(table, focal, 0)
    assert found is not None and found.size == "A" and found.p > 0.01
    assert min(logistic_dif(table, focal, 0).uniform, logistic_dif(table, focal, 0).nonuniform) > 0.01


def test_an_item_harder_for_one_group_is_flagged_by_its_size() -> None:
    table, focal = groups(0.9)
    found = mantel_haenszel(table, focal, 0)
    assert found is not None and found.size == "C" and found.delta < -1.5 and found.p < 1e-6
    turned = mantel_haenszel(table, ~focal, 0)
    assert (
        turned is not None
        and turned.delta == pytest.approx(-found.delta)
        and turned.se == pytest.approx(found.se)
    )
    assert logistic_dif(table, focal, 0).uniform < 1e-6


def test_an_item_that_separates_one_group_less_well_is_seen_by_the_regression_only() -> None:
    table, focal = groups(0.0, turn=0.8)
    assert logistic_dif(table, focal, 0).nonuniform < 1e-4


def test_the_odds_ratio_of_one_table_is_its_own() -> None:
    right = np.repeat([1.0, 0.0, 1.0, 0.0], [30, 10, 20, 20])
    focal = np.repeat([False, True], 40)
    found = mantel_haenszel(np.column_stack([right, 1 - right]), focal, 0)
    assert found is not None
    assert found.odds == pytest.approx(30 * 20 / (10 * 20))
    error = 2.35 * np.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 20)
    assert found.se == pytest.approx(error)
    expected, spread = 40 * 50 / 80, 40 * 40 * 50 * 30 / (80**2 * 79)
    assert found.chi2 == pytest.approx((abs(30 - expected) - 0.5) ** 2 / spread)


def test_groups_that_cannot_be_compared_are_refused() -> None:
    table = np.array([[1.0, 0.0], [0.0, 1.0]])
    with pytest.raises(ValueError, match="both groups"):
        mantel_haenszel(table, [True, True], 0)
    with pytest.raises(ValueError, match="0 and 1"):
        mantel_haenszel([[np.nan, 1]], [True], 0)
    assert mantel_haenszel(table[[0, 0]], [True, False], 0) is None
    with pytest.raises(ValueError, match="same"):
        logistic_dif(table[[0, 0]], [True, False], 0)


def halves(shift: float) -> tuple[Floats, Floats, Floats]:
    """As in a test that adapts: everybody answered item 0 and, of the others, those near their own ability."""
    table, focal = groups(shift)
    thetas = np.concatenate([people(2500, 1), people(2500, 2) - 0.5])
    return table[:, :1], focal, thetas


@pytest.mark.parametrize(("shift", "size"), [(0.0, "A"), (0.9, "C")])
def test_people_of_an_adaptive_test_are_matched_on_ability(shift: float, size: str) -> None:
    answers, focal, thetas = halves(shift)
    bands = np.clip(np.round(thetas * 2), -8, 8) + 8
    found = mantel_haenszel(answers, focal, 0, matched=bands)
    assert found is not None and found.size == size
    both = logistic_dif(answers, focal, 0, matched=thetas)
    assert (both.uniform < 1e-6) is bool(shift)


def test_what_people_are_matched_on_is_one_number_each() -> None:
    answers, focal, thetas = halves(0.0)
    with pytest.raises(ValueError, match="one number each"):
        mantel_haenszel(answers, focal, 0, matched=thetas[1:])
    with pytest.raises(ValueError, match="one number each"):
        logistic_dif(answers, focal, 0, matched=np.where(thetas > 2, np.nan, thetas))
