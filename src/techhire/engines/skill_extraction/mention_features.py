"""What the reading of a mention is judged by: the words around it, on which side and how near, hashed to rows.

Every name counts as the same sign, so that nothing is learned about any one skill, and names that stand in one list
count as one. Words are cut to their stems by a few endings of English.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .cue_patterns import read_list

Span = tuple[int, int]
Rows = npt.NDArray[np.int64]

BUCKETS = 1 << 17
_FOLD = 32 - 17
_NOTHING = np.zeros(1, dtype=np.uint32)
_REACH = 40
_ANSWER_REACH = 10
_NEAR = 4
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"\d")
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers", "ies", "ed", "es", "ly", "er", "s"
)  # fmt: skip
_IN_A_LIST = frozenset((",", "/", "and", "or", "&", "+", "(", ")"))
_PERSONS = frozenset(read_list("persons"))
_GOES_ON = re.compile(r"\W*(?:it|they|that|those|these|both|but|not|no|never|its|their)\b", re.IGNORECASE)


class Sight(NamedTuple):
    """A sentence with names in it: half-open spans and segment borders in its characters, both sorted.

    `ruled` holds what the rules read of each span as (importance, firmness), `section` where the sentence stands,
    `before` and `after` its neighbors.
    """

    sentence: str
    spans: Sequence[Span]
    borders: Sequence[int]
    ruled: Sequence[tuple[str, int]]
    section: str
    before: str
    after: str


class Features(NamedTuple):
    """Rows of weights, 0 for none: `words` (words, templates) grouped by mention, `own` (mentions, templates).

    `starts` (mentions) is where each mention's group begins in `words`; no group is empty.
    """

    words: Rows
    own: Rows
    starts: Rows


class _Flat(NamedTuple):
    """Sequences of word numbers laid end to end, four a mention: before it, after it, the answer, what it goes on."""

    words: list[int]
    lengths: list[int]
    inner: list[int]
    near: list[list[int]]
    own: list[list[int]]


def features(sights: Sequence[Sight]) -> Features:
    """Return the features of all mentions of `sights` in order; at least one mention is needed."""
    flat = _Flat([], [], [], [], [])
    for sight in sights:
        _lay(sight, flat)
    lengths = np.array(flat.lengths)
    firsts = np.cumsum(lengths) - lengths
    near = np.array(flat.near, dtype=np.uint32).reshape(-1, 2, _NEAR)
    left, right = near[:, 0, :, None], near[:, 1, None, :]
    crossed = (_rows(20, left, right) * ((left > 0) & (right > 0))).reshape(len(near), -1)
    own = _rows(21, np.array(flat.own, dtype=np.uint32))
    return Features(_word_rows(flat, lengths, firsts), np.hstack([crossed, own]), firsts[::4])


def _word_rows(flat: _Flat, lengths: Rows, firsts: Rows) -> Rows:
    word = np.array(flat.words, dtype=np.uint32)
    side = np.tile(np.arange(4, dtype=np.uint32), len(lengths) // 4).repeat(lengths)
    distance = np.arange(len(word)) - firsts.repeat(lengths)
    left = lengths.repeat(lengths) - distance
    inside = (distance < np.array(flat.inner).repeat(lengths)).astype(np.uint32)
    here, following = side < 2, _shifted(word, 1)
    first, second = np.where(side == 0, following, word), np.where(side == 0, word, following)
    pair = _mixed(first, second)
    skipped = _mixed(word, _shifted(word, 2))
    zone = side * 2 + inside
    sequence = np.arange(len(lengths)).repeat(lengths)
    once = _first_of_its_kind(sequence, word)
    templates = (
        (1, word, side, once),
        (2, word, zone, here & once),
        (3, word, side, here & (distance == 0)),
        (4, word, side, here & (distance < 3) & once),
        (5, word, side * 0, here & _first_of_its_kind(sequence // 4, word)),
        (6, pair, zone, left > 1),
        (7, pair, side * 0, here & (left > 1)),
        (8, pair, side, here & (distance == 0) & (left > 1)),
        (9, skipped, side, here & (left > 2)),
    )
    return np.stack([_rows(number, a, b) * stands for number, a, b, stands in templates], axis=1)


def _first_of_its_kind(group: Rows, word: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Return whether each word is the first of its kind in its group."""
    _, places = np.unique((group << 32) | word, return_index=True)
    first = np.zeros(len(word), dtype=np.bool_)
    first[places] = True
    return first


