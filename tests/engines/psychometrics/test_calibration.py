"""Calibration: published fits, another estimator of the same thing, recovery of what was simulated, refusals."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import minimize

from techhire.engines.psychometrics.answers import Unusable
from techhire.engines.psychometrics.calibration import Model, calibrate
from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.maximizing import GUESS, GUESS_SPREAD
from techhire.engines.psychometrics.models import curves
from tests.engines.psychometrics.banks import Floats, answers_of, bank_of
from tests.engines.psychometrics.published import lsat


def people(count: int, seed: int = 2) -> Floats:
    return np.random.default_rng(seed).normal(size=count)


def test_lsat_7_gives_the_published_slopes_and_intercepts() -> None:
    patterns, count = lsat(7)
    found = calibrate(patterns, "2pl", frequencies=count)
    np.testing.assert_allclose(found.bank.a, [0.988, 1.081, 1.706, 0.765, 0.736], atol=1e-2)
    np.testing.assert_allclose(-found.bank.a * found.bank.b, [1.856, 0.808, 1.804, 0.486, 1.855], atol=1e-2)
    assert found.loglik == pytest.approx(-2658.805, abs=1e-3) and found.n == 1000


def test_lsat_6_with_one_slope_gives_the_published_log_likelihood() -> None:
    patterns, count = lsat(6)
    found = calibrate(patterns, "1pl", frequencies=count)
    assert found.loglik == pytest.approx(-2466.938, abs=1e-3)
    assert np.ptp(found.bank.a) == 0


def test_one_row_a_person_gives_the_same_as_patterns_with_frequencies() -> None:
    patterns, count = lsat(7)
    rows = np.repeat(patterns, count.astype(int), axis=0)
    one, other = calibrate(rows, "2pl"), calibrate(patterns, "2pl", frequencies=count)
    np.testing.assert_allclose(one.bank.b, other.bank.b, atol=1e-6)
    np.testing.assert_allclose(one.se_b, other.se_b, atol=1e-6)


def conditional_difficulties(table: Floats) -> Floats:
    """Rasch difficulties by conditional maximum likelihood, which needs no distribution of abilities; centered."""
    items = table.shape[1]
    sums, wrong = np.bincount(table.sum(axis=1).astype(int), minlength=items + 1), table.sum(axis=0)

    def height(b: Floats) -> tuple[float, Floats]:
        ease = np.exp(-b)
        whole = symmetric(ease)
        pull = np.array([ease[j] * np.append(0.0, symmetric(np.delete(ease, j))) for j in range(items)])
        return float(b @ wrong + sums @ np.log(whole)), wrong - pull @ (sums / whole)

    found = minimize(height, np.zeros(items), jac=True, method="BFGS", options={"gtol": 1e-6})
    return np.asarray(found.x - found.x.mean())


def symmetric(ease: Floats) -> Floats:
    """Elementary symmetric functions of order 0 to the number of items."""
    found = np.ones(1)
    for one in ease:
        found = np.append(found, 0.0) + one * np.append(0.0, found)
    return found


@pytest.mark.parametrize("slope", [1.0, 1.6])
def test_rasch_difficulties_are_those_of_conditional_maximum_likelihood(slope: float) -> None:
    places = np.linspace(-2, 2, 15)
    bank = ItemBank.of(Item(str(n), slope, float(b)) for n, b in enumerate(places))
    table = answers_of(bank, people(3000), 8)
    found = calibrate(table, "1pl").bank
    ours = found.a * found.b
    np.testing.assert_allclose(ours - ours.mean(), conditional_difficulties(table), atol=0.05)


def test_lsat_6_difficulties_are_those_of_conditional_maximum_likelihood() -> None:
    patterns, count = lsat(6)
    table = np.repeat(patterns, count.astype(int), axis=0)
    found = calibrate(table, "1pl").bank
    ours = found.a * found.b
    np.testing.assert_allclose(ours - ours.mean(), conditional_difficulties(table), atol=0.05)


def off(found: Floats, true: Floats) -> float:
    return float(np.sqrt(np.mean((found - true) ** 2)))


def test_simulated_2pl_items_are_recovered_within_their_standard_errors() -> None:
    bank = bank_of(40, 3)
    found = calibrate(answers_of(bank, people(4000), 4), "2pl")
    assert off(found.bank.a, bank.a) < 0.08 and off(found.bank.b, bank.b) < 0.08
    for errors, away in ((found.se_a, found.bank.a - bank.a), (found.se_b, found.bank.b - bank.b)):
        assert 0.7 < np.sqrt(np.mean((away / errors) ** 2)) < 1.4


def test_simulated_graded_items_are_recovered_with_answers_missing() -> None:
    random = np.random.default_rng(11)
    bank = ItemBank.of(
        Item(
            str(n),
            1.0 + 0.05 * n,
            steps=tuple(np.sort(random.normal(size=1 + n % 4)) + np.arange(1 + n % 4) * 0.4),
        )
        for n in range(16)
    )
    table = answers_of(bank, people(3000), 4)
    table[random.random(table.shape) < 0.3] = np.nan
    found = calibrate(table, "grm")
    assert off(found.bank.a, bank.a) < 0.15 and off(found.bank.b, bank.b) < 0.12
    assert [item.steps == () for item in found.bank.items] == [n % 4 == 0 for n in range(16)]
    away = (found.bank.b - bank.b) / found.se_b
    assert 0.6 < np.sqrt(np.mean(away**2)) < 1.5


def test_simulated_guessing_chances_pull_the_estimates_their_way() -> None:
    guesses = np.where(np.arange(30) % 2 == 0, 0.1, 0.35)
    bank = ItemBank.of(
        Item(i.id, i.a, i.b, float(c)) for i, c in zip(bank_of(30, 5).items, guesses, strict=True)
    )
    found = calibrate(answers_of(bank, people(6000), 6), "3pl").bank
    assert found.c[1::2].mean() > found.c[::2].mean() + 0.1
    assert off(found.c, bank.c) < 0.09 and off(found.b, bank.b) < 0.25


@pytest.mark.parametrize("model", ["1pl", "2pl", "3pl", "grm"])
def test_nothing_nearby_is_likelier(model: Model) -> None:
    table = answers_of(bank_of(6, 7), people(800), 9)
    found = calibrate(table, model, tolerance=1e-7)
    nodes = np.linspace(-6, 6, 61)
    weights = np.exp(-0.5 * nodes**2) / np.exp(-0.5 * nodes**2).sum()

    def height(slopes: Floats, places: Floats, guesses: Floats) -> float:
        bank = ItemBank.of(
            Item(str(n), float(a), float(b), float(c))
            for n, (a, b, c) in enumerate(zip(slopes, places, guesses, strict=True))
        )
        log = np.log(curves(bank, nodes))
        rows = table @ log[:, :, 1] + (1 - table) @ log[:, :, 0]
        whole = float(np.log(np.exp(rows) @ weights).sum())
        if model != "3pl":
            return whole
        away = np.log(guesses / (1 - guesses)) - np.log(GUESS / (1 - GUESS))
        return whole - float((0.5 * (away / GUESS_SPREAD) ** 2).sum())

    at = (found.bank.a, found.bank.b, found.bank.c)
    top = height(*at)
    if model != "3pl":
        assert found.loglik == pytest.approx(top, abs=1e-6)
    for step in (-0.02, 0.02):
        assert height(at[0] + step, at[1], at[2]) < top
        for place in range(6):
            moved = at[1].copy()
            moved[place] += step
            assert height(at[0], moved, at[2]) < top


@given(some.integers(0, 1000))
@settings(max_examples=5, deadline=None)
def test_the_order_of_people_and_items_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = answers_of(bank_of(8, 3), people(400), 5)
    rows, columns = random.permutation(400), random.permutation(8)
    straight, mixed = calibrate(table, "2pl"), calibrate(table[rows][:, columns], "2pl")
    np.testing.assert_allclose(mixed.bank.b, straight.bank.b[columns], atol=1e-3)


def test_few_answers_still_give_difficulties_with_one_slope() -> None:
    found = calibrate(answers_of(bank_of(12), people(60), 3), "1pl")
    assert np.isfinite(found.se_b).all() and 0.15 < found.se_b.mean() < 0.8
    with pytest.raises(Unusable, match="1pl only") as refusal:
        calibrate(answers_of(bank_of(12), people(199), 3), "2pl")
    assert len(refusal.value.items) == 12


def test_only_the_items_with_too_few_answers_are_named() -> None:
    table = answers_of(bank_of(5), people(500), 3)
    table[150:, 3] = np.nan
    with pytest.raises(Unusable, match="1pl only: 4"):
        calibrate(table, "2pl")


def test_the_file_holds_what_the_next_program_needs() -> None:
    found = calibrate(answers_of(bank_of(5), people(300), 3), "2pl", ids=["a", "b", "c", "d", "e"])
    read = json.loads(json.dumps(found.to_dict()))
    assert set(read) == {"model", "loglik", "n", "items"} and read["n"] == 300
    assert set(read["items"][0]) == {"id", "a", "b", "c", "se_a", "se_b"}


def test_progress_is_told_and_never_goes_down() -> None:
    told: list[tuple[int, float]] = []
    calibrate(answers_of(bank_of(5), people(300), 3), "2pl", progress=lambda *at: told.append(at))
    heights = [height for _, height in told]
    assert len(told) > 1 and heights == sorted(heights)


GOOD = answers_of(bank_of(4), people(300), 3)


def changed(column: int, values: object) -> Floats:
    table = GOOD.copy()
    table[:, column] = values
    return table


@pytest.mark.parametrize(
    ("table", "model", "reason"),
    [
        (changed(1, 1.0), "2pl", "same points.*: 2"),
        (changed(2, np.nan), "2pl", "same points.*: 3"),
        (changed(0, 0.5), "2pl", "whole numbers.*: 1"),
        (changed(0, -1), "2pl", "whole numbers.*: 1"),
        (changed(3, 2 * GOOD[:, 3]), "grm", "join points.*: 4"),
        (changed(3, np.arange(300) % 3), "2pl", "use grm.*: 4"),
        (changed(3, 1 - GOOD[:, 3]), "2pl", "wrong key: 4"),
        (GOOD[:, :2], "2pl", "too few items"),
        (np.full((5, 3), np.nan), "1pl", "nobody answered"),
        (np.zeros((0, 3)), "1pl", "at least one person"),
        (GOOD, "4pl", "a model is one of"),
    ],
)
def test_answers_that_cannot_be_measured_are_refused_with_the_reason(
    table: Floats, model: Model, reason: str
) -> None:
    with pytest.raises(Unusable, match=reason):
        calibrate(table, model)


def test_ids_and_frequencies_must_fit_the_table() -> None:
    with pytest.raises(Unusable, match="id of its own"):
        calibrate(GOOD, "1pl", ids=["a", "a", "b", "c"])
    with pytest.raises(Unusable, match="frequency"):
        calibrate(GOOD, "1pl", frequencies=np.full(300, -1.0))
