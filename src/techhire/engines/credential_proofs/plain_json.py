"""JSON from strangers, made harmless before anything looks at it: bounded, no key twice, nothing JSON does not know.

Two readers that disagree about a repeated key or a number beyond every bound can be made to see two credentials in
one text, so both are refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

LONGEST = 1024 * 1024
"""Characters of text we read at most: a credential may carry a small picture."""
DEEPEST = 32
MOST_VALUES = 2_000
WIDEST = 1e21
"""Whole numbers from here on are written differently by different programs."""
STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BadJson(ValueError):
    """Not the JSON we read; the argument is a code: too_large, too_deep, repeated_key, shape, characters."""


def read_object(text: str | bytes) -> dict[str, object]:
    """The object a text holds, as `plain` leaves it; raises BadJson."""
    if len(text) > LONGEST:
        raise BadJson("too_large")
    try:
        said = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError as problem:
        raise BadJson("too_deep") from problem
    except ValueError as problem:
        raise problem if isinstance(problem, BadJson) else BadJson("shape") from problem
    if not isinstance(said, dict):
        raise BadJson("shape")
    return plain(said)


def plain(said: Mapping[str, object]) -> dict[str, object]:
    """A deep copy with nothing in it but what JSON knows; raises BadJson.

    At most `DEEPEST` levels and `MOST_VALUES` values; finite numbers, a whole one written as one; text that can be
    written as UTF-8 and has no control characters but tab and line ends.
    """
    return _Copying().mapping(said, DEEPEST)


class _Copying:
    """One copy being made; counts what it has copied."""

    def __init__(self) -> None:
        self.values = 0
        self.letters = 0

    def mapping(self, said: Mapping[str, object], left: int) -> dict[str, object]:
        """A copy of an object."""
        if left < 0:
            raise BadJson("too_deep")
        return {self.text(key): self.value(value, left - 1) for key, value in said.items()}

    def value(self, said: object, left: int) -> object:
        """A copy of any value."""
        if left < 0:
            raise BadJson("too_deep")
        self.values += 1
        if self.values > MOST_VALUES:
            raise BadJson("too_large")
        if said is None or isinstance(said, bool):
            return said
        if isinstance(said, str):
            return self.text(said)
        if isinstance(said, int | float):
            return _number(said)
        if isinstance(said, list | tuple):
            return [self.value(item, left - 1) for item in said]
        if isinstance(said, Mapping):
            return self.mapping(said, left)
        raise BadJson("shape")

    def text(self, said: object) -> str:
        """A text, once looked at."""
        if not isinstance(said, str):
            raise BadJson("shape")
        self.letters += len(said)
        if self.letters > LONGEST:
            raise BadJson("too_large")
        if STRANGE.search(said):
            raise BadJson("characters")
        return str(said)


def _number(said: int | float) -> int | float:
    if isinstance(said, float) and not math.isfinite(said):
        raise BadJson("shape")
    if abs(said) >= WIDEST:
        raise BadJson("shape")
    return int(said) if int(said) == said else float(said)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise BadJson("repeated_key")
    return said


def _no_constant(name: str) -> object:
    raise BadJson("shape")
