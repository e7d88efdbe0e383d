"""From a job title to the kind of job it names: the longest of the known titles that stands in it.

"Network support technician" holds "support technician" and "network support technician"; the longer one says more.
Titles are compared word by word without case, accents or signs. The idea is dictionary lookup, nothing more: a person
sees what came of it and may choose another.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")


def kind_of(title: str, known: Mapping[str, Iterable[str]]) -> str | None:
    """Return the key of ``known`` (key to titles) whose longest title stands in ``title`` as whole words, or None.

    Longer means more words, then more letters; of two equally long, the one that comes first.
    """
    said = f" {_plain(title)} "
    best: tuple[tuple[int, int], str] | None = None
    for key, names in known.items():
        for name in map(_plain, names):
            length = (len(name.split()), len(name))
            if name and f" {name} " in said and (best is None or length > best[0]):
                best = (length, key)
    return best[1] if best else None


def _plain(text: str) -> str:
    """Return the words of ``text`` in small letters without accents, one space between them."""
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return " ".join(_WORD.findall(bare.casefold()))
