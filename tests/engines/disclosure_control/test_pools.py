"""A pool of employers' needs is shown only when no one in it can be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.disclosure_control import PoolReason, judge_pool, pool_is_safe

parts = st.lists(st.integers(0, 200), min_size=1, max_size=9)


def test_five_alike_are_safe_and_four_are_not():
    assert pool_is_safe([3, 3, 3, 3, 3])
    assert judge_pool([9, 9, 9, 9]).reason is PoolReason.TOO_FEW


def test_an_organization_that_gave_nothing_does_not_make_up_the_number():
    assert judge_pool([5, 5, 5, 5, 0]).reason is PoolReason.TOO_FEW


def test_one_large_contributor_could_be_worked_out_by_the_second():
    assert judge_pool([100, 40, 10, 10, 9]).reason is PoolReason.DOMINATED
    assert pool_is_safe([100, 40, 10, 10, 10])


@given(parts)
def test_in_a_safe_pool_no_contributor_comes_within_30_percent_of_another(contributions):
    if not pool_is_safe(contributions):
        return
    total = sum(contributions)
    for one, own in enumerate(contributions):
        for other, target in enumerate(contributions):
            if one != other and own > 0 and target > 0:
                assert (total - own) - target >= 0.3 * target - 1e-9


@given(parts)
def test_in_a_dominated_pool_someone_does(contributions):
    if judge_pool(contributions).reason is PoolReason.DOMINATED:
        largest, second = sorted(contributions, reverse=True)[:2]
        assert sum(contributions) - second - largest < 0.3 * largest


@given(parts, st.randoms(use_true_random=False))
def test_order_does_not_matter(contributions, random):
    assert judge_pool(contributions) == judge_pool(random.sample(contributions, len(contributions)))


@pytest.mark.parametrize("part", [-1, float("nan"), float("inf")])
def test_impossible_contributions_are_refused(part):
    with pytest.raises(ValueError, match="finite"):
        judge_pool([part, 1, 1, 1, 1])
