"""Text as an item keeps it: no markup, no odd spaces, nothing XML cannot carry."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[ \t]+")
_AROUND_BREAK = re.compile(" ?\n ?")
_BREAKS = re.compile("\n{3,}")


def checked(text: str) -> str:
    """The text with line ends of one kind. ValueError for characters XML 1.0 cannot carry."""
    found = _NOT_XML.search(text)
    if found:
        raise ValueError(f"a text holds a character that cannot be written: {found[0]!r}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tidy(text: str) -> str:
    """Lines without spaces around or doubled within, paragraphs one empty line apart. ValueError as `checked`."""
    return laid_out(checked(text))


def laid_out(text: str) -> str:
    """`tidy` for text that was checked."""
    lines = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _BREAKS.sub("\n\n", lines).strip(" \n")


def one_line(text: str) -> str:
    """The same, on a single line."""
    return _SPACES.sub(" ", checked(text).replace("\n", " ")).strip(" ")


def tidy_code(text: str) -> str:
    """Code as it is, without empty lines around it."""
    return checked(text).strip("\n")
