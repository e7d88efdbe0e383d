"""A linear-chain tagger that marks phrases of skill and of knowledge that no list of names holds.

Model: a conditional random field over the tags outside, begin, inside (Lafferty, McCallum and Pereira 2001) with
hashed features, one field per kind of span. Its weights were estimated from the train part of SkillSpan (Zhang et
al., NAACL 2022, MIT license, Copyright (c) 2023 Mike Zhang) by benchmarks/extraction/train_tagger.py; they contain
no sentence of it.
"""

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from .tagger_features import features, tokens

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
KINDS = ("skill", "knowledge")
WEIGHTS = "tagger.npz"


@dataclass(frozen=True)
class Field:
    """One field: int8 emission weights (buckets, 3) with their scale, transitions (3, 3), first tags (3,)."""

    emissions: npt.NDArray[np.int8]
    scale: float
    transitions: npt.NDArray[np.float32]
    first: npt.NDArray[np.float32]

    def tags(self, hashed: npt.NDArray[np.int32]) -> list[int]:
        """Return the best tag per word for hashed features of shape (words, templates), by Viterbi's recursion."""
        scores = self.emissions[hashed].sum(axis=1, dtype=np.int32) * self.scale
        best = scores[0] + self.first
        origins = []
        for row in scores[1:]:
            paths = best[:, None] + self.transitions
            origins.append(paths.argmax(axis=0))
            best = paths.max(axis=0) + row
        path = [int(best.argmax())]
        for origin in reversed(origins):
            path.append(int(origin[path[-1]]))
        return path[::-1]


@dataclass(frozen=True)
class Tagger:
    """The fields by kind of span."""

    fields: dict[str, Field]

    def spans(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Return, for each kind, half-open spans in characters of `text`, which should be one sentence."""
        places = tokens(text)
        if not places:
            return {kind: [] for kind in self.fields}
        hashed = features([text[start:end] for start, end in places])
        return {kind: _joined(field.tags(hashed), places) for kind, field in self.fields.items()}


@functools.lru_cache(maxsize=1)
def load_tagger() -> Tagger | None:
    """Return the tagger shipped with the package, or None where its weights are absent."""
    path = resources.files(__package__).joinpath("data", WEIGHTS)
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as store:
        return Tagger({kind: _field(store, kind) for kind in KINDS})


def _field(store: "np.lib.npyio.NpzFile", kind: str) -> Field:
    parts = (store[f"{kind}_{name}"] for name in ("emissions", "scale", "transitions", "first"))
    emissions, scale, transitions, first = parts
    return Field(emissions, float(scale), transitions, first)


def _joined(tags: list[int], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for index, tag in enumerate(tags):
        if tag == BEGIN or (tag == INSIDE and (index == 0 or tags[index - 1] == OUTSIDE)):
            spans.append(places[index])
        elif tag == INSIDE:
            spans[-1] = (spans[-1][0], places[index][1])
    return spans
