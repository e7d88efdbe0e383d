"""A single count never shows fewer than ten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.disclosure_control import share_count


@given(st.integers(0, 100_000))
def test_a_count_is_hidden_below_ten_and_a_multiple_of_five_from_ten(count):
    shared = share_count(count)
    if count < 10:
        assert (shared.value, shared.code, shared.words) == (None, "fewer_than", "fewer than 10")
    else:
        assert shared.value % 5 == 0
        assert abs(shared.value - count) <= 2


@given(st.integers(0, 100_000))
def test_the_range_told_is_exactly_the_counts_shown_the_same(count):
    shared = share_count(count)
    assert shared.at_least <= count <= shared.at_most
    assert share_count(shared.at_least) == share_count(shared.at_most) == shared
    assert share_count(shared.at_most + 1) != shared
    assert shared.at_least == 0 or share_count(shared.at_least - 1) != shared


def test_large_counts_read_well():
    assert share_count(12_347).words == "about 12,345"


@pytest.mark.parametrize("count", [-1, 2.5])
def test_what_is_not_a_count_is_refused(count):
    with pytest.raises(ValueError, match="whole number"):
        share_count(count)
