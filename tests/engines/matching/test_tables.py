"""Codes, the table of chances, and what a posting may ask."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.matching import Need, ReachTable, Requirement, pack, unpack, warm
from techhire.engines.matching.codes import bar_step
from techhire.engines.matching.lanes import share
from tests.engines.matching.worlds import TABLE

PARTS = st.tuples(st.integers(0, 3), st.integers(0, 110), st.integers(0, 31))


@given(PARTS)
def test_a_code_keeps_what_was_packed(parts) -> None:
    assert unpack(pack(*parts)) == parts
    assert 0 <= pack(*parts) < 1 << 14


@pytest.mark.parametrize("parts", [(4, 0, 0), (0, 111, 0), (0, 0, 32), (-1, 0, 0)])
def test_what_does_not_fit_a_code_is_refused(parts) -> None:
    with pytest.raises(ValueError, match="no code"):
        pack(*parts)


@given(PARTS, st.integers(1, 5), st.sampled_from([64, 512, 16384]))
def test_every_lookup_finds_the_callers_own_value(parts, level, scale) -> None:
    evidence, mean, sd = parts
    code = np.array([pack(*parts)], dtype=np.uint16)
    expected = TABLE.values[evidence, mean - bar_step(level) + TABLE.offset, sd]
    assert TABLE.chances(code, [level])[0] == expected
    assert TABLE.shown(code, [level])[0] == (evidence >= 2 and expected >= 0.5)
    place = TABLE._places(code, [level])[0]
    whole = int(TABLE.whole(scale)[place])
    assert bool(whole >> 15) == (evidence >= 2 and expected >= 0.5)
    assert abs((whole & 0x7FFF) - expected * scale) <= (1 if expected * scale < 0.5 else 0.5)
    assert ((whole & 0x7FFF) > 0) == (expected > 0)


@pytest.mark.parametrize("offset", [90, 110, 119])
def test_the_table_may_begin_anywhere_that_covers_every_distance(offset) -> None:
    moved = ReachTable(np.roll(TABLE.values, offset - 110, axis=1), offset)
    code = np.array([pack(2, 70, 4)], dtype=np.uint16)
    assert moved.chances(code, [3]) == TABLE.chances(code, [3])


@pytest.mark.parametrize(
    ("values", "offset", "message"),
    [
        (np.zeros((3, 221, 32)), 110, "a table is"),
        (np.zeros((4, 221, 31)), 110, "a table is"),
        (np.zeros((4, 150, 32)), 110, "do not fit"),
        (np.zeros((4, 221, 32)), 80, "do not fit"),
        (np.full((4, 221, 32), 1.5), 110, "between 0 and 1"),
        (np.full((4, 221, 32), np.nan), 110, "between 0 and 1"),
        (np.full((4, 221, 32), 0.5), 110, "exactly 0"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(values, offset, message) -> None:
    with pytest.raises(ValueError, match=message):
        ReachTable(values, offset)


@pytest.mark.parametrize(("level", "weight"), [(0, 1), (6, 1), (3, 0), (3, 101), (3, 1.5)])
def test_a_requirement_outside_the_scale_is_refused(level, weight) -> None:
    with pytest.raises(ValueError):
        Requirement(1, level, weight)


def test_a_skill_asked_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Need(1, (Requirement(1, 2), Requirement(1, 3)))


def test_a_posting_of_too_many_skills_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 255"):
        Need(1, tuple(Requirement(skill, 2) for skill in range(256)))


def test_a_failure_in_any_thread_reaches_the_caller() -> None:
    def fail_in_the_first(lane: int, lanes: int) -> int:
        if lane == 0:
            raise KeyError("lost")
        return lane

    with pytest.raises(KeyError, match="lost"):
        share(fail_in_the_first, 3)
    assert share(lambda lane, lanes: (lane, lanes), 3) == [(0, 3), (1, 3), (2, 3)]


def test_no_threads_are_refused() -> None:
    with pytest.raises(ValueError, match="0 threads"):
        share(lambda lane, lanes: lane, 0)


def test_after_warming_nothing_is_left_to_compile() -> None:
    from techhire.engines.matching import float_kernels, kernels

    warm()
    for kernel in (kernels.scan, kernels.count_passing, kernels.codes_of, float_kernels.count_fitting):
        assert kernel.signatures
