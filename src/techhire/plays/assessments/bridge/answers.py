"""What somebody answered, made plain, and the points it is worth. Whatever is sent, nothing here breaks on it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.plays.assessments.bridge.questions import language_of, parts_of
from techhire.plays.assessments.models import Item
from techhire.plays.assessments.words import ItemKind

LONGEST = 200
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def tidy_answer(item: Item, given: object) -> Any:
    """The answer as it is kept: by kind an id, a list of ids, a mapping of ids, a text or a number.

    None is "I do not know", which is an answer too. ``Refused`` where it does not fit the question.
    """
    return None if given is None else _TIDY[ItemKind(item.kind)](item, given)


def points_for(item: Item, answer: Any, most: int = 1) -> int:
    """Points of a tidied answer, 0 to ``most``. Part of an answer earns points only where an item has several steps."""
    if answer is None:
        return 0
    right, whole = _SHARE[ItemKind(item.kind)](item, answer)
    if right >= whole:
        return most
    return min(most * max(right, 0) // whole, most - 1)


def _ids(item: Item, name: str) -> list[str]:
    return [part.id for part in parts_of(item.content.get(language_of(item, "en"), {}), name)]


def _refuse(words: str) -> Refused:
    return Refused(words, field="answer")


def _one(item: Item, given: object) -> str:
    if not isinstance(given, str) or given not in _ids(item, "choices"):
        raise _refuse(_("Choose one of the answers."))
    return given


def _some(item: Item, given: object) -> list[str]:
    chosen = given if isinstance(given, list) else []
    known = _ids(item, "choices")
    if not chosen or not all(isinstance(one, str) and one in known for one in chosen):
        raise _refuse(_("Choose at least one of the answers."))
    return [one for one in known if one in chosen]


def _order(item: Item, given: object) -> list[str]:
    known = _ids(item, "choices")
    listed = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    if len(listed) != len(known) or set(listed) != set(known):
        raise _refuse(_("Give each line a place of its own, from first to last."))
    return listed


def _pairs(item: Item, given: object) -> dict[str, str]:
    known, targets = _ids(item, "choices"), _ids(item, "targets")
    said = given if isinstance(given, Mapping) else {}
    if set(said) != set(known) or not all(isinstance(one, str) and one in targets for one in said.values()):
        raise _refuse(_("Choose something for every line."))
    return {one: str(said[one]) for one in known}


def _text(item: Item, given: object) -> str:
    text = " ".join(given.split()) if isinstance(given, str) else ""
    if not text or "\x00" in text:
        raise _refuse(_("Type your answer."))
    if len(text) > LONGEST:
        raise _refuse(_("This is too long: %(limit)d characters at most.") % {"limit": LONGEST})
    return text


def _number(item: Item, given: object) -> float:
    number = _read_number(given) if isinstance(given, str) else given
    if isinstance(number, bool) or not isinstance(number, int | float) or not _is_usable(number):
        raise _refuse(_("Type a number only, like 12 or 3.5."))
    return float(number)


def _is_usable(number: float) -> bool:
    return abs(number) <= 1e15 and isfinite(number)


def _read_number(text: str) -> float | None:
    """A number as people type it: thousands with commas or spaces, a point or one comma before the decimals."""
    tight = "".join(text[:60].split()).replace("\N{MINUS SIGN}", "-")
    if GROUPED.fullmatch(tight):
        return float(tight.replace(",", ""))
    return float(tight.replace(",", ".")) if NUMBER.fullmatch(tight) and tight.isascii() else None


_TIDY: dict[ItemKind, Callable[[Item, object], Any]] = {
    ItemKind.SINGLE: _one,
    ItemKind.CODE_READING: _one,
    ItemKind.MULTIPLE: _some,
    ItemKind.ORDER: _order,
    ItemKind.MATCH: _pairs,
    ItemKind.SHORT_TEXT: _text,
    ItemKind.NUMERIC: _number,
}


def _one_right(item: Item, answer: str) -> tuple[int, int]:
    return int(answer == item.key), 1


def _some_right(item: Item, answer: list[str]) -> tuple[int, int]:
    """What was rightly chosen less what was wrongly chosen."""
    key, chosen = set(item.key), set(answer)
    return len(chosen & key) - len(chosen - key), len(key)


def _order_right(item: Item, answer: list[str]) -> tuple[int, int]:
    """Neighbors that follow each other as they should."""
    follow = set(zip(item.key, item.key[1:], strict=False))
    right = sum(pair in follow for pair in zip(answer, answer[1:], strict=False))
    return right, max(len(item.key) - 1, 1)


def _pairs_right(item: Item, answer: dict[str, str]) -> tuple[int, int]:
    return sum(item.key.get(one) == target for one, target in answer.items()), len(item.key)


def _text_right(item: Item, answer: str) -> tuple[int, int]:
    plain = _as_typed if item.case_sensitive else _as_meant
    return int(plain(answer) in {plain(str(one)) for one in item.key}), 1


def _as_typed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _as_meant(text: str) -> str:
    """Without regard to case, accents, quotes around it and a full stop at its end."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.split()).strip("\"'`\u201c\u201d\u2018\u2019. ")


def _number_right(item: Item, answer: float) -> tuple[int, int]:
    slack = max(item.tolerance, abs(float(item.key)) * 1e-9)
    return int(abs(answer - float(item.key)) <= slack), 1


_SHARE: dict[ItemKind, Callable[[Item, Any], tuple[int, int]]] = {
    ItemKind.SINGLE: _one_right,
    ItemKind.CODE_READING: _one_right,
    ItemKind.MULTIPLE: _some_right,
    ItemKind.ORDER: _order_right,
    ItemKind.MATCH: _pairs_right,
    ItemKind.SHORT_TEXT: _text_right,
    ItemKind.NUMERIC: _number_right,
}
