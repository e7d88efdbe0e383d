"""One QTI item, 2.1 to 3.0, from XML to a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from techhire.engines.item_exchange.answer_keys import Answer, answer_of, number_of
from techhire.engines.item_exchange.body_text import Body, body_of, words_of
from techhire.engines.item_exchange.items import Choice, ExchangeItem
from techhire.engines.item_exchange.media_reading import media_of
from techhire.engines.item_exchange.problems import Problem, Reason, Refused
from techhire.engines.item_exchange.safe_xml import Node, parse

NAMESPACES = frozenset(
    {
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "http://www.imsglobal.org/xsd/imsqti_v2p2",
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
    }
)
_CHANGING = frozenset({"templatedeclaration", "templateprocessing"})


@dataclass(slots=True)
class ItemReading:
    """An item and what was left out of it."""

    item: ExchangeItem
    notes: list[Problem]


@dataclass(slots=True)
class _Parts:
    """What the kind of the interaction decides."""

    kind: str
    key: Any
    choices: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


def read_item(
    xml: bytes | str, files: Mapping[str, bytes] | None = None, path: str = "item.xml"
) -> ExchangeItem:
    """The item in `xml`; Refused (a ValueError with reason and line) where it cannot be taken.

    `files` holds what it shows, by path in the package; `path` is its own. Skill and level stand in a package's
    manifest and are empty here.
    """
    data = xml.encode() if isinstance(xml, str) else xml
    return read_node(parse(data), files or {}, path).item


def is_item(root: Node) -> bool:
    """Whether the document is an item of a version we read. Refused where it is QTI of another kind."""
    if root.tag == "assessmentitem":
        if root.namespace not in NAMESPACES:
            raise Refused(Reason.OTHER_VERSION, root.line)
        return True
    if root.tag == "questestinterop":
        raise Refused(Reason.OTHER_VERSION, root.line)
    return False


def read_node(root: Node, files: Mapping[str, bytes], path: str, **alignment: Any) -> ItemReading:
    """As `read_item`, from a parsed document, with notes on what was left out; `alignment` is put in as it is."""
    if not is_item(root):
        raise Refused(Reason.NOT_AN_ITEM, root.line, root.written)
    if root.attributes.get("adaptive") == "true" or any(node.tag in _CHANGING for node in root.elements()):
        raise Refused(Reason.CHANGES_ITSELF, root.line)
    if root.child("assessmentstimulusref"):
        raise Refused(Reason.SHARED_TEXT, root.line)
    body_node = root.child("itembody")
    if body_node is None:
        raise Refused(Reason.NO_QUESTION, root.line)
    body = body_of(body_node)
    interaction = _only_interaction(body, body_node)
    answer = answer_of(root, interaction) if interaction.tag in _KINDS else None
    parts = _parts(interaction, answer, body)
    media, notes = media_of(body.media, files, path)
    notes += _notes(answer, body, path)
    try:
        item = ExchangeItem(
            identifier=root.attributes.get("identifier", ""),
            title=root.attributes.get("title", ""),
            kind=parts.kind,
            prompt=body.text(),
            code="\n\n".join(code.text().strip("\n") for code in body.code),
            choices=parts.choices,
            targets=parts.targets,
            key=parts.key,
            rationale=_rationale(root, body),
            language=root.attributes.get("lang", "en"),
            media=media,
            **parts.more,
            **alignment,
        )
    except ValueError as error:
        raise Refused(Reason.INCOMPLETE, interaction.line, str(error)) from error
    return ItemReading(item, notes)


def _only_interaction(body: Body, body_node: Node) -> Node:
    if not body.interactions:
        raise Refused(Reason.NO_QUESTION, body_node.line)
    first, *others = body.interactions
    unknown = next((node for node in body.interactions if node.tag not in _KINDS), None)
    if unknown is not None:
        by_people = unknown.tag == "extendedtextinteraction"
        raise Refused(
            Reason.SCORED_BY_PEOPLE if by_people else Reason.UNKNOWN_KIND, unknown.line, unknown.written
        )
    if others:
        raise Refused(Reason.SEVERAL_QUESTIONS, others[0].line)
    return first


def _parts(interaction: Node, answer: Answer | None, body: Body) -> _Parts:
    if answer is None:
        raise Refused(Reason.NO_KEY, interaction.line)
    try:
        return _KINDS[interaction.tag](interaction, answer, body)
    except Refused:
        raise
    except ValueError as error:
        raise Refused(Reason.INCOMPLETE, interaction.line, str(error)) from error


def _choices(holder: Node, tag: str) -> tuple[Choice, ...]:
    found = []
    for node in holder.elements():
        if node.tag == tag:
            inside = body_of(node)
            if inside.media:
                raise Refused(Reason.PICTURE_CHOICE, node.line)
            found.append(Choice(node.attributes.get("identifier", ""), words_of(node)))
    return tuple(found)


def _choice_parts(interaction: Node, answer: Answer, body: Body) -> _Parts:
    choices = _choices(interaction, "simplechoice")
    if answer.cardinality == "multiple":
        return _Parts("multiple", list(answer.values), choices)
    if len(answer.values) != 1:
        raise Refused(Reason.UNUSABLE_KEY, answer.line, ", ".join(answer.values))
    is_beside = all("code" in code.attributes.get("class", "").split() for code in body.code)
    return _Parts("single" if is_beside else "code_reading", answer.values[0], choices)


def _order_parts(interaction: Node, answer: Answer, body: Body) -> _Parts:
    return _Parts("order", list(answer.values), _choices(interaction, "simplechoice"))


def _match_parts(interaction: Node, answer: Answer, body: Body) -> _Parts:
    sets = [node for node in interaction.elements() if node.tag == "simplematchset"]
    if len(sets) != 2:
        raise Refused(Reason.INCOMPLETE, interaction.line, "matching needs two lists")
    choices, targets = (_choices(one, "simpleassociablechoice") for one in sets)
    key: dict[str, str] = {}
    for value in answer.values:
        first, _, second = value.partition(" ")
        if first in key or not second:
            raise Refused(Reason.UNUSABLE_KEY, answer.line, value)
        key[first] = second
    return _Parts("match", key, choices, targets)


def _typed_parts(interaction: Node, answer: Answer, body: Body) -> _Parts:
    if answer.base_type in {"float", "integer"}:
        if len(answer.values) != 1:
            raise Refused(Reason.UNUSABLE_KEY, answer.line, ", ".join(answer.values))
        return _Parts("numeric", number_of(answer), more={"tolerance": float(answer.tolerance)})
    if answer.base_type != "string":
        raise Refused(Reason.UNUSABLE_KEY, answer.line, answer.base_type)
    return _Parts("short_text", list(answer.values), more={"case_sensitive": answer.case_sensitive})


_KINDS: dict[str, Callable[[Node, Answer, Body], _Parts]] = {
    "choiceinteraction": _choice_parts,
    "orderinteraction": _order_parts,
    "matchinteraction": _match_parts,
    "textentryinteraction": _typed_parts,
}


def _rationale(root: Node, body: Body) -> str:
    """What scorers read about the key, else the first feedback shown after the answer."""
    told = [words for words in body.rationale if words]
    told += [words_of(node) for node in root.elements() if node.tag == "modalfeedback"]
    return next((words for words in told if words), "")


def _notes(answer: Answer | None, body: Body, path: str) -> list[Problem]:
    notes = [Problem(path, node.line, Reason.SCRIPT_DROPPED) for node in body.scripts]
    if answer and answer.own_scoring:
        notes.append(Problem(path, answer.line, Reason.OWN_SCORING))
    if answer and answer.partial:
        notes.append(Problem(path, answer.line, Reason.PARTIAL_CREDIT))
    return notes
