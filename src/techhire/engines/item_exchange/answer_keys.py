"""The right answer of an item, from its declaration and its scoring, in QTI 2 and 3 alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from techhire.engines.item_exchange.problems import Reason, Refused
from techhire.engines.item_exchange.safe_xml import Node
from techhire.engines.item_exchange.tidy_text import one_line

_WHOLE = re.compile(r"[+-]?\d{1,20}")
_TEMPLATES = frozenset({"match_correct", "map_response"})
_UNDERSTOOD = frozenset(
    """
    responsecondition responseif responseelseif responseelse setoutcomevalue basevalue variable
    correct match mapresponse isnull not and or sum equal stringmatch gte lte member
    """.split()  # noqa: SIM905  # read as words, not as a column of quotes
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` that are right, as written; `cardinality` and `base_type` of the response; how it is scored.

    `partial` says that several values earned different points, `own_scoring` that points were given in a way we
    do not follow.
    """

    values: tuple[str, ...]
    cardinality: str
    base_type: str
    case_sensitive: bool
    tolerance: Decimal
    partial: bool
    own_scoring: bool
    line: int


def answer_of(item: Node, interaction: Node) -> Answer:
    """The answer to one interaction. Refused where there is no declaration or no right answer in it."""
    wanted = interaction.attributes.get("responseidentifier", "")
    declaration = _declaration(item, wanted)
    if declaration is None:
        raise Refused(Reason.NO_KEY, interaction.line)
    processing = item.child("responseprocessing")
    entries = _entries(declaration)
    base_type = declaration.attributes.get("basetype", "")
    correct = tuple(_values(declaration.child("correctresponse")))
    values, case_sensitive = correct, True
    if base_type == "string":
        values, case_sensitive = _typed(correct, entries, processing)
    if not values:
        values = tuple(key for key, points, _ in entries if points > 0)
    if not values:
        raise Refused(Reason.NO_KEY, declaration.line)
    tolerance = _tolerance(processing, values[0]) if base_type in {"float", "integer"} else Decimal(0)
    return Answer(
        values=values,
        cardinality=declaration.attributes.get("cardinality", "single"),
        base_type=base_type,
        case_sensitive=case_sensitive,
        tolerance=tolerance,
        partial=base_type != "string" and len([points for _, points, _ in entries if points > 0]) > 1,
        own_scoring=not _is_understood(processing),
        line=declaration.line,
    )


def _declaration(item: Node, identifier: str) -> Node | None:
    declared = (node for node in item.elements() if node.tag == "responsedeclaration")
    return next((node for node in declared if node.attributes.get("identifier") == identifier), None)


def _values(holder: Node | None) -> list[str]:
    if holder is None:
        return []
    return [one_line(node.text()) for node in holder.elements() if node.tag == "value"]


def _entries(declaration: Node) -> list[tuple[str, float, bool]]:
    """The mapping: answer, points, whether its case counts (it does unless the entry says otherwise)."""
    mapping = declaration.child("mapping")
    if mapping is None:
        return []
    return [
        (
            one_line(node.attributes.get("mapkey", "")),
            _points(node),
            node.attributes.get("casesensitive", "true") != "false",
        )
        for node in mapping.elements()
        if node.tag == "mapentry"
    ]


def _points(entry: Node) -> float:
    try:
        return float(entry.attributes.get("mappedvalue", "0"))
    except ValueError as error:
        raise Refused(Reason.UNUSABLE_KEY, entry.line, entry.attributes["mappedvalue"]) from error


def _typed(
    correct: Sequence[str], entries: Sequence[tuple[str, float, bool]], processing: Node | None
) -> tuple[tuple[str, ...], bool]:
    """Every answer that earns full points, and whether case counts for any of them."""
    full = max((points for _, points, _ in entries), default=0.0)
    best = [(key, sensitive) for key, points, sensitive in entries if points == full > 0]
    compared = [] if processing is None else list(processing.every("stringmatch"))
    words = [one_line(node.text()) for match in compared for node in match.every("basevalue")]
    senses = [sensitive for _, sensitive in best]
    senses += [node.attributes.get("casesensitive", "true") != "false" for node in compared]
    values = dict.fromkeys([*correct, *(key for key, _ in best), *words])
    return tuple(value for value in values if value), any(senses) if senses else True


def _tolerance(processing: Node | None, value: str) -> Decimal:
    """How far a number may be off. Refused where it may be off more on one side than on the other."""
    if processing is None:
        return Decimal(0)
    key = _decimal(value, processing.line)
    for node in processing.every("equal"):
        if node.attributes.get("tolerancemode", "exact") != "exact":
            return _stated(node, key)
    low, high = (_bound(processing, tag) for tag in ("gte", "lte"))
    if low is None and high is None:
        return Decimal(0)
    if low is None or high is None or key - low != high - key or high < key:
        raise Refused(Reason.UNUSABLE_KEY, processing.line, f"{value} ({low}, {high})")
    return high - key


def _stated(node: Node, key: Decimal) -> Decimal:
    sides = {_decimal(side, node.line) for side in node.attributes.get("tolerance", "").split()}
    if len(sides) != 1:
        raise Refused(Reason.UNUSABLE_KEY, node.line, node.attributes.get("tolerance", ""))
    side = sides.pop()
    return abs(key) * side / 100 if node.attributes["tolerancemode"] == "relative" else side


def _bound(processing: Node, tag: str) -> Decimal | None:
    for node in processing.every(tag):
        for value in node.every("basevalue"):
            return _decimal(one_line(value.text()), node.line)
    return None


def _decimal(text: str, line: int) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not -400 < number.adjusted() < 400:
        raise Refused(Reason.UNUSABLE_KEY, line, text)
    return number


def number_of(answer: Answer) -> int | float:
    """The single right number: whole where it is written so."""
    text = answer.values[0]
    return int(text) if _WHOLE.fullmatch(text) else float(_decimal(text, answer.line))


def _is_understood(processing: Node | None) -> bool:
    if processing is None:
        return True
    template = processing.attributes.get("template")
    if template:
        return template.rpartition("/")[2].removesuffix(".xml") in _TEMPLATES
    return all(node.tag in _UNDERSTOOD for node in _all(processing))


def _all(node: Node) -> list[Node]:
    found = []
    for child in node.elements():
        found += [child, *_all(child)]
    return found
