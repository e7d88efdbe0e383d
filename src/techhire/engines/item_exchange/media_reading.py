"""Pictures, sounds and films of an item: found in the package, never fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from techhire.engines.item_exchange.items import Media
from techhire.engines.item_exchange.media_kinds import content_type_of
from techhire.engines.item_exchange.problems import Problem, Reason, Refused
from techhire.engines.item_exchange.safe_xml import Node

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|\\")
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def inside(reference: str, path: str) -> str | None:
    """Where a reference made in `path` leads within the package; None where it leads out of it."""
    plain = unquote(reference.strip())
    if _OUTSIDE.match(plain) or "\\" in plain or "\x00" in plain:
        return None
    plain = plain.partition("#")[0].partition("?")[0]
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    return None if found == ".." or found.startswith(("../", "/")) else found


def media_of(
    nodes: Sequence[Node], files: Mapping[str, bytes], path: str
) -> tuple[tuple[Media, ...], list[Problem]]:
    """The media behind the elements, in order, each once, and notes where words for one are missing."""
    found: dict[str, Media] = {}
    notes = []
    for node in nodes:
        reference, line = _reference(node)
        place = inside(reference, path)
        if place is None or not reference:
            raise Refused(Reason.OUTSIDE_REFERENCE, line, reference or node.written)
        if place not in files:
            raise Refused(Reason.FILE_MISSING, line, place)
        if place not in found:
            taken = {media.name.casefold() for media in found.values()}
            found[place] = _media(node, place, files[place], taken)
            if not found[place].alt:
                notes.append(Problem(path, line, Reason.NO_ALT, place))
    return tuple(found.values()), notes


def _reference(node: Node) -> tuple[str, int]:
    """What an element shows: its own attribute, or that of its first source."""
    for name in ("src", "data"):
        if node.attributes.get(name):
            return node.attributes[name], node.line
    source = next(node.every("source"), node)
    return source.attributes.get("src", ""), source.line


def _media(node: Node, place: str, data: bytes, taken: set[str]) -> Media:
    kind = content_type_of(data)
    if kind is None:
        raise Refused(Reason.MEDIA_KIND, node.line, place)
    name = _name(posixpath.basename(place), taken)
    alt = node.attributes.get("alt") or node.attributes.get("arialabel") or _inner_words(node)
    return Media(name, kind, data, alt)


def _name(written: str, taken: set[str]) -> str:
    """A plain file name close to the written one that no other medium of the item has."""
    plain = _ODD.sub("-", written).lstrip("._-")[-100:].lstrip("._-") or "media"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{number}-{plain}"[:100]
    return name


def _inner_words(node: Node) -> str:
    """Words inside an object, a sound or a film stand for it where it cannot be shown."""
    return " ".join(node.text().split()) if node.tag != "img" else ""
