"""Matrices in four bits a number: what comes back, how much is lost, and what is refused."""

import numpy as np
import pytest

from techhire.engines.skill_extraction.few_bits import RUN, STEPS, DamagedWeights, packed, unpacked


def matrix(rows=6, columns=2 * RUN, spread=0.05, seed=1):
    return np.random.default_rng(seed).normal(0, spread, (rows, columns)).astype(np.float32)


def test_four_bits_lose_a_tenth_of_the_spread():
    given = matrix()
    back = unpacked(packed("a", given), "a")
    assert back.shape == given.shape and back.dtype == np.float32
    assert np.sqrt(((back - given) ** 2).mean()) < 0.12 * given.std()


def test_whole_numbers_of_a_step_come_back_as_they_were():
    given = np.tile(np.arange(-7, 8, dtype=np.float32), 128).reshape(15, RUN) * np.float32(0.25)
    np.testing.assert_array_equal(unpacked(packed("a", given), "a"), given)


def test_each_run_has_a_step_of_its_own():
    given = matrix()
    given[2, RUN:] *= 1000
    back = unpacked(packed("a", given), "a")
    np.testing.assert_array_equal(back[:, :RUN], unpacked(packed("a", given[:, :RUN]), "a"))
    assert np.abs(back[2, RUN:] - given[2, RUN:]).max() < 0.2 * np.abs(given[2, RUN:]).max()


def test_zeros_stay_zeros_and_the_store_takes_little_more_than_half_a_byte_a_number():
    store = packed("a", np.zeros((8, RUN), dtype=np.float32))
    assert not unpacked(store, "a").any()
    assert sum(one.nbytes for one in store.values()) == 8 * (RUN // 2 + 2)


def test_steps_of_another_matrix_are_refused():
    store = packed("a", matrix()) | {STEPS + "a": packed("b", matrix(rows=7))[STEPS + "b"]}
    with pytest.raises(DamagedWeights, match="steps"):
        unpacked(store, "a")
