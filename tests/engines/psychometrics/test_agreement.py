"""Agreement of assessors, against published worked values and definitions written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.engines.psychometrics.agreement import intraclass, quadratic_weighted_kappa

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""The example of Shrout and Fleiss (1979), table 2: six targets, four judges."""
ratings = some.lists(some.tuples(some.integers(1, 4), some.integers(1, 4)), min_size=2, max_size=30)


def test_the_example_of_shrout_and_fleiss_gives_their_six_values() -> None:
    found = intraclass(SHROUT_FLEISS)
    assert found is not None
    told = [found.one_random, found.one, found.one_fixed, found.mean_random, found.mean, found.mean_fixed]
    assert [round(value, 2) for value in told] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


@given(ratings)
def test_weighted_kappa_is_that_of_the_table_of_both_ratings(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((4, 4))
    for one, other in pairs:
        table[one - 1, other - 1] += 1 / len(pairs)
    miss = (np.arange(4)[:, None] - np.arange(4)[None, :]) ** 2
    by_chance = (miss * np.outer(table.sum(axis=1), table.sum(axis=0))).sum()
    found = quadratic_weighted_kappa(*zip(*pairs, strict=True))
    if by_chance == 0:
        assert found is None
    else:
        assert found == pytest.approx(1 - (miss * table).sum() / by_chance)


def test_full_agreement_is_1_and_opposites_are_below_0() -> None:
    assert quadratic_weighted_kappa([1, 2, 3], [1, 2, 3]) == 1.0
    opposite = quadratic_weighted_kappa([1, 2, 3], [3, 2, 1])
    assert opposite is not None and opposite < 0


def test_ratings_without_differences_show_nothing() -> None:
    assert quadratic_weighted_kappa([2, 2], [2, 2]) is None
    assert intraclass([[2, 2], [2, 2]]) is None


def test_ratings_that_lack_their_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        quadratic_weighted_kappa([1, 2], [1])
    with pytest.raises(ValueError, match="both ratings"):
        quadratic_weighted_kappa([1, float("nan")], [1, 2])
    with pytest.raises(ValueError, match="every piece"):
        intraclass([[1, 2]])
