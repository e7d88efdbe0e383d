"""Cleaning text before it is linked: what of a posting's sentence is worth comparing with a label."""

import re

_PLACEHOLDER = re.compile(r"<[A-Z_]{2,}>")
_BRACKETS = re.compile(r"-[LR][RSC]B-")
_SPACE = re.compile(r"\s+")
_QUALIFIER = re.compile(r"^(?P<name>.+?)\s*\([^()]*\)\s*$")


def clean(text: str) -> str:
    """One lower-case line: masked names such as <ORGANIZATION> and bracket codes such as -LRB- removed."""
    return _SPACE.sub(" ", _BRACKETS.sub(" ", _PLACEHOLDER.sub(" ", text))).strip().lower()


def bare_name(label: str) -> str:
    """The label without the bracket that tells it from its namesakes: ``Java (computer programming)``."""
    match = _QUALIFIER.match(label)
    return match["name"] if match else label
