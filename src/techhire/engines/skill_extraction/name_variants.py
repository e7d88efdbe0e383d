"""Spellings a reader would take for the same name: plural and singular, one word or two.

Variants never displace a real name; they only fill places no name holds.
"""

import re
from collections.abc import Iterator

PROPER_KINDS = frozenset({"tool", "language", "platform"})
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][A-Za-z]{2})")
_PARENTHESIS = re.compile(r"^(.{3,}?)\s*\([^()]*\)$")
_PAIR = re.compile(r"^([^\W_]{2,})[ ./-]([^\W_]{2,})$")
_MIN_JOINED = 6


def variants(name: str, kind: str) -> Iterator[str]:
    """Yield other spellings of `name`; `kind` says whether it is the proper name of a product."""
    bare = _PARENTHESIS.match(name)
    if bare:
        yield bare.group(1)
    split = _CAMEL.sub(" ", name)
    if split != name:
        yield split
    pair = _PAIR.match(name)
    if pair and len(pair.group(1)) + len(pair.group(2)) >= _MIN_JOINED:
        yield pair.group(1) + pair.group(2)
    yield from _numbers(bare.group(1) if bare else name, kind)


def _numbers(name: str, kind: str) -> Iterator[str]:
    """Yield the plural or singular of the last word where the word is a common noun or an acronym."""
    head, _, last = name.rpartition(" ")
    common = last.islower() or (not head and kind not in PROPER_KINDS and last.istitle())
    if not last.isalpha() or len(last) < 3 or not (common or last.isupper()):
        return
    lead = f"{head} " if head else ""
    for other in _other_number(last):
        yield lead + other


def _other_number(word: str) -> Iterator[str]:
    lower = word.lower()
    if lower.endswith(("ss", "x", "ch", "sh")):
        yield word + "es"
    elif lower.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    elif lower.endswith(("sses", "xes", "ches", "shes")):
        yield word[:-2]
    elif lower.endswith("s"):
        if not lower.endswith(("us", "is", "ics")):
            yield word[:-1]
    elif lower.endswith("y") and lower[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif not lower.endswith("ing"):
        yield word + "s"
