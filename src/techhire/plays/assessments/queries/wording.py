"""What an item says and asks for, checked before it is kept: whole in each language it has, with a key that fits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.words import LEVELS
from techhire.engines.item_exchange import ExchangeItem
from techhire.plays.assessments.models import Item
from techhire.plays.assessments.queries.exchange import PARTS, Said, ids_in, traveling
from techhire.plays.assessments.words import ItemKind

LANGUAGES = ("en", "es")
LONGEST_PROMPT, LONGEST_CHOICE, LONGEST_PROGRAM = 4000, 1000, 8000
MOST_CHOICES = 20
CHOSEN = (ItemKind.SINGLE, ItemKind.CODE_READING)
TYPED = (ItemKind.SHORT_TEXT, ItemKind.NUMERIC)
FIELDS = ("kind", "level", "topic", "content", "program", "key", "tolerance", "case_sensitive")


@dataclass(frozen=True)
class Wording:
    """Everything a person sees of an item, and its key. ``content`` by language, as ``Item`` keeps it."""

    kind: str
    level: int
    content: Mapping[str, Said]
    key: Any
    topic: str = ""
    program: str = ""
    tolerance: float = 0
    case_sensitive: bool = False

    @classmethod
    def of(cls, item: Item) -> "Wording":
        """As the item has it now."""
        return cls(**{field: getattr(item, field) for field in FIELDS})

    def put(self, item: Item) -> None:
        """Set it on a row, unsaved."""
        for field in FIELDS:
            setattr(item, field, getattr(self, field))


def checked(wording: Wording) -> Wording:
    """The same, tidied; ``Refused`` names the first field that cannot be taken."""
    if wording.kind not in ItemKind.values:
        raise Refused(_("Choose what kind of question it is."), field="kind")
    if wording.level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    program = several_lines(wording.program, field="program", limit=LONGEST_PROGRAM)
    if wording.kind == ItemKind.CODE_READING and not program:
        raise Refused(_("Write the code that is to be read."), field="program")
    content = _content(wording)
    tidy = replace(
        wording,
        topic=one_line(wording.topic, field="topic", limit=60, required=False),
        program=program,
        content=content,
        case_sensitive=wording.kind == ItemKind.SHORT_TEXT and wording.case_sensitive,
        tolerance=wording.tolerance if wording.kind == ItemKind.NUMERIC else 0.0,
    )
    first = next(iter(content.values()))
    return _as_it_travels(replace(tidy, key=KEYS[wording.kind](tidy, first)))


def _content(wording: Wording) -> dict[str, Said]:
    if set(wording.content) - set(LANGUAGES):
        raise Refused(_("A question is in English, in Spanish or in both."), field="content")
    said = {
        language: _said(wording.kind, wording.content[language], language)
        for language in LANGUAGES
        if language in wording.content
    }
    if not said:
        raise Refused(_("Write the question in one language at least."), field="prompt_en")
    for part in PARTS:
        if len({tuple(ids_in(one, part)) for one in said.values()}) > 1:
            raise Refused(_("Fill in every choice in both languages."), field="choices")
    return said


def _said(kind: str, given: Said, language: str) -> Said:
    prompt = several_lines(given.get("prompt", ""), field=f"prompt_{language}", limit=LONGEST_PROMPT)
    if not prompt:
        raise Refused(_("Please fill this in."), field=f"prompt_{language}")
    rationale = several_lines(given.get("rationale", ""), field=f"rationale_{language}", limit=LONGEST_PROMPT)
    said: Said = {"prompt": prompt, "rationale": rationale}
    wanted = () if kind in TYPED else PARTS if kind == ItemKind.MATCH else PARTS[:1]
    for part in wanted:
        said[part] = _choices(given.get(part, []), 1 if kind == ItemKind.MATCH else 2)
    return said


def _choices(given: Sequence[Mapping[str, str]], least: int) -> list[dict[str, str]]:
    if not least <= len(given) <= MOST_CHOICES:
        words = _("Write from %(least)d to %(most)d choices.") % {"least": least, "most": MOST_CHOICES}
        raise Refused(words, field="choices")
    texts = [several_lines(one["text"], field="choices", limit=LONGEST_CHOICE) for one in given]
    if not all(texts):
        raise Refused(_("Fill in every choice in both languages."), field="choices")
    if len(set(texts)) < len(texts):
        raise Refused(_("Two choices say the same."), field="choices")
    return [{"id": one["id"], "text": text} for one, text in zip(given, texts, strict=True)]


def _one(wording: Wording, said: Said) -> str:
    if wording.key not in ids_in(said, "choices"):
        raise Refused(_("Mark the choice that is right."), field="key")
    return str(wording.key)


def _some(wording: Wording, said: Said) -> list[str]:
    ids = ids_in(said, "choices")
    right = [one for one in ids if one in set(_listed(wording.key))]
    if not right:
        raise Refused(_("Mark the choices that are right, one at least."), field="key")
    return right


def _order(wording: Wording, said: Said) -> list[str]:
    if sorted(_listed(wording.key)) != sorted(ids_in(said, "choices")):
        raise Refused(_("Put every choice in its place."), field="key")
    return list(wording.key)


def _pairs(wording: Wording, said: Said) -> dict[str, str]:
    key = dict(wording.key) if isinstance(wording.key, Mapping) else {}
    targets = set(ids_in(said, "targets"))
    if set(key) != set(ids_in(said, "choices")) or not set(key.values()) <= targets:
        raise Refused(_("Say for each one on the left what it belongs to."), field="key")
    return key


def _answers(wording: Wording, said: Said) -> list[str]:
    answers = [one_line(str(one), field="key", limit=200, required=False) for one in _listed(wording.key)]
    kept = list(dict.fromkeys(answer for answer in answers if answer))
    if not kept or len(kept) > MOST_CHOICES:
        raise Refused(_("Write the answers that count as right, one a line."), field="key")
    return kept


def _number(wording: Wording, said: Said) -> float | int:
    for value in (wording.key, wording.tolerance):
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise Refused(_("Write the right answer as a number."), field="key")
    if wording.tolerance < 0:
        raise Refused(_("An answer may be off by 0 or more."), field="tolerance")
    number: float | int = wording.key
    return number


def _listed(key: Any) -> list[Any]:
    return list(key) if isinstance(key, list | tuple) else []


KEYS: dict[str, Callable[[Wording, Said], Any]] = {
    ItemKind.SINGLE: _one,
    ItemKind.CODE_READING: _one,
    ItemKind.MULTIPLE: _some,
    ItemKind.ORDER: _order,
    ItemKind.MATCH: _pairs,
    ItemKind.SHORT_TEXT: _answers,
    ItemKind.NUMERIC: _number,
}


def _as_it_travels(wording: Wording) -> Wording:
    """The last word has the value that checks itself, so that everything kept here can also be exported."""
    try:
        for language in wording.content:
            _exchanged(wording, language)
    except ValueError as error:
        raise Refused(_("This question cannot be used: %(what)s.") % {"what": error}) from error
    return wording


def _exchanged(wording: Wording, language: str) -> ExchangeItem:
    row = Item(code="new")
    wording.put(row)
    return traveling(row, language)
