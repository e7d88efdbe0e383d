"""A sentence model of the published shape in small: random weights and a dozen words, for tests without the extra."""

import numpy as np
from tokenizers import AddedToken, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from techhire.engines.skill_extraction.link_minilm import MiniLM
from techhire.engines.skill_extraction.transformer import LAYERS

WORDS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]", "repair", "bicycles", "with", "care", "sell", "cars", "[MASK]")


def shapes():
    yield "embeddings.word_embeddings.weight", (len(WORDS), 384)
    yield "embeddings.position_embeddings.weight", (512, 384)
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
            ("intermediate.dense", 128, 384),
            ("output.dense", 384, 128),
        ):
            yield f"{name}{part}.weight", (out, inner)
            yield f"{name}{part}.bias", (out,)
        for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
            yield f"{name}{norm}.weight", (384,)
            yield f"{name}{norm}.bias", (384,)


def small_weights() -> dict[str, np.ndarray]:
    """Return the same weights each time."""
    rng = np.random.default_rng(5)
    return {
        name: rng.normal(1.0 if "LayerNorm.weight" in name else 0.0, 0.1, shape).astype(np.float32)
        for name, shape in shapes()
    }


def small_minilm() -> MiniLM:
    """Return the same model each time."""
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.add_special_tokens([AddedToken("[MASK]")])
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.enable_truncation(128)
    return MiniLM(small_weights(), tokenizer)
