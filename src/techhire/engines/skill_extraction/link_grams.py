"""Character n-grams: the half of the linker that needs no knowledge of words, only their spelling."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from techhire.engines.skill_extraction.link_text import words

SIZES = (3, 4, 5)


def grams_of_word(word: str) -> list[str]:
    """The word's n-grams with a space at each end, so that beginnings and endings count as such."""
    padded = f" {word} "
    found = [padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1)]
    return found or [padded]


@dataclass
class GramSpace:
    """TF-IDF over the n-grams of one label list (Salton and Buckley, 1988; smoothed idf).

    ``columns`` numbers the n-grams seen in the labels, ``idf`` weighs them; ``_cache`` keeps each word's columns
    because the same words come back in nearly every sentence.
    """

    columns: dict[str, int]
    idf: NDArray[np.float32]
    _cache: dict[str, NDArray[np.int32]] = field(default_factory=dict, repr=False)

    @classmethod
    def fit(cls, labels: Sequence[str]) -> "GramSpace":
        """Learn columns and weights from the labels alone."""
        columns: dict[str, int] = {}
        documents: list[int] = []
        for label in labels:
            for gram in dict.fromkeys(gram for word in words(label) for gram in grams_of_word(word)):
                column = columns.setdefault(gram, len(columns))
                if column == len(documents):
                    documents.append(0)
                documents[column] += 1
        counts = np.asarray(documents, dtype=np.float32)
        return cls(columns, (np.log((1 + len(labels)) / (1 + counts)) + 1).astype(np.float32))

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Unit-length rows, shape (texts, columns), float32; a text of unknown n-grams gives an empty row."""
        parts = [[self._word(word) for word in words(text)] for text in texts]
        lengths = np.asarray([sum(len(piece) for piece in row) for row in parts], dtype=np.int64)
        flat = [piece for row in parts for piece in row]
        indices = np.concatenate(flat) if flat else np.zeros(0, dtype=np.int32)
        indptr = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        matrix = csr_matrix(
            (np.ones(len(indices), dtype=np.float32), indices, indptr), shape=(len(texts), len(self.columns))
        )
        matrix.sum_duplicates()
        matrix.data *= self.idf[matrix.indices]
        return _unit_rows(matrix)

    def _word(self, word: str) -> NDArray[np.int32]:
        known = self._cache.get(word)
        if known is None:
            columns = (self.columns.get(gram) for gram in grams_of_word(word))
            known = np.asarray([column for column in columns if column is not None], dtype=np.int32)
            self._cache[word] = known
        return known


def _unit_rows(matrix: csr_matrix) -> csr_matrix:
    squares = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    scale = 1 / np.sqrt(np.where(squares > 0, squares, 1))
    matrix.data *= np.repeat(scale, np.diff(matrix.indptr)).astype(np.float32)
    return matrix
