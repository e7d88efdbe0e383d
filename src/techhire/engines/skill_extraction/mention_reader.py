"""The larger reader of mentions: the optional sentence model, taught to say how a name in an ad is meant.

It is the encoder of ``link_minilm`` with a low-rank change to each of its matrices (Hu et al., 2021), other offsets and
scales, and two layers on top. Only what differs from the published weights is kept with the package. It was taught by a
larger encoder (Hinton, Vinyals and Dean, 2015) with benchmarks/extraction/train_context.py, and reads English only.

A name is hidden behind the encoder's mark for a missing word, so that nothing is learned about any one skill.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from . import sections
from .link_minilm import BATCH, LocalModelMissing, MiniLM, load_local_model
from .link_windows import Floats
from .mention_features import Sight
from .mention_model import READINGS

WEIGHTS = "mention_reader.npz"
MASK, BORDER = "[MASK]", "[SEP]"
SIDE, NEIGHBOR = 240, 200
"""Characters kept on either side of a name, and of them of a neighbor sentence."""
SECTIONS = (
    sections.REQUIRED, sections.PREFERRED, sections.DUTIES, sections.COMPANY, sections.BENEFITS, sections.LEGAL,
    sections.APPLY, sections.EXCLUDED, sections.OPENING,
)  # fmt: skip
FIRM = 3
FACTS = FIRM * len(READINGS) + len(SECTIONS)
Store = dict[str, npt.NDArray[np.generic]]


def masked(sight: Sight, at: int) -> str:
    """Return the sentence with the name at position `at` hidden, and its neighbors behind marks of their own."""
    low, high = sight.spans[at]
    left, right = _unmarked(sight.sentence[:low])[-SIDE:], _unmarked(sight.sentence[high:])[:SIDE]
    before = _unmarked(sight.before)
    lead = before[len(before) - min(len(before), NEIGHBOR, SIDE - len(left)) :]
    tail = _unmarked(sight.after)[: min(NEIGHBOR, SIDE - len(right))]
    return (
        (f"{lead} {BORDER} " if lead.strip() else "")
        + f"{left}{MASK}{right}"
        + (f" {BORDER} {tail}" if tail.strip() else "")
    )


def _unmarked(text: str) -> str:
    return text.replace(MASK, "").replace(BORDER, "")


def facts(sight: Sight, at: int) -> Floats:
    """Return what the rules read of the name at `at`, how firmly, and its section, as signs of 0 or 1: (FACTS,)."""
    importance, firmness = sight.ruled[at]
    row = np.zeros(FACTS, dtype=np.float32)
    row[FIRM * READINGS.index(importance) + firmness] = 1
    row[FIRM * len(READINGS) + SECTIONS.index(sight.section)] = 1
    return row


@dataclass(frozen=True)
class MentionReader:
    """The changed encoder, and the layers on top: `inner` over the state of the name, the mean state and the facts."""

    encoder: MiniLM
    inner: Floats
    inner_offsets: Floats
    outer: Floats
    outer_offsets: Floats

    def scores(self, mentions: Sequence[tuple[Sight, int]]) -> Floats:
        """Return the logarithm of each reading's share, up to a constant: (mentions, readings).

        A mention is a sentence and the position of one of its names.
        """
        encoded = self.encoder.tokenizer.encode_batch([masked(sight, at) for sight, at in mentions])
        mark = self.encoder.tokenizer.token_to_id(MASK)
        seen = np.zeros((len(mentions), len(self.inner)), dtype=np.float32)
        order = sorted(range(len(mentions)), key=lambda place: len(encoded[place].ids))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for place, states in zip(chosen, self.encoder.states([encoded[n] for n in chosen]), strict=True):
                ids = encoded[place].ids
                name = states[ids.index(mark) if mark in ids else 0]
                seen[place] = np.concatenate([name, states.mean(axis=0), facts(*mentions[place])])
        answer: Floats = np.tanh(seen @ self.inner + self.inner_offsets) @ self.outer + self.outer_offsets
        return answer


def changed(encoder: MiniLM, store: Store) -> MentionReader:
    """Return the reader of a store: whole arrays replace the encoder's, pairs of narrow ones are added to its own."""
    weights = dict(encoder.weights)
    for name, values in store.items():
        kind, _, rest = name.partition(" ")
        if kind == "whole":
            weights[rest] = values.astype(np.float32)
        elif kind == "out":
            weights[rest] = weights[rest] + _unpacked(store, name) @ _unpacked(store, f"in {rest}").T
    return MentionReader(
        replace(encoder, weights=weights),
        _unpacked(store, "inner"),
        store["inner offsets"].astype(np.float32),
        _unpacked(store, "outer"),
        store["outer offsets"].astype(np.float32),
    )


def packed(name: str, values: Floats) -> Store:
    """Return a matrix as whole numbers from -127 to 127 with a step for each column."""
    steps = np.maximum(np.abs(values).max(axis=0), 1e-8) / 127
    return {name: np.rint(values / steps).astype(np.int8), f"steps {name}": steps.astype(np.float32)}


def _unpacked(store: Store, name: str) -> Floats:
    values: Floats = store[name].astype(np.float32) * store[f"steps {name}"].astype(np.float32)
    return values


@lru_cache(maxsize=1)
def load_reader() -> MentionReader:
    """Return the reader, made once a process (about 50 MB beside the sentence model's 90).

    Raises LocalModelMissing when the package that carries the sentence model is not installed.
    """
    encoder = load_local_model()
    path = resources.files(__package__).joinpath("data", WEIGHTS)
    with path.open("rb") as file, np.load(file, allow_pickle=False) as store:
        return changed(encoder, dict(store))


def installed_reader() -> MentionReader | None:
    """Return the reader where the optional model is installed, or None."""
    try:
        return load_reader()
    except LocalModelMissing:
        return None
