"""A credential in an SVG: one `openbadges:credential` element; a token in its attribute `verify`, JSON as its text.

A file from outside is read by expat as a stream. A document type is refused, so no entity is ever defined and
nothing is fetched; nothing in the picture is run. Baking cuts and inserts bytes and leaves the rest as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from techhire.engines.credential_proofs.pictures import LARGEST, BadPicture, the_only
from techhire.engines.credential_proofs.plain_json import LONGEST

SPACE = "https://purl.imsglobal.org/ob/v3p0"
PREFIX = "openbadges"
ROOT = "http://www.w3.org/2000/svg svg"
CREDENTIAL = f"{SPACE} credential"
RUNNING = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "object", "embed"})
ADDRESSES = frozenset({"href", "src", "to", "from", "values", "by"})
DEEPEST = 256
TAG = re.compile(rb"<(/?[^\s/>]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def is_svg(data: bytes) -> bool:
    """Whether these bytes start as XML does."""
    return data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def bake(picture: bytes, text: str) -> bytes:
    """The picture with the text in an element right behind its opening tag."""
    found = _read(picture)
    if found.active:
        raise BadPicture("active")
    for start, end in reversed(found.credentials):
        picture = picture[:start] + picture[end:]
    tag = TAG.match(picture, found.root)
    if tag is None or found.foreign_prefix:
        raise BadPicture("picture")
    inside, rest = picture[: tag.end()].removesuffix(b">"), picture[tag.end() :]
    if inside.endswith(b"/"):
        inside, rest = inside.removesuffix(b"/"), b"</" + tag[1] + b">" + rest
    space = b"" if found.declared else f' xmlns:{PREFIX}="{SPACE}"'.encode()
    return inside + space + b">" + _element(text) + rest


def unbake(picture: bytes) -> str:
    """The text of the element; raises BadPicture."""
    return the_only(_read(picture).texts)


def _element(text: str) -> bytes:
    if not text.startswith("{"):
        return f'<{PREFIX}:credential verify="{text}"/>'.encode()
    # XML has no way to write these two characters; JSON has another one.
    writable = text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    whole = writable.replace("]]>", "]]]]><![CDATA[>")
    return f"<{PREFIX}:credential><![CDATA[{whole}]]></{PREFIX}:credential>".encode()


@dataclass
class _Svg:
    """What reading found: byte ranges, texts, and whether it would run or fetch anything."""

    root: int = -1
    declared: bool = False
    foreign_prefix: bool = False
    active: bool = False
    credentials: list[tuple[int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def _read(picture: bytes) -> _Svg:
    if len(picture) > LARGEST:
        raise BadPicture("too_large")
    reading = _Reading(picture)
    try:
        reading.parser.Parse(picture, True)
    except expat.ExpatError as problem:
        raise BadPicture("picture") from problem
    return reading.found


class _Reading:
    """One file being read."""

    def __init__(self, picture: bytes) -> None:
        self.picture = picture
        self.found = _Svg()
        self.depth = 0
        self.start = -1
        self.level = 0
        self.pieces: list[str] = []
        self.size = 0
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartNamespaceDeclHandler = self._space
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction

    def _doctype(self, *parts: object) -> None:
        raise BadPicture("picture")

    def _instruction(self, target: str, data: str) -> None:
        self.found.active = True

    def _space(self, prefix: str | None, address: str | None) -> None:
        if prefix == PREFIX and self.depth == 0:
            self.found.declared = address == SPACE
            self.found.foreign_prefix = address != SPACE

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0:
            if name != ROOT:
                raise BadPicture("picture")
            self.found.root = self.parser.CurrentByteIndex
        self.depth += 1
        if self.depth > DEEPEST or self.start >= 0:
            raise BadPicture("picture")
        if name == CREDENTIAL:
            self.start, self.level, self.size = self.parser.CurrentByteIndex, self.depth, 0
            self.pieces = [attributes["verify"]] if "verify" in attributes else []
        self.found.active |= _runs(name, attributes)

    def _close(self, name: str) -> None:
        if self.start >= 0 and self.depth == self.level:
            self.found.texts.append("".join(self.pieces).strip())
            self.found.credentials.append((self.start, self._end()))
            self.start = -1
        self.depth -= 1

    def _end(self) -> int:
        """Where the tag ends that closes the element, or the whole element where it is empty."""
        tag = TAG.match(self.picture, self.parser.CurrentByteIndex)
        if tag is None:
            raise BadPicture("picture")
        return tag.end()

    def _text(self, piece: str) -> None:
        if self.start < 0:
            return
        self.size += len(piece)
        if self.size > LONGEST:
            raise BadPicture("too_large")
        self.pieces.append(piece)


def _runs(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element runs a script or leads out of the picture where it is shown."""
    if name.rpartition(" ")[2] in RUNNING:
        return True
    return any(_leads_out(key.rpartition(" ")[2], value) for key, value in attributes.items())


def _leads_out(key: str, value: str) -> bool:
    if key.startswith("on"):
        return True
    inside = value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
    return key in ADDRESSES and ":" in value and not inside