def _lay(sight: Sight, flat: _Flat) -> None:
    """Add the sequences and own features of every mention of a sentence."""
    numbers, places, plain, at = _masked(sight.sentence, sight.spans)
    goes_on, is_question = _GOES_ON.match, sight.sentence.rstrip().endswith("?")
    answer = _numbers(sight.after)[:_ANSWER_REACH] if is_question or goes_on(sight.after) else []
    earlier = _numbers(sight.before)[: -_ANSWER_REACH - 1 : -1] if goes_on(sight.sentence) else []
    whole = [
        _number(f"first {plain[0]}"),
        _number(f"last {plain[-1]}"),
        _number(f"opens {' '.join(plain[:2])}"),
    ]
    person = next((word for word in plain if word in _PERSONS), "nobody")
    for index, (start, end) in enumerate(sight.spans):
        low, high = _list_around(plain, at[index])
        border = bisect_left(sight.borders, start + 1) - 1
        reach = sight.borders[border], sight.borders[min(border + 1, len(sight.borders) - 1)]
        before = [*numbers[max(0, low - _REACH) : low][::-1], _EDGE]
        after = [*numbers[high + 1 : high + 1 + _REACH], _EDGE]
        inner = (low - bisect_left(places, reach[0]), bisect_left(places, reach[1]) - high - 1)
        for sequence, within in (
            (before, inner[0]),
            (after, inner[1]),
            ([*answer, _EDGE], 0),
            ([*earlier, _EDGE], 0),
        ):
            flat.words.extend(sequence)
            flat.lengths.append(len(sequence))
            flat.inner.append(within)
        flat.near.append([*_first(before), *_first(after)])
        nearest = next((word for word in reversed(plain[:low]) if word in _PERSONS), "nobody")
        written = sight.sentence[start:end]
        case = "low" if written.islower() else "capitals" if written.isupper() else "title"
        rule = f"{sight.ruled[index][0]} {sight.ruled[index][1]}"
        said = (
            rule,
            f"{rule} {sight.section}",
            f"{rule} {person}",
            sight.section,
            person,
            f"near {nearest}",
            case,
        )
        flat.own.append(
            [*whole, *map(_number, said), _number("alone" if len(sight.spans) == 1 else "of many")]
        )


def _masked(sentence: str, spans: Sequence[Span]) -> tuple[list[int], list[int], list[str], list[int]]:
    """Return word numbers, their places, the plain words, and where among them the names stand."""
    plain, places, at, reached = [], [], [], 0
    for start, end in [*spans, (len(sentence), len(sentence))]:
        for match in _WORD.finditer(sentence, reached, max(start, reached)):
            plain.append(_plain(match.group()))
            places.append(match.start())
        if start < len(sentence):
            at.append(len(plain))
            plain.append(_NAME)
            places.append(start)
        reached = max(end, reached)
    return [_number(word) for word in plain], places, plain, at


def _list_around(plain: Sequence[str], at: int) -> Span:
    """Return the first and last word of the list of names in which the name at `at` stands."""
    low = high = step = at
    while step > 0 and (plain[step - 1] == _NAME or plain[step - 1] in _IN_A_LIST):
        step -= 1
        low = step if plain[step] == _NAME else low
    step = at
    while step + 1 < len(plain) and (plain[step + 1] == _NAME or plain[step + 1] in _IN_A_LIST):
        step += 1
        high = step if plain[step] == _NAME else high
    return low, high


def _first(numbers: Sequence[int]) -> list[int]:
    return [*numbers[:_NEAR], *[0] * (_NEAR - len(numbers))]


def _numbers(sentence: str) -> list[int]:
    return [_number(_plain(match.group())) for match in _WORD.finditer(sentence)]


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Return a word in small letters, digits as 0, without its ending."""
    word = _DIGITS.sub("0", word.lower().replace("\u2019", "'"))
    if len(word) < 5:
        return word
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    word = word.removesuffix(ending)
    if len(word) > 4 and word[-1] in "ei":
        return word[:-1] if word[-1] == "e" else f"{word[:-1]}y"
    return word


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode())


def _shifted(word: npt.NDArray[np.uint32], by: int) -> npt.NDArray[np.uint32]:
    return np.concatenate([word[by:], np.zeros(min(by, len(word)), dtype=np.uint32)])


def _mixed(first: npt.NDArray[np.uint32], second: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    return first * np.uint32(0x85EBCA77) + (second ^ np.uint32(0x27D4EB2F)) * np.uint32(0x9E3779B1)


def _rows(template: int, first: npt.NDArray[np.uint32], second: npt.NDArray[np.uint32] = _NOTHING) -> Rows:
    """Return rows in [0, BUCKETS) by multiplying and folding, different for each template."""
    mixed = _mixed(first, second) + np.uint32(template * 0xC2B2AE3D & 0xFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return (mixed >> np.uint32(_FOLD)).astype(np.int64)


_NAME = "\n"
_EDGE = _number("\r")
