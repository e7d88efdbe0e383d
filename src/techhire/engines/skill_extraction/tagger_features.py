"""What the span tagger sees of a word: itself, its neighbors and their shapes, each hashed to a row of weights."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 17
_TOKEN = re.compile(r"\w+(?:['\u2019]\w+)?|[^\w\s]")
_DIGITS = re.compile(r"\d")
_EDGE = "\n"


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of words and single marks in `text`."""
    return [match.span() for match in _TOKEN.finditer(text)]


def features(words: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return hashed features of shape (words, templates), each in [0, BUCKETS)."""
    lower = [_EDGE, _EDGE, *(_DIGITS.sub("0", word.lower()) for word in words), _EDGE, _EDGE]
    shapes = ["e", "e", *(_shape(word) for word in words), "e", "e"]
    rows = [_row(lower, shapes, i + 2, i) for i in range(len(words))]
    return np.array(rows, dtype=np.int32).reshape(len(words), -1)


def _row(w: Sequence[str], s: Sequence[str], i: int, position: int) -> list[int]:
    here, before, after = w[i], w[i - 1], w[i + 1]
    values = (
        here, before, after, w[i - 2], w[i + 2],
        f"{before} {here}", f"{here} {after}", f"{w[i - 2]} {before}", f"{after} {w[i + 2]}", f"{before} {after}",
        here[-2:], here[-3:], here[-4:], here[:3], here[:5],
        before[-3:], after[-3:], f"{before[-3:]} {here[-3:]}", f"{here[-3:]} {after[-3:]}",
        s[i], f"{s[i - 1]}{s[i]}{s[i + 1]}", f"{s[i]}{here[-2:]}",
        f"{before} {here[-3:]}", f"{here} {after[-2:]}", f"{w[i - 2]} {before} {here}",
        f"{min(position, 3)}{s[i]}", f"{min(position, 3)}{here}",
        f"{w[i - 2][-3:]} {before[-3:]} {here[-3:]}",
    )  # fmt: skip
    return [zlib.crc32(f"{number}={value}".encode()) % BUCKETS for number, value in enumerate(values)]


def _shape(word: str) -> str:
    """Return a letter for how a word is written: capitals, a capital first, digits, mixed, small letters, a mark."""
    if not word[0].isalnum():
        return word[0]
    if word.isdigit():
        return "d"
    if word.isupper():
        return "A" if len(word) > 1 else "B"
    if word.islower():
        return "a"
    return "T" if word.istitle() else "m"
