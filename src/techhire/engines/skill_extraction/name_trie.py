"""Tens of thousands of names as one trie, and the scan of a text through it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import alphabet

OWN = "techhire"
FLASHTEXT = "flashtext"


@dataclass(frozen=True)
class NameTrie:
    """Arrays of the compiled trie: edge keys and children (open addressing), names per node, first words."""

    boundary_rule: str
    keys: npt.NDArray[np.uint64]
    children: npt.NDArray[np.int32]
    names: npt.NDArray[np.int32]
    first_words: npt.NDArray[np.uint8]

    def scan(self, text: str) -> list[list[int]]:
        """Return [start, end, name number] of every match, from left to right, longest first, none overlapping.

        Offsets count characters of `text`. Under flashtext's rule they count characters of the lower-cased
        text, as flashtext's own do; the two differ only where lower-casing changes the length.
        """
        from . import scan_kernel

        own = self.boundary_rule == OWN
        codes = alphabet.encode(text if own or text.isascii() else text.lower())
        out = np.empty((codes.shape[0] // 2 + 1, 3), dtype=np.int32)
        scanner = scan_kernel.scan_own if own else scan_kernel.scan_flashtext
        trie = (self.keys, self.children, self.names, self.first_words)
        count = scanner(codes, alphabet.tables(self.boundary_rule), trie, out)
        rows: list[list[int]] = out[:count].tolist()
        return rows


def build_trie(names: Sequence[str], numbers: Sequence[int], boundary_rule: str = OWN) -> NameTrie:
    """Build the trie of `names`, each reported as its number; of equal names the first (flashtext: last) wins."""
    from . import scan_kernel

    codes, bounds = _concatenate(names, boundary_rule)
    ids = np.asarray(numbers, dtype=np.int32)
    words = _count_tokens(codes, boundary_rule) + len(names) + 2
    slots = 1 << max(10, int(words * 2).bit_length())
    keys = np.zeros(slots, dtype=np.uint64)
    children = np.zeros(slots, dtype=np.int32)
    terminal = np.full(words, -1, dtype=np.int32)
    first_words = np.zeros(1 << 16, dtype=np.uint8)
    trie = (keys, children, terminal, first_words)
    add = scan_kernel.add_names_own if boundary_rule == OWN else scan_kernel.add_names_flashtext
    nodes = add(codes, bounds, ids, alphabet.tables(boundary_rule), trie, 1)
    return NameTrie(boundary_rule, keys, children, terminal[:nodes].copy(), first_words)


def warm() -> None:
    """Compile (or load from the cache) every kernel, so that no request pays for it."""
    for rule in (OWN, FLASHTEXT):
        build_trie(["C++"], [0], rule).scan("C++ and C")


def _concatenate(names: Sequence[str], rule: str) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64]]:
    texts = [name.lower() for name in names] if rule == FLASHTEXT else list(names)
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return alphabet.encode("".join(texts)), bounds


def _count_tokens(codes: npt.NDArray[np.uint16], rule: str) -> int:
    """Return an upper bound of the words in all names together: non-word characters plus word starts."""
    word = alphabet.tables(rule)[0][codes] == alphabet.WORD
    starts = int(np.count_nonzero(word[1:] & ~word[:-1])) + 1
    return starts + int(np.count_nonzero(~word))
