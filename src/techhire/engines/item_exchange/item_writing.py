"""One item as QTI 3.0, in the words of the standard's own scoring templates where they fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal

from techhire.engines.item_exchange.items import Choice, ExchangeItem, Media
from techhire.engines.item_exchange.markup import Element, element, serialized

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
_CODE = re.compile(r"`([^`\n]+)`")
_EXACT = Context(prec=200)  # digits enough for any sum of two numbers an item may hold


def write_item(item: ExchangeItem, media_folder: str = "media") -> str:
    """The item as a QTI 3.0 document that refers to its media in `media_folder`.

    `read_item` gives the same item back, given the media's files. Skill and level belong to the manifest of a
    package and are not written here.
    """
    root = element(
        "qti-assessment-item",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "identifier": item.identifier,
            "title": item.title,
            "adaptive": "false",
            "time-dependent": "false",
            "xml:lang": item.language,
        },
        _declaration(item),
        _score_declaration(),
        _body(item, media_folder),
        _processing(item),
    )
    return serialized(root)


def _declaration(item: ExchangeItem) -> Element:
    cardinality, base_type = _RESPONSES[item.kind]
    attributes = {"identifier": "RESPONSE", "cardinality": cardinality, "base-type": base_type}
    values = _values(item)
    correct = element("qti-correct-response", {}, *(element("qti-value", {}, value) for value in values))
    if item.kind != "short_text":
        return element("qti-response-declaration", attributes, correct)
    sensitive = "true" if item.case_sensitive else "false"
    entries = (
        element("qti-map-entry", {"map-key": value, "mapped-value": "1", "case-sensitive": sensitive})
        for value in item.key
    )
    mapping = element("qti-mapping", {"default-value": "0", "upper-bound": "1"}, *entries)
    return element("qti-response-declaration", attributes, correct, mapping)


_RESPONSES = {
    "single": ("single", "identifier"),
    "code_reading": ("single", "identifier"),
    "multiple": ("multiple", "identifier"),
    "order": ("ordered", "identifier"),
    "match": ("multiple", "directedPair"),
    "short_text": ("single", "string"),
    "numeric": ("single", "float"),
}


def _values(item: ExchangeItem) -> list[str]:
    if item.kind == "match":
        return [f"{choice} {target}" for choice, target in item.key.items()]
    if item.kind in {"multiple", "order"}:
        return list(item.key)
    if item.kind == "short_text":
        return list(item.key[:1])
    return [str(item.key)]


def _score_declaration() -> Element:
    attributes = {"identifier": "SCORE", "cardinality": "single", "base-type": "float"}
    start = element("qti-default-value", {}, element("qti-value", {}, "0"))
    return element("qti-outcome-declaration", attributes, start)


def _body(item: ExchangeItem, media_folder: str) -> Element:
    parts: list[Element] = []
    if item.rationale:
        told = element("qti-content-body", {}, *_paragraphs(item.rationale))
        attributes = {"use": "ext:rationale", "view": "author scorer tutor"}
        parts.append(element("qti-rubric-block", attributes, told))
    parts += _paragraphs(item.prompt)
    if item.code:
        style = "code-reading" if item.kind == "code_reading" else "code"
        parts.append(element("pre", {"class": style}, element("code", {}, item.code)))
    parts += [element("div", {}, _shown(media, media_folder)) for media in item.media]
    parts.append(_INTERACTIONS[item.kind](item))
    return element("qti-item-body", {}, *parts)


def _paragraphs(text: str) -> list[Element]:
    return [element("p", {}, *_lines(paragraph)) for paragraph in text.split("\n\n")]


def _lines(text: str) -> list[Element | str]:
    """Lines with breaks between them, code between backticks as code."""
    parts: list[Element | str] = []
    for place, line in enumerate(text.split("\n")):
        if place:
            parts.append(element("br", {}))
        for odd, piece in enumerate(_CODE.split(line)):
            if odd % 2:
                parts.append(element("code", {}, piece) if piece.strip() else f"`{piece}`")
            elif piece:
                parts.append(piece)
    return parts


def _shown(media: Media, folder: str) -> Element:
    source = f"{folder}/{media.name}"
    sort = media.content_type.partition("/")[0]
    if sort == "image":
        return element("img", {"src": source, "alt": media.alt})
    spoken = {"aria-label": media.alt} if media.alt else {}
    return element(sort, {"src": source, "controls": "true", **spoken})


def _choice_interaction(item: ExchangeItem) -> Element:
    most = "0" if item.kind == "multiple" else "1"
    attributes = {"response-identifier": "RESPONSE", "shuffle": "false", "max-choices": most}
    return element("qti-choice-interaction", attributes, *_simple_choices(item.choices))


def _order_interaction(item: ExchangeItem) -> Element:
    attributes = {"response-identifier": "RESPONSE", "shuffle": "false"}
    return element("qti-order-interaction", attributes, *_simple_choices(item.choices))


def _simple_choices(choices: tuple[Choice, ...]) -> list[Element]:
    return [element("qti-simple-choice", {"identifier": one.id}, *_choice_text(one)) for one in choices]


def _choice_text(choice: Choice) -> list[Element | str]:
    """Bare words as they are, anything more as paragraphs: players lay out loose parts side by side."""
    parts = _lines(choice.text)
    return parts if len(parts) == 1 and "\n" not in choice.text else [*_paragraphs(choice.text)]


def _match_interaction(item: ExchangeItem) -> Element:
    attributes = {
        "response-identifier": "RESPONSE",
        "shuffle": "false",
        "max-associations": str(len(item.choices)),
    }
    sets = [
        element(
            "qti-simple-match-set",
            {},
            *(
                element(
                    "qti-simple-associable-choice",
                    {"identifier": one.id, "match-max": most},
                    *_choice_text(one),
                )
                for one in side
            ),
        )
        for side, most in ((item.choices, "1"), (item.targets, str(len(item.choices))))
    ]
    return element("qti-match-interaction", attributes, *sets)


def _text_entry(item: ExchangeItem) -> Element:
    length = 20 if item.kind == "numeric" else max(20, *(len(answer) for answer in item.key))
    attributes = {"response-identifier": "RESPONSE", "expected-length": str(length)}
    return element("p", {}, element("qti-text-entry-interaction", attributes))


_INTERACTIONS: dict[str, Callable[[ExchangeItem], Element]] = {
    "single": _choice_interaction,
    "code_reading": _choice_interaction,
    "multiple": _choice_interaction,
    "order": _order_interaction,
    "match": _match_interaction,
    "short_text": _text_entry,
    "numeric": _text_entry,
}


def _processing(item: ExchangeItem) -> Element:
    if item.kind == "numeric" and item.tolerance:
        return _within_tolerance(item)
    template = "map_response" if item.kind == "short_text" else "match_correct"
    return element("qti-response-processing", {"template": f"{TEMPLATES}{template}.xml"})


def _within_tolerance(item: ExchangeItem) -> Element:
    """Between two bounds, both right. Outside players follow this where they do not know a tolerance."""
    key, off = Decimal(str(item.key)), Decimal(str(item.tolerance))
    bounds = (("qti-gte", _EXACT.subtract(key, off)), ("qti-lte", _EXACT.add(key, off)))
    within = element("qti-and", {}, *(element(tag, {}, _response(), _float(at)) for tag, at in bounds))
    nothing = element("qti-is-null", {}, _response())
    condition = element(
        "qti-response-condition",
        {},
        element("qti-response-if", {}, nothing, _set_score(0)),
        element("qti-response-else-if", {}, within, _set_score(1)),
        element("qti-response-else", {}, _set_score(0)),
    )
    return element("qti-response-processing", {}, condition)


def _response() -> Element:
    return element("qti-variable", {"identifier": "RESPONSE"})


def _float(number: Decimal) -> Element:
    return element("qti-base-value", {"base-type": "float"}, str(number))


def _set_score(points: int) -> Element:
    return element("qti-set-outcome-value", {"identifier": "SCORE"}, _float(Decimal(points)))
