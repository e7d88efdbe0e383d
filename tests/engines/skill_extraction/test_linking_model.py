"""The optional sentence model: our own forward pass, on small random weights and, where installed, on the real ones."""

from importlib.util import find_spec

import numpy as np
import pytest

from techhire.engines.skill_extraction.link_minilm import PACKAGE, load_local_model

from .small_minilm import small_minilm


@pytest.fixture(scope="module")
def model():
    return small_minilm()


def test_a_text_is_encoded_the_same_alone_and_beside_longer_ones(model):
    texts = ["repair bicycles", "sell cars with care and repair bicycles with care", "cars"]
    together = model.encode(texts)
    alone = np.concatenate([model.encode([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_vectors_have_unit_length_and_know_word_order(model):
    vectors = model.encode(["repair bicycles", "bicycles repair"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-4)


def test_the_whole_view_is_the_encoding_and_windows_leave_the_end_marks_out(model):
    text = "sell cars with care"
    seen = next(iter(model.views([text])))
    np.testing.assert_allclose(seen.whole, model.encode([text])[0], atol=1e-5)
    assert seen.windows.shape == (2 + 1, 384)


def test_a_text_without_words_still_has_a_view(model):
    assert np.isfinite(next(iter(model.views([""]))).windows).all()


@pytest.mark.skipif(find_spec(PACKAGE) is None, reason="the extra 'linking' is not installed")
def test_the_real_model_finds_a_paraphrase_closer_than_a_stranger():
    vectors = load_local_model().encode(["fix broken bicycles", "repair bikes", "teach biology"])
    assert vectors[0] @ vectors[1] > 0.6 > 0.3 > vectors[0] @ vectors[2]
