"""Cleaning text before it is linked: what of a posting's sentence is worth comparing with a label."""

import re
from collections.abc import Iterable

_PLACEHOLDER = re.compile(r"<[A-Z_]{2,}>")
_BRACKETS = re.compile(r"-[LR][RSC]B-")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\.?[a-z0-9][a-z0-9]*(?:\+\+|#)?", re.IGNORECASE)
_QUALIFIER = re.compile(r"^(?P<name>.+?)\s*\([^()]*\)\s*$")


def clean(text: str) -> str:
    """One line of plain text: masked names such as <ORGANIZATION> and bracket codes such as -LRB- removed."""
    return _SPACE.sub(" ", _BRACKETS.sub(" ", _PLACEHOLDER.sub(" ", text))).strip()


def words(text: str) -> list[str]:
    """Lower-case words in order; ``c++``, ``c#`` and ``.net`` stay whole."""
    return [word.lower() for word in _WORD.findall(text)]


def bare_name(label: str) -> str:
    """The label without the bracket that only tells it from its namesakes: ``Java (computer programming)``."""
    match = _QUALIFIER.match(label)
    return match["name"] if match else label


def distinct_words(texts: Iterable[str]) -> list[str]:
    """Every word of the texts once, in order of first sight, so that a vocabulary never depends on hashing."""
    seen: dict[str, None] = {}
    for text in texts:
        seen.update(dict.fromkeys(words(text)))
    return list(seen)
