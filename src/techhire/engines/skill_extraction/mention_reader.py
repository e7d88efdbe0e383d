"""The larger reader of mentions: a small encoder, taught to say how a name in an ad is meant.

It is the sentence model all-MiniLM-L6-v2 (Wang et al., 2020; Reimers and Gurevych, 2019; Apache license), which a
larger encoder taught (Hinton, Vinyals and Dean, 2015), with two layers on top. It knows fewer word pieces than the
published one, and its matrices are kept in four bits a number (see ``few_bits``), so that it comes with every install.
benchmarks/extraction/train_context.py makes its file. It reads English only.

A name is hidden behind the encoder's mark for a missing word, so that nothing is learned about any one skill.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from zipfile import BadZipFile

import numpy as np

from . import sections
from .few_bits import DamagedWeights, Store, packed, unpacked
from .link_windows import Floats
from .mention_features import Sight
from .mention_model import READINGS
from .transformer import BATCH, LAYERS, LONGEST, MATRICES, Transformer
from .word_pieces import FIRST, LAST, MASK, UNKNOWN, WordPieces

WEIGHTS = "mention_reader.npz"
BORDER = LAST
SIDE, NEIGHBOR = 240, 200
"""Characters kept on either side of a name, and of them of a neighbor sentence."""
SECTIONS = (
    sections.REQUIRED, sections.PREFERRED, sections.DUTIES, sections.COMPANY, sections.BENEFITS, sections.LEGAL,
    sections.APPLY, sections.EXCLUDED, sections.OPENING,
)  # fmt: skip
FIRM = 3
FACTS = FIRM * len(READINGS) + len(SECTIONS)
REMEMBERED = 4_000
Key = tuple[str, bytes]
"""A mention as the reader takes it: its sentence with the name hidden, and its facts."""
PIECES, WORDS = "pieces", "embeddings.word_embeddings.weight"
TOP = ("inner", "inner_offsets", "outer", "outer_offsets")


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
    """The encoder, its word pieces, and the layers on top: `inner` over the state of the name, the mean, the facts."""

    encoder: Transformer
    pieces: WordPieces
    inner: Floats
    inner_offsets: Floats
    outer: Floats
    outer_offsets: Floats
    known: dict[Key, Floats] = field(default_factory=dict, init=False, compare=False, repr=False)

    def scores(self, mentions: Sequence[tuple[Sight, int]]) -> Floats:
        """Return the logarithm of each reading's share, up to a constant: (mentions, readings).

        A mention is a sentence and the position of one of its names. The last few thousand are remembered: an ad is
        read again each time that somebody edits it, and most of its sentences stay.
        """
        keys = [(masked(sight, at), facts(sight, at).tobytes()) for sight, at in mentions]
        # Taken down before the long sum: another thread may empty the memory meanwhile.
        found = {key: row for key in keys if (row := self.known.get(key)) is not None}
        fresh = [key for key in dict.fromkeys(keys) if key not in found]
        read = dict(zip(fresh, self._scores(fresh), strict=True))
        if len(self.known) + len(read) > REMEMBERED:
            self.known.clear()
        self.known.update(read)
        found |= read
        return np.array([found[key] for key in keys]).reshape(-1, len(READINGS))

    def _scores(self, mentions: Sequence[Key]) -> Floats:
        numbers = [self.pieces.encode(text, LONGEST) for text, _facts in mentions]
        mark = self.pieces.numbers[MASK]
        seen = np.zeros((len(mentions), len(self.inner)), dtype=np.float32)
        order = sorted(range(len(mentions)), key=lambda place: len(numbers[place]))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for place, states in zip(chosen, self.encoder.states([numbers[n] for n in chosen]), strict=True):
                name = states[numbers[place].index(mark) if mark in numbers[place] else 0]
                told = np.frombuffer(mentions[place][1], dtype=np.float32)
                seen[place] = np.concatenate([name, states.mean(axis=0), told])
        answer: Floats = np.tanh(seen @ self.inner + self.inner_offsets) @ self.outer + self.outer_offsets
        return answer


def store_of(reader: MentionReader) -> Store:
    """Return what is kept of a reader: its matrices in four bits a number, all else in 16."""
    store: Store = {PIECES: np.frombuffer("\n".join(reader.pieces.pieces).encode(), dtype=np.uint8)}
    for name, values in reader.encoder.weights.items():
        store |= packed(name, values) if name in _matrices() else {name: values.astype(np.float16)}
    return store | {name: getattr(reader, name).astype(np.float16) for name in TOP}


def read_from(store: Store) -> MentionReader:
    """Return the reader of a store.

    Raises DamagedWeights where something is missing, or does not belong to the rest.
    """
    try:
        weights = {name: unpacked(store, name) for name in _matrices()}
        weights |= {name: store[name].astype(np.float32) for name in _others()}
        pieces = WordPieces(bytes(store[PIECES]).decode().split("\n"))
        reader = MentionReader(
            Transformer(weights), pieces, *(store[name].astype(np.float32) for name in TOP)
        )
    except (KeyError, UnicodeDecodeError) as error:
        raise DamagedWeights(f"The reader's file lacks something: {error}.") from error
    _check(reader)
    return reader


def _matrices() -> list[str]:
    layers = range(LAYERS)
    return [WORDS, *(f"encoder.layer.{layer}.{part}.weight" for layer in layers for part in MATRICES)]


def _others() -> Iterator[str]:
    yield from ("embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight")
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        norms += [f"{name}{part}.LayerNorm" for part in ("attention.output", "output")]
        yield from (f"{name}{part}.bias" for part in MATRICES)
    yield from (f"{norm}.{part}" for norm in norms for part in ("weight", "bias"))


def _check(reader: MentionReader) -> None:
    known, width = reader.encoder.weights[WORDS].shape
    fits = known == len(reader.pieces.pieces) == len(reader.pieces.numbers)
    fits = fits and {UNKNOWN, FIRST, LAST, MASK} <= reader.pieces.numbers.keys()
    shapes = ((2 * width + FACTS, reader.inner_offsets.size), (reader.inner_offsets.size, len(READINGS)))
    if not fits or (reader.inner.shape, reader.outer.shape) != shapes:
        raise DamagedWeights("The reader's word pieces, matrices and layers do not belong together.")
    _try_out(reader)


def _try_out(reader: MentionReader) -> None:
    """Read one mention, which a file of another release would fail at."""
    no_facts = np.zeros(FACTS, dtype=np.float32).tobytes()
    try:
        scores = reader._scores([(MASK, no_facts)])
    except (IndexError, ValueError) as error:
        raise DamagedWeights(f"The reader's matrices do not fit each other: {error}.") from error
    if not np.isfinite(scores).all():
        raise DamagedWeights("The reader's numbers come to nothing.")


@lru_cache(maxsize=1)
def load_reader() -> MentionReader:
    """Return the reader, made once a process (67 MB).

    Raises DamagedWeights where its file is not as it was shipped.
    """
    path = resources.files(__package__).joinpath("data", WEIGHTS)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as store:
            return read_from(dict(store))
    except (BadZipFile, EOFError, OSError, RuntimeError, struct.error, zlib.error, ValueError) as error:
        raise DamagedWeights(f"{WEIGHTS} is damaged: install TechHire anew. {error}") from error
