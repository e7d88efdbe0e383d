"""Vouches weigh by how the source's past ones turned out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.evidence import TrackRecord, estimate, pooled_rate, vouch_sd

from .pieces import TODAY, tracks, vouch


def test_a_poor_record_weakens_a_vouch_and_a_good_one_leaves_it():
    poor, good = TrackRecord(2, 20, 80, 100), TrackRecord(20, 20, 80, 100)
    assert vouch_sd(poor) > 0.9
    assert vouch_sd(good) == vouch_sd(None) == 0.9


def test_the_rate_is_shrunk_toward_the_community():
    base = 81 / 102
    assert pooled_rate(2, 20, 80, 100) == pytest.approx((2 + 10 * base) / 30)


@given(st.integers(0, 4), st.data())
def test_fewer_than_five_checked_vouches_are_neutral(total, data):
    good = data.draw(st.integers(0, total))
    assert vouch_sd(TrackRecord(good, total, 50, 100)) == 0.9


@given(tracks())
def test_no_record_strengthens_a_vouch(track):
    assert vouch_sd(track) >= 0.9


@given(st.integers(5, 40))
def test_one_more_vouch_that_turned_out_never_raises_the_sd(total):
    sds = [vouch_sd(TrackRecord(good, total, 90, 120)) for good in range(total + 1)]
    assert sds == sorted(sds, reverse=True)


def test_a_poor_record_widens_the_estimate():
    plain = estimate([vouch(3.0)], as_of=TODAY, half_life_years=6)
    poor = estimate([vouch(3.0, track=TrackRecord(0, 20, 90, 100))], as_of=TODAY, half_life_years=6)
    assert poor.sd > plain.sd


@pytest.mark.parametrize("counts", [(3, 2, 5, 9), (-1, 2, 5, 9), (1, 2, 10, 9)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match="turned out"):
        TrackRecord(*counts)
