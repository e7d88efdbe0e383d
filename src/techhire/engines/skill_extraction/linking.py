"""Linking text to skill labels: which names of a framework does this sentence speak of?

Used for what no name matches word by word. Every label is known by its name and by the ways ads put it; a sentence
is compared with all of them, coarsely over the whole list, then exactly over the best few hundred.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from techhire.engines.skill_extraction.link_lexicon import load_ad_phrases
from techhire.engines.skill_extraction.link_minilm import LocalModelMissing, load_local_model
from techhire.engines.skill_extraction.link_static import StaticEncoder, load_static_encoder
from techhire.engines.skill_extraction.link_text import bare_name, clean
from techhire.engines.skill_extraction.link_windows import (
    WHOLE_SHARE,
    Floats,
    Views,
    scaled,
    sums_of,
    views_of,
)

__all__ = ["Encoder", "LabelIndex", "LocalModelMissing", "build_index", "linker_of", "load_local_model"]

BATCH = 64
CANDIDATES = 384
COARSE_DIMENSIONS = 64
COARSE_WIDTH, COARSE_STRIDE = 4, 2
COARSE_BATCH = 8
ENCODER_SHARE = 0.5


class Encoder(Protocol):
    """A sentence model beside the default one; see ``link_minilm``. Vectors are float32 of unit length."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector a text, shape (texts, dimensions)."""

    def views(self, texts: Sequence[str]) -> Iterator[Views]:
        """Each text whole and through windows."""


@dataclass(frozen=True)
class LabelIndex:
    """A label list prepared for ranking.

    Rows are the labels followed by further names of some of them; ``owner`` (rows,) is the label each row speaks
    for, ``vectors`` (rows, dimensions) and ``coarse`` (64, rows) how the default encoder sees it, ``rotation``
    (dimensions, 64) the axes of most variance, and ``model_vectors`` how the optional encoder sees it.
    """

    labels: tuple[str, ...]
    owner: NDArray[np.int64]
    static: StaticEncoder
    vectors: Floats
    rotation: Floats
    coarse: Floats
    encoder: Encoder | None = None
    model_vectors: Floats | None = None

    def rank(self, texts: Sequence[str], k: int) -> list[list[tuple[int, float]]]:
        """The ``k`` closest labels of each text as (position in ``labels``, score), best first.

        Equal scores (to six digits) keep the order of the labels, so the same input gives the same output. A text
        without any letter or digit gets an empty list. Raises ValueError for k below 1.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        answers: list[list[tuple[int, float]]] = []
        for start in range(0, len(texts), BATCH):
            answers += self._rank_batch(texts[start : start + BATCH], k)
        return answers

    def _rank_batch(self, texts: Sequence[str], k: int) -> list[list[tuple[int, float]]]:
        kept = [at for at, text in enumerate(texts) if any(mark.isalnum() for mark in clean(text))]
        answers: list[list[tuple[int, float]]] = [[] for _ in texts]
        said = [texts[at] for at in kept]
        pieces = list(self.static.pieces(said))
        shortlists = self._shortlists(pieces, max(CANDIDATES, 4 * k))
        model = self.encoder.views(said) if self.encoder else iter([None] * len(said))
        for at, text, rows, seen_by_model in zip(kept, pieces, shortlists, model, strict=True):
            answers[at] = self._best(rows, views_of(text, self.static.damping), seen_by_model, k)
        return answers

    def _shortlists(self, texts: Sequence[Floats], size: int) -> Iterator[NDArray[np.int64]]:
        """Rows worth an exact look: the best by whole text and strided windows in few dimensions."""
        if size >= len(self.owner):
            yield from [np.arange(len(self.owner))] * len(texts)
            return
        share = WHOLE_SHARE / (1 - WHOLE_SHARE)
        for start in range(0, len(texts), COARSE_BATCH):
            views = [self._coarse_view(pieces) for pieces in texts[start : start + COARSE_BATCH]]
            close = (np.concatenate(views) @ self.rotation) @ self.coarse
            for block in np.split(close, np.cumsum([len(view) for view in views])[:-1]):
                best = block[1:].max(axis=0)
                best += share * block[0]
                yield np.argpartition(best, len(best) - size)[-size:]

    def _coarse_view(self, pieces: Floats) -> Floats:
        whole = scaled(pieces.sum(axis=0, keepdims=True), 0.0)
        return np.concatenate(
            [whole, scaled(sums_of(pieces, (COARSE_WIDTH,), COARSE_STRIDE), self.static.damping)]
        )

    def _best(
        self, rows: NDArray[np.int64], seen: Views, seen_by_model: Views | None, k: int
    ) -> list[tuple[int, float]]:
        if seen_by_model is not None and self.model_vectors is not None:
            model = seen_by_model.scores(self.model_vectors)
            near = np.argpartition(model, max(0, len(model) - CANDIDATES))[-CANDIDATES:]
            rows = np.union1d(rows, near)
            scores = (1 - ENCODER_SHARE) * seen.scores(self.vectors[rows]) + ENCODER_SHARE * model[rows]
        else:
            scores = seen.scores(self.vectors[rows])
        return best_labels(self.owner[rows], scores, k)


def best_labels(owners: NDArray[np.int64], scores: Floats, k: int) -> list[tuple[int, float]]:
    """Each label by its best row, highest first, ties by label position; at most ``k``."""
    rounded = np.round(scores.astype(np.float64), 6)
    best: dict[int, float] = {}
    for at in np.lexsort((owners, -rounded)):
        best.setdefault(int(owners[at]), float(rounded[at]))
        if len(best) == k:
            break
    return list(best.items())


def build_index(labels: Sequence[str], *, encoder: Encoder | None = None) -> LabelIndex:
    """Prepare a label list; positions in it are what ``rank`` answers. Raises ValueError for an empty list."""
    if not labels:
        raise ValueError("There is no label to link to")
    static = load_static_encoder()
    names, owner = _names_of(labels)
    vectors = static.encode(names)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    rotation = np.ascontiguousarray(axes[:, ::-1][:, :COARSE_DIMENSIONS])
    model_vectors = encoder.encode(names) if encoder else None
    return LabelIndex(
        tuple(labels),
        owner,
        static,
        vectors,
        rotation,
        np.ascontiguousarray((vectors @ rotation).T),
        encoder,
        model_vectors,
    )


def linker_of(index: LabelIndex, k: int = 5) -> Callable[[list[str]], list[list[tuple[int, float]]]]:
    """The index as a plain function of phrases, for those who only want to call it."""
    return lambda phrases: index.rank(phrases, k)


def _names_of(labels: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """All labels, then what else some of them are called: without their bracket, and as ads say it."""
    phrases = load_ad_phrases()
    names, owner = list(labels), list(range(len(labels)))
    for at, label in enumerate(labels):
        others = [*phrases.get(label.strip().lower(), ())]
        if bare_name(label) != label:
            others.append(bare_name(label))
        names += others
        owner += [at] * len(others)
    return names, np.asarray(owner, dtype=np.int64)
