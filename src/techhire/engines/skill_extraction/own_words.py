"""What people say they do, in their own words: skills named, also in other forms of the words, and what is denied.

A posting is read for what it asks (see `extraction`); a person's words are read for what they did. So nothing here is
required or preferred: a name counts unless the clause around it says that the person does not do it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .cue_patterns import one_of
from .vocabulary import NameRow, Vocabulary
from .word_forms import Form, forms

_DENIED = one_of("not_done")
_CLAUSE_END = re.compile(r"[.;:!?\n]|\b(?:but|pero|sino|although|aunque|and|y)\b", re.IGNORECASE)
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Told:
    """A skill somebody's words speak of: half-open span in characters, the words, whether the clause denies it."""

    skill_id: str
    name: str
    start: int
    end: int
    text: str
    denied: bool


@dataclass(frozen=True)
class FormIndex:
    """Names of several words by what is left of them without endings. Build once with `of`; it never changes."""

    names: Mapping[tuple[str, ...], tuple[NameRow, ...]] = field(repr=False)
    longest: int

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "FormIndex":
        """Index the names of a vocabulary that have two meaningful words or more."""
        names: dict[tuple[str, ...], list[NameRow]] = defaultdict(list)
        for row in vocabulary.rows:
            key = tuple(form.stem for form in forms(row.name))
            if len(key) >= _FEWEST_WORDS:
                names[key].append(row)
        longest = max(map(len, names), default=0)
        return cls({key: tuple(rows) for key, rows in names.items()}, longest)

    def find(self, text: str) -> Iterator[tuple[NameRow, int, int]]:
        """Names met in `text` by the forms of their words: row and span, longest first, none overlapping another."""
        words = forms(text)
        at = 0
        while at < len(words):
            length, rows = self._longest_at(words, at)
            for row in rows:
                yield row, words[at].start, words[at + length - 1].end
            at += max(length, 1)

    def _longest_at(self, words: list[Form], at: int) -> tuple[int, tuple[NameRow, ...]]:
        for length in range(min(self.longest, len(words) - at), _FEWEST_WORDS - 1, -1):
            rows = self.names.get(tuple(word.stem for word in words[at : at + length]))
            if rows:
                return length, rows
        return 0, ()


def read_own_words(text: str, vocabulary: Vocabulary, index: FormIndex) -> tuple[Told, ...]:
    """Skills that `text` speaks of, each once, in the order of their first mention.

    Names as written come before names met by their forms; a mention that is not denied comes before one that is.
    """
    met = [(hit.row, hit.start, hit.end) for hit in vocabulary.find(text)]
    met += index.find(text)
    best: dict[str, Told] = {}
    for row, start, end in met:
        told = Told(
            row.skill_id, row.canonical or row.name, start, end, text[start:end], is_denied(text, start)
        )
        known = best.get(row.skill_id)
        if known is None or (known.denied and not told.denied):
            best[row.skill_id] = told
    return tuple(sorted(best.values(), key=lambda told: (told.start, told.end, told.skill_id)))


def is_denied(text: str, start: int) -> bool:
    """Whether the words ahead of `start`, within its clause, say that the person does not do it."""
    ahead = text[:start]
    borders = [match.end() for match in _CLAUSE_END.finditer(ahead)]
    return bool(_DENIED.search(ahead[borders[-1] if borders else 0 :]))
