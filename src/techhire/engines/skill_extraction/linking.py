"""Linking text to skill labels: which names of a framework does this sentence speak of?

Used for what no name matches word by word, by meaning (static vectors) and by spelling (character n-grams).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from techhire.engines.skill_extraction.link_grams import GramSpace
from techhire.engines.skill_extraction.link_text import clean
from techhire.engines.skill_extraction.link_vectors import StaticVectors, load_static_vectors

GRAM_WEIGHT = 0.4


class Encoder(Protocol):
    """Anything that turns texts into unit-length vectors, shape (texts, dimensions), float32."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True)
class LabelIndex:
    """A label list prepared for ranking. ``vectors`` is (labels, dimensions); ``grams`` is (columns, labels)."""

    labels: tuple[str, ...]
    static: StaticVectors
    vectors: NDArray[np.float32]
    space: GramSpace
    grams: csc_matrix

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How close every label is to every text; shape (texts, labels)."""
        cleaned = [clean(text) for text in texts]
        spelled = (self.space.transform(cleaned) @ self.grams).toarray()
        return (1 - GRAM_WEIGHT) * (self.static.encode(cleaned) @ self.vectors.T) + GRAM_WEIGHT * spelled

    def rank(self, texts: Sequence[str], k: int) -> list[list[tuple[int, float]]]:
        """The ``k`` closest labels of each text as (position in ``labels``, score), best first.

        Equal scores keep the order of the labels, so the same input always gives the same output.
        """
        if not texts:
            return []
        return [best_of(row, k) for row in self.scores(texts)]


def best_of(row: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    """The ``k`` highest entries of one row of scores, ties by position."""
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    if k < len(row):
        bar = np.partition(row, len(row) - k)[len(row) - k]
        chosen = np.flatnonzero(row >= bar)
    else:
        chosen = np.arange(len(row))
    order = chosen[np.argsort(-row[chosen], kind="stable")][:k]
    return [(int(label), float(row[label])) for label in order]


def build_index(labels: Sequence[str], *, encoder: Encoder | None = None) -> LabelIndex:
    """Prepare a label list; positions in it are what ``rank`` answers. Raises ValueError for an empty list."""
    if not labels:
        raise ValueError("There is no label to link to")
    static = load_static_vectors()
    cleaned = [clean(label) for label in labels]
    space = GramSpace.fit(cleaned)
    grams = space.transform(cleaned).T.tocsr()
    return LabelIndex(tuple(labels), static, static.encode(cleaned), space, grams)
