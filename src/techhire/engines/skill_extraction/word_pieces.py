"""Text into numbers of word pieces, as encoders of the BERT family without capitals were taught to read it.

Words and signs of punctuation are cut, from their beginning, into the longest pieces that are known (WordPiece: Wu et
al., 2016; Devlin et al., 2019). A word is spelled with shorter pieces where its own is not kept.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

UNKNOWN, FIRST, LAST, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
INSIDE = "##"
"""What a piece that goes on inside a word begins with."""
LONGEST_WORD, KEPT_WORDS = 100, 20_000
"""Letters of a word that is still spelled, and words remembered with their pieces before all are forgotten."""
_MARKS = re.compile(r"(\[(?:UNK|CLS|SEP|MASK|PAD)\])")
_IDEOGRAPHS = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f]"
)


_UNSEEN = ("Cc", "Cf", "Co")


@dataclass(frozen=True)
class WordPieces:
    """Pieces in the order of their numbers; the encoder's marks are among them."""

    pieces: Sequence[str]
    _met: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each piece."""
        return {piece: at for at, piece in enumerate(self.pieces)}

    @cached_property
    def _longest(self) -> int:
        return max(len(piece) for piece in self.pieces)

    def encode(self, text: str, longest: int) -> list[int]:
        """Return the numbers of a text's pieces between the marks of its ends, `longest` of them at most."""
        found = [self.numbers[FIRST]]
        for part in _MARKS.split(text):
            if _MARKS.fullmatch(part):
                found.append(self.numbers.get(part, self.numbers[UNKNOWN]))
            else:
                found += (number for word in words(part) for number in self._of_word(word))
        return [*found[: longest - 1], self.numbers[LAST]]

    def _of_word(self, word: str) -> tuple[int, ...]:
        known = self._met.get(word)
        if known is None:
            if len(self._met) >= KEPT_WORDS:
                self._met.clear()
            known = self._met[word] = self._spelled(word)
        return known

    def _spelled(self, word: str) -> tuple[int, ...]:
        """Return the longest known pieces from the left, or the one for the unknown where a letter is known nowhere."""
        unknown = (self.numbers[UNKNOWN],)
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        at = 0
        while at < len(word):
            lead = INSIDE if at else ""
            ends = range(min(len(word), at + self._longest), at, -1)
            end = next((end for end in ends if lead + word[at:end] in self.numbers), None)
            if end is None:
                return unknown
            found.append(self.numbers[lead + word[at:end]])
            at = end
        return tuple(found)


def words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters without accents, and each sign of punctuation for itself."""
    plain = _IDEOGRAPHS.sub(r" \g<0> ", "".join(_readable(text)))
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    for run in bare.lower().split():
        word = ""
        for character in run:
            if not _is_sign(character):
                word += character
                continue
            if word:
                yield word
            yield character
            word = ""
        if word:
            yield word


def _readable(text: str) -> Iterator[str]:
    for character in text:
        kind = unicodedata.category(character)
        if character in "\t\n\r" or kind == "Zs":
            yield " "
        elif character != "\ufffd" and kind not in _UNSEEN:
            yield character


def _is_sign(character: str) -> bool:
    """Return whether a character stands for itself: ASCII that is no letter, digit or space, and punctuation."""
    if character.isascii():
        return not character.isalnum()
    return unicodedata.category(character).startswith("P")
