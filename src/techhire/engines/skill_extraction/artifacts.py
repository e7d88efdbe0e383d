"""Marks that text processing leaves in postings, blanked out without moving a single character."""

import re

_BRACKETS = re.compile(r"-(?:LRB|RRB|LSB|RSB|LCB|RCB)-", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,5});")
_BRACKET_OF = {"lrb": "(", "rrb": ")", "lsb": "[", "rsb": "]", "lcb": "{", "rcb": "}"}


def mend(text: str) -> str:
    """Return `text` with treebank brackets ("-LRB-") and HTML tags as punctuation, of exactly the same length.

    Offsets into the result are offsets into the original.
    """
    if "RB-" in text or "rb-" in text or "SB-" in text or "CB-" in text:
        text = _BRACKETS.sub(lambda m: f"  {_BRACKET_OF[m.group()[1:4].lower()]}  ", text)
    if "<" in text or "&" in text:
        text = _TAG.sub(_blank_tag, text)
    return text


def _blank_tag(match: re.Match[str]) -> str:
    """Return as many characters as the tag had; a tag that ends a block becomes a line end."""
    tag = match.group()
    name = tag.strip("</>&;").split()[0].lower() if tag.strip("</>&;") else ""
    if name == "amp":
        return "&" + " " * (len(tag) - 1)
    block = name in {"p", "br", "br/", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "tr", "table"}
    return ("\n" if block else " ") + " " * (len(tag) - 1)
