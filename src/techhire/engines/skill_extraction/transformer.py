"""Layers of an encoder of the BERT family (Vaswani et al., 2017; Devlin et al., 2019) in plain NumPy, float32."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .link_windows import Floats

HEADS, LAYERS, EPSILON = 12, 6, 1e-12
LONGEST = 128
"""Pieces of a text that are read, the marks at its ends among them."""
BATCH = 32
MATRICES = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
"""The matrices of a layer, each (outputs, inputs)."""


@dataclass(frozen=True)
class Transformer:
    """Weights by their published names."""

    weights: dict[str, Floats]

    def states(self, numbers: Sequence[Sequence[int]]) -> list[Floats]:
        """Last-layer states of texts given as numbers of pieces: for each an array (pieces, width)."""
        lengths = [len(one) for one in numbers]
        ids = np.zeros((len(numbers), max(lengths)), dtype=np.int64)
        for row, one in zip(ids, numbers, strict=True):
            row[: len(one)] = one
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
