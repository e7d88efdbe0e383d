"""A question that leaked lately stands out, however many clean answers came before; chance and abler people do not."""

import numpy as np
import pytest

from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.lately import lately

DIFFICULTIES = np.linspace(-1.5, 1.5, 20)
BANK = ItemBank.of(Item(f"q{place}", 1.2, b) for place, b in enumerate(DIFFICULTIES.tolist()))


def answers(
    people: int, *, seed: int, mean: float = 0.0, known: float = 0.0, seen: int = 12, off: float = 0.0
) -> np.ndarray:
    """Points of people who see some of the questions; a share ``known`` of them knows the answer to number 7."""
    dice = np.random.default_rng(seed)
    theta = dice.normal(mean, 1, (people, 1))
    points = (dice.random((people, 20)) < 1 / (1 + np.exp(-1.2 * (theta - DIFFICULTIES - off)))).astype(float)
    points[:, 7] = np.where(dice.random(people) < known, 1.0, points[:, 7])
    for row in points:
        row[dice.permutation(20)[seen:]] = np.nan
    return points


def test_a_leak_after_a_thousand_clean_answers_is_seen_in_the_last_two_hundred() -> None:
    table = np.vstack([answers(1700, seed=1), answers(200, seed=2, known=0.8)])
    assert (~np.isnan(table[:1700, 7])).sum() > 1000
    found = lately(table, BANK, window=200, fewest=50)
    assert found.shift[7] < -1 and found.z[7] < -4
    others = [place for place in range(20) if place != 7]
    assert np.abs(found.z[others]).max() < 3.5


@pytest.mark.parametrize("off", [0.0, 0.8])
def test_chance_and_curves_that_never_fitted_raise_no_alarm(off: float) -> None:
    alarms = []
    for seed in range(6):
        table = np.vstack([answers(800, seed=10 + seed, off=off), answers(200, seed=30 + seed, off=off)])
        alarms += np.abs(lately(table, BANK, window=200, fewest=50).z).tolist()
    assert max(alarms) < 4 and np.std(alarms) < 1


def test_abler_people_lately_are_not_easier_questions() -> None:
    table = np.vstack([answers(1000, seed=4, mean=-0.5), answers(200, seed=5, mean=1.0)])
    assert np.abs(lately(table, BANK, window=200, fewest=50).z).max() < 4


def test_a_seldom_asked_question_is_looked_at_by_its_own_last_answers() -> None:
    table = np.vstack([answers(1500, seed=6), answers(500, seed=7, known=1.0)])
    dice = np.random.default_rng(8)
    table[dice.random(2000) > 0.2, 7] = np.nan
    assert (~np.isnan(table[-200:, 7])).sum() < 50
    found = lately(table, BANK, window=200, fewest=50)
    assert found.z[7] < -4


def test_few_answers_say_nothing_and_a_guess_stands_for_nothing() -> None:
    few = lately(answers(40, seed=9), BANK, window=200, fewest=50)
    assert np.isnan(few.shift).all() and np.isnan(few.z).all()
    fresh = answers(100, seed=10, known=1.0, seen=20)
    assert lately(fresh, BANK, window=200, fewest=50).z[7] < -4
    guessed = ItemBank.of(Item(f"q{place}", 1.2, b, guessed=True) for place, b in enumerate(DIFFICULTIES))
    assert np.isnan(lately(fresh, guessed, window=200, fewest=50).z).all()
    assert np.isnan(lately(answers(0, seed=1), BANK, window=200, fewest=50).z).all()


def test_part_points_are_compared_too() -> None:
    bank = ItemBank.of([*BANK.items, Item("graded", 1.3, steps=(-0.5, 0.8))])
    dice = np.random.default_rng(11)
    table = answers(1200, seed=12, seen=20)
    graded = dice.integers(0, 3, 1200).astype(float)
    steady = lately(np.column_stack([table, graded]), bank, window=200, fewest=50)
    assert abs(steady.z[20]) < 4
    graded[-200:] = 2.0
    leaked = lately(np.column_stack([table, graded]), bank, window=200, fewest=50)
    assert leaked.z[20] < -4 and leaked.shift[20] < -1
