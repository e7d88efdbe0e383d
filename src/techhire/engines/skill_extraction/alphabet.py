"""Character tables: what counts as part of a word, and which characters are the same to a reader.

Both tables cover the 65,536 code points of the basic plane, so that the scanner looks a character up by
its number instead of normalizing the text first. Nothing is ever inserted or removed, which is why every
offset the engine reports is an offset into the text as it was written.
"""

import functools
import unicodedata

import numpy as np
import numpy.typing as npt

BREAK = 0
WORD = 1
SPACE = 2
JOINER = 3
SUFFIX = 4
NEWLINE = 5
AMPERSAND = 6

PLANE = 65_536
_JOINERS = "-./_'\u2010\u2011\u2019\u00b7"
_SUFFIXES = "+#"
_SPACES = " \t\u00a0\u2009\u202f"
_FLASHTEXT_WORD = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

Tables = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint16]]


@functools.lru_cache(maxsize=2)
def tables(boundary_rule: str) -> Tables:
    """Return (class of character, folded word character or 0), each of shape (65536,), for a boundary rule.

    `boundary_rule` is "techhire" (letters and digits of any script, accents and case folded) or
    "flashtext" (the ASCII letters, digits and underscore of that library, case folded).
    """
    if boundary_rule == "flashtext":
        return _flashtext_tables()
    if boundary_rule == "techhire":
        return _own_tables()
    raise ValueError(f"boundary_rule must be 'techhire' or 'flashtext', not {boundary_rule!r}")


def encode(text: str) -> npt.NDArray[np.uint16]:
    """Return one number per character of `text`; characters above the basic plane become U+FFFF."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) != 2 * len(text):
        flat = "".join(c if ord(c) < PLANE else "\uffff" for c in text)
        data = flat.encode("utf-16-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint16)


def _flashtext_tables() -> Tables:
    classes = np.zeros(PLANE, dtype=np.uint8)
    folds = np.zeros(PLANE, dtype=np.uint16)
    for char in _FLASHTEXT_WORD:
        classes[ord(char)] = WORD
        folds[ord(char)] = ord(char.lower())
    return classes, folds


def _own_tables() -> Tables:
    classes = np.zeros(PLANE, dtype=np.uint8)
    folds = np.zeros(PLANE, dtype=np.uint16)
    for code in range(PLANE):
        char = chr(code)
        if char.isalnum():
            classes[code] = WORD
            folds[code] = _fold(char)
    for group, value in ((_JOINERS, JOINER), (_SUFFIXES, SUFFIX), (_SPACES, SPACE), ("\r\n", NEWLINE)):
        for char in group:
            classes[ord(char)] = value
    classes[ord("&")] = AMPERSAND
    return classes, folds


def _fold(char: str) -> int:
    code = ord(unicodedata.normalize("NFKD", char.lower())[0])
    return code if code < PLANE else ord(char)
