"""The optional sentence model: our own forward pass, on small random weights and, where installed, on the real ones."""

from importlib.util import find_spec

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from techhire.engines.skill_extraction.link_minilm import LAYERS, PACKAGE, MiniLM, load_local_model

WORDS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]", "repair", "bicycles", "with", "care", "sell", "cars")


def shapes():
    yield "embeddings.word_embeddings.weight", (len(WORDS), 384)
    yield "embeddings.position_embeddings.weight", (32, 384)
    yield "embeddings.token_type_embeddings.weight", (2, 384)
    yield "embeddings.LayerNorm.weight", (384,)
    yield "embeddings.LayerNorm.bias", (384,)
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part, out, inner in (
            ("attention.self.query", 384, 384),
            ("attention.self.key", 384, 384),
            ("attention.self.value", 384, 384),
            ("attention.output.dense", 384, 384),
            ("intermediate.dense", 64, 384),
            ("output.dense", 384, 64),
        ):
            yield f"{name}{part}.weight", (out, inner)
            yield f"{name}{part}.bias", (out,)
        for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
            yield f"{name}{norm}.weight", (384,)
            yield f"{name}{norm}.bias", (384,)


@pytest.fixture(scope="module")
def model():
    rng = np.random.default_rng(5)
    weights = {
        name: rng.normal(1.0 if "LayerNorm.weight" in name else 0.0, 0.1, shape).astype(np.float32)
        for name, shape in shapes()
    }
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return MiniLM(weights, tokenizer)


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
