"""XML from strangers, read with the standard library's parser into a small tree that knows its lines.

Document types, and with them every kind of entity, are refused before anything is expanded, so nothing is fetched
and nothing grows. Size, depth and number of parts are bounded. QTI 2 and 3 spell names differently
(`choiceInteraction`, `qti-choice-interaction`); names are brought to one form, so that one reader reads both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from techhire.engines.item_exchange.problems import Reason, Refused

LARGEST_XML = 512 * 1024
LARGEST_LIST = 4 * 1024 * 1024
DEEPEST = 60
MOST_NODES = 60_000
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True)
class Node:
    """An element: `tag` and names of attributes without prefix, dashes and capitals; `xml:lang` is `lang`."""

    tag: str
    namespace: str
    attributes: dict[str, str]
    line: int
    written: str
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """Child elements, in order."""
        return (child for child in self.children if isinstance(child, Node))

    def child(self, tag: str) -> Node | None:
        """The first child element of that name."""
        return next((node for node in self.elements() if node.tag == tag), None)

    def every(self, *tags: str) -> Iterator[Node]:
        """All descendants of those names, in document order."""
        for node in self.elements():
            if node.tag in tags:
                yield node
            yield from node.every(*tags)

    def text(self) -> str:
        """All text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(data: bytes, largest: int = LARGEST_XML) -> Node:
    """The document's root. Refused with its line where it is not XML, declares a type, or is too much."""
    if len(data) > largest:
        raise Refused(Reason.TOO_LARGE, detail=f"{len(data):,} bytes")
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        line = getattr(error, "lineno", 0)
        raise Refused(Reason.NOT_XML, line, str(error)) from error
    if builder.root is None:
        raise Refused(Reason.NOT_XML, 1, "there is no element")
    return builder.root


class _Builder:
    """Expat's calls, turned into nodes."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.EntityDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _refuse_document_type(self, *_: object) -> NoReturn:
        raise Refused(Reason.DOCUMENT_TYPE, self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self.parser.CurrentLineNumber
        if len(self._open) >= DEEPEST or self._count > MOST_NODES:
            raise Refused(Reason.TOO_DEEP, line)
        namespace, _, written = name.rpartition(" ")
        named = {_plain(key): value for key, value in attributes.items()}
        node = Node(_plain(written), namespace, named, line, written)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].children.append(text)


def _plain(name: str) -> str:
    """`http://... responseIdentifier` and `response-identifier` as `responseidentifier`."""
    return name.rpartition(" ")[2].removeprefix("qti-").replace("-", "").casefold()
