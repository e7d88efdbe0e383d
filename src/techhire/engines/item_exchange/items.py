"""A test item as it travels between programs: a value that cannot be wrong in itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from techhire.engines.item_exchange.media_kinds import content_type_of
from techhire.engines.item_exchange.problems import Problem
from techhire.engines.item_exchange.tidy_text import one_line, tidy, tidy_code

KINDS = ("single", "multiple", "order", "match", "short_text", "numeric", "code_reading")
LARGEST_NUMBER = 1e15
SMALLEST_NUMBER = 1e-15
LONGEST_TEXT = 20_000
MOST_PARTS = 60
_IDENTIFIER = re.compile(r"[^\s\"'<>&]{1,128}")
_MEDIA_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def _put(value: object, **fields: Any) -> None:
    for name, field in fields.items():
        object.__setattr__(value, name, field)


def _need(is_so: bool, what: str) -> None:
    if not is_so:
        raise ValueError(what)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, to put in order or to match. The text is tidied; ValueError where it is empty."""

    id: str
    text: str

    def __post_init__(self) -> None:
        _put(self, text=tidy(self.text))
        _need(
            _IDENTIFIER.fullmatch(self.id) is not None, f"a choice's id has no spaces or quotes: {self.id!r}"
        )
        _need(bool(self.text), "a choice has no text")
        _need(len(self.text) <= LONGEST_TEXT, "a text is too long")


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound or film. `alt` says it in words. ValueError where the bytes are not what they claim."""

    name: str
    content_type: str
    data: bytes
    alt: str

    def __post_init__(self) -> None:
        _put(self, alt=one_line(self.alt))
        _need(_MEDIA_NAME.fullmatch(self.name) is not None, f"not a plain file name: {self.name!r}")
        _need(content_type_of(self.data) == self.content_type, f"{self.name} is not {self.content_type}")


@dataclass(frozen=True, slots=True)
class ExchangeItem:
    """One question with its key. Texts are tidied on the way in; ValueError says what is wrong.

    `prompt` is plain text: paragraphs one empty line apart, `code` between backticks. `key` by kind: single and
    code_reading the id of the choice; multiple a list of ids; order the ids of all choices in the right order;
    match a mapping of every choice's id to a target's; short_text a list of accepted answers, compared without
    regard to case unless `case_sensitive`; numeric a number, right within `tolerance` (same unit). `level` is 1
    to 5.
    """

    identifier: str
    title: str
    kind: str
    prompt: str
    code: str = ""
    choices: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] = ()
    key: Any = None
    tolerance: float = 0
    case_sensitive: bool = False
    rationale: str = ""
    language: str = "en"
    media: tuple[Media, ...] = ()
    skill_code: str = ""
    level: int | None = None

    def __post_init__(self) -> None:
        self._tidy()
        _need(self.kind in KINDS, f"no such kind of item: {self.kind!r}")
        _need(bool(self.identifier), "the item has no identifier")
        _need(bool(self.prompt), "the item asks nothing")
        texts = (self.identifier, self.title, self.prompt, self.code, self.rationale, self.skill_code)
        _need(max(len(text) for text in texts) <= LONGEST_TEXT, "a text is too long")
        _need(
            max(len(self.choices), len(self.targets), len(self.media)) <= MOST_PARTS, "it has too many parts"
        )
        _need(_LANGUAGE.fullmatch(self.language) is not None, f"not a language: {self.language!r}")
        _need(self.level is None or self.level in range(1, 6), "a level is 1 to 5")
        _need(bool(self.code) or self.kind != "code_reading", "there is no code to read")
        _unique(self.choices, "choice")
        _unique((*self.choices, *self.targets) if self.kind == "match" else self.targets, "target")
        _unique_names(self.media)
        self._check_parts()
        _put(self, key=_KEYS[self.kind](self))

    def _tidy(self) -> None:
        _put(self, identifier=one_line(self.identifier), skill_code=one_line(self.skill_code))
        _put(self, title=one_line(self.title) or self.identifier)
        _put(self, prompt=tidy(self.prompt), code=tidy_code(self.code), rationale=tidy(self.rationale))
        _put(self, choices=tuple(self.choices), targets=tuple(self.targets), media=tuple(self.media))

    def _check_parts(self) -> None:
        chosen = self.kind not in {"short_text", "numeric"}
        least = 1 if self.kind == "match" else 2
        _need(not chosen or len(self.choices) >= least, "there is nothing to choose from")
        _need(chosen or not self.choices, "an answer that is typed has no choices")
        _need(
            bool(self.targets) == (self.kind == "match"),
            "targets belong to matching, and matching needs them",
        )
        _need(self.kind == "numeric" or not self.tolerance, "only numbers have a tolerance")
        _need(self.kind == "short_text" or not self.case_sensitive, "only typed words can mind their case")


def _unique(choices: Sequence[Choice], what: str) -> None:
    ids = [choice.id for choice in choices]
    _need(len(set(ids)) == len(ids), f"two things to choose have the same id ({what})")


def _unique_names(media: Sequence[Media]) -> None:
    names = [one.name.casefold() for one in media]
    _need(len(set(names)) == len(names), "two media have the same name")


def _ids(item: ExchangeItem) -> list[str]:
    return [choice.id for choice in item.choices]


def _one_id(item: ExchangeItem) -> str:
    _need(isinstance(item.key, str) and item.key in _ids(item), "the key is not one of the choices")
    return str(item.key)


def _some_ids(item: ExchangeItem) -> list[str]:
    """In the order of the choices: it says nothing here."""
    _need(isinstance(item.key, list | tuple) and bool(item.key), "the key is a list of choices")
    _need(len(set(item.key)) == len(item.key), "the key names a choice twice")
    _need(set(item.key) <= set(_ids(item)), "the key is not among the choices")
    return [id for id in _ids(item) if id in item.key]


def _all_ids(item: ExchangeItem) -> list[str]:
    _need(isinstance(item.key, list | tuple), "the key is a list of choices")
    _need(sorted(item.key) == sorted(_ids(item)), "the key does not put all choices in order")
    return list(item.key)


def _pairs(item: ExchangeItem) -> dict[str, str]:
    _need(isinstance(item.key, Mapping), "the key maps choices to targets")
    _need(set(item.key) == set(_ids(item)), "the key does not match every choice")
    _need(set(item.key.values()) <= {target.id for target in item.targets}, "the key names no target")
    return {id: item.key[id] for id in _ids(item)}


def _answers(item: ExchangeItem) -> list[str]:
    _need(isinstance(item.key, list | tuple) and bool(item.key), "the key is a list of accepted answers")
    answers = [one_line(answer) for answer in item.key]
    _need(all(answers), "an accepted answer is empty")
    _need(
        len(answers) <= MOST_PARTS and max(map(len, answers)) <= LONGEST_TEXT, "too many or too long answers"
    )
    return list(dict.fromkeys(answers))


def _number(item: ExchangeItem) -> float | int:
    for number in (item.key, item.tolerance):
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        _need(
            is_number and isfinite(number) and abs(number) <= LARGEST_NUMBER, "the key is not a usable number"
        )
        _need(number == 0 or abs(number) >= SMALLEST_NUMBER, "the key is not a usable number")
    _need(item.tolerance >= 0, "a tolerance is not negative")
    number = item.key
    assert isinstance(number, int | float)
    return number


_KEYS: dict[str, Callable[[ExchangeItem], Any]] = {
    "single": _one_id,
    "code_reading": _one_id,
    "multiple": _some_ids,
    "order": _all_ids,
    "match": _pairs,
    "short_text": _answers,
    "numeric": _number,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: items that went in, problems of what did not, and what was left out of some."""

    items: tuple[ExchangeItem, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
