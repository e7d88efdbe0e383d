"""Words without their endings, so that "arreglaba las impresoras" meets "arreglar impresoras".

Suffixes are stripped, longest first, and what is left keeps three letters at least in English and four in Spanish (the
idea of Porter, "An algorithm for suffix stripping", 1980; the lists of endings are our own, for both together). It is
too coarse for single words, so only names of several words are met this way; a person reads what comes of it first.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .cue_patterns import read_list

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(read_list("small_words"))
_SPANISH = (
    "abamos aban aba abas amos aron aste asteis ado ados ada adas ando ase ara aran ar an as a arnos arlos arlas arlo "
    "emos eron er en es e iamos ian ia ias ieron iendo iera ido idos ida idas io ir imos iste i o os endo"
)
_ENGLISH = "ings ing ed es s e er ers"
_LEAST = {ending: 4 for ending in _SPANISH.split()} | {ending: 3 for ending in _ENGLISH.split()}
_ENDINGS = tuple(sorted(_LEAST, key=lambda end: (-len(end), end)))


@dataclass(frozen=True)
class Form:
    """A word that carries meaning: its half-open span in characters of the text, and what is left of it."""

    start: int
    end: int
    stem: str


def forms(text: str) -> list[Form]:
    """Words of `text` without their endings, small words left out, from left to right."""
    found = []
    for match in _WORD.finditer(text):
        word = folded(match.group())
        if word not in _SMALL:
            found.append(Form(match.start(), match.end(), stem(word)))
    return found


def folded(word: str) -> str:
    """The word in small letters without accents."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a folded word without its endings, one after the other; at least three letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST[ending]:
            return stem(word[: -len(ending)])
    return word
