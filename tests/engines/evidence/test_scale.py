"""The quantum, the table and the words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.evidence import (
    TABLE_OFFSET,
    EvidenceClass,
    Parameters,
    Word,
    bar_step,
    chance,
    decode,
    p_reaches,
    table,
    value,
    word,
)
from techhire.engines.evidence.scale import SDS, mean_step_of, pack, sd_step_of

classes, means, sds = st.sampled_from(EvidenceClass), st.integers(0, 110), st.integers(0, 31)
required_levels = st.integers(1, 5)


@given(classes, means, sds, required_levels)
def test_the_table_is_the_contribution_bit_for_bit(evidence_class, mean, sd, required):
    code = pack(evidence_class, mean, sd)
    assert table()[evidence_class, mean - bar_step(required) + TABLE_OFFSET, sd] == value(code, required)


@given(means, sds, required_levels)
def test_the_chance_is_the_logistic_curve_at_the_stored_mean_and_sd(mean, sd, required):
    stored = decode(pack(3, mean, sd))
    direct = 1 / (1 + np.exp(-1.702 * (stored.mean - (required - 0.5)) / stored.sd))
    assert chance(stored.code, required) == pytest.approx(direct, rel=1e-9, abs=1e-300)
    assert p_reaches(stored.mean, stored.sd, required) == pytest.approx(direct, rel=1e-9, abs=1e-300)


def test_the_table_has_its_documented_shape_and_cannot_be_changed():
    assert table().shape == (4, 221, 32)
    assert table().dtype == np.float64
    with pytest.raises(ValueError, match="read-only"):
        table()[0, 0, 0] = 1.0
    assert (table()[0] == 0).all()
    assert table()[1].max() == 0.35


def test_a_mean_on_the_bar_is_exactly_one_half():
    assert all(
        chance(pack(2, bar_step(level), sd), level) == 0.5 for level in range(1, 6) for sd in range(32)
    )


@given(st.floats(0, 5.5))
def test_a_mean_is_stored_within_half_a_step(mean):
    assert abs(mean_step_of(mean) * 0.05 - mean) <= 0.025 + 1e-9


@given(st.floats(0.155, 2.9))
def test_an_sd_is_stored_within_5_percent(sd):
    assert abs(SDS[sd_step_of(sd)] / sd - 1) < 0.05


@given(classes, means, sds, required_levels)
def test_words_follow_class_and_chance(evidence_class, mean, sd, required):
    code = pack(evidence_class, mean, sd)
    said, reached = word(code, required), chance(code, required)
    assert (said is Word.PROVEN) == (evidence_class == 3 and reached >= 0.8)
    assert (said is Word.CLAIMED) == (evidence_class == 1)
    assert said.is_met == (evidence_class >= 2 and reached >= 0.5)


@pytest.mark.parametrize("required", [0, 6, 2.5, -1])
def test_a_required_level_outside_one_to_five_is_refused(required):
    with pytest.raises(ValueError, match="required level"):
        bar_step(required)


@pytest.mark.parametrize(
    "change", [{"claims_cap": 0.6}, {"proven_at": 0.4}, {"vouch_sd": 0}, {"prior_sd": -1}]
)
def test_parameters_that_would_break_the_laws_are_refused(change):
    with pytest.raises(ValueError):
        Parameters(**change)
