"""The list of what a package holds: which files are items, and which skill and level each is about.

Skill and level are written as IEEE 1484.12 (LOM) classifications, which QTI's content packages carry: purpose
`competency` with the skill's code, purpose `skill level` with 1 to 5. Read as well: the GUID or label of a
curriculum standards metadata set, as Common Cartridge tools write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from techhire.engines.item_exchange.items import ExchangeItem
from techhire.engines.item_exchange.markup import Element, element, serialized
from techhire.engines.item_exchange.media_reading import inside
from techhire.engines.item_exchange.problems import Reason, Refused
from techhire.engines.item_exchange.safe_xml import Node
from techhire.engines.item_exchange.tidy_text import one_line

PATH = "imsmanifest.xml"
PACKAGING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
PACKAGING_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0p1_imscpv1p2_v1p0.xsd"
LOM = "http://ltsc.ieee.org/xsd/LOM"
_ITEM_TYPE = re.compile(r"imsqti_(apip)?item_xmlv\dp\d", re.IGNORECASE)
_OTHER_TYPE = re.compile(r"imsqti_(test|section|stimulus)_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One item the manifest names. `path` is None where it leads out of the package."""

    path: str | None
    written: str
    line: int
    skill_code: str
    level: int | None


def listed_items(manifest: Node) -> list[Listed]:
    """The items of a manifest, in its order. Refused where the document is no manifest."""
    if manifest.tag != "manifest":
        raise Refused(Reason.NOT_AN_ITEM, manifest.line, manifest.written)
    return [
        _listed(node) for node in _resources(manifest) if _ITEM_TYPE.match(node.attributes.get("type", ""))
    ]


def other_resources(manifest: Node) -> list[tuple[int, str]]:
    """Line and type of what is listed and is not an item: tests, sections, shared texts."""
    types = ((node.line, node.attributes.get("type", "")) for node in _resources(manifest))
    return [(line, kind) for line, kind in types if _OTHER_TYPE.match(kind)]


def _resources(manifest: Node) -> Iterator[Node]:
    return manifest.every("resource")


def _listed(node: Node) -> Listed:
    written = node.attributes.get("href", "")
    if not written:
        file = node.child("file")
        written = file.attributes.get("href", "") if file else ""
    base = node.attributes.get("base", "")
    path = inside(base + written, PATH) if written else None
    skill, level = _alignment(node.child("metadata"))
    return Listed(path, written, node.line, skill, level)


def _alignment(metadata: Node | None) -> tuple[str, int | None]:
    skill, level = "", None
    if metadata is None:
        return skill, level
    for classification in metadata.every("classification"):
        purpose = classification.child("purpose")
        value = purpose.child("value") if purpose else None
        taxon = next(classification.every("taxon"), None)
        if value is None or taxon is None:
            continue
        told = one_line(value.text()).casefold()
        if told == "competency" and not skill:
            skill = _told(taxon, "id", "entry")
        elif told == "skill level":
            level = _level(_told(taxon, "id", "entry"))
    return skill or _standard(metadata), level


def _standard(metadata: Node) -> str:
    found = next(metadata.every("labelledguid"), None)
    return _told(found, "guid", "label") if found else ""


def _told(node: Node, *tags: str) -> str:
    words = (one_line(child.text()) for tag in tags if (child := node.child(tag)))
    return next((word for word in words if word), "")


def _level(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None


def write_manifest(entries: Sequence[tuple[str, Sequence[str], ExchangeItem]]) -> str:
    """The manifest of a package: for each item its path and those of its media."""
    resources = [_resource(number, *entry) for number, entry in enumerate(entries, start=1)]
    attributes = {
        "xmlns": PACKAGING,
        "xmlns:lom": LOM,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{PACKAGING} {PACKAGING_SCHEMA}",
        "identifier": "MANIFEST",
    }
    about = element(
        "metadata",
        {},
        element("schema", {}, "QTI Item Bank"),
        element("schemaversion", {}, "3.0.1"),
    )
    listed = element("resources", {}, *resources)
    return serialized(element("manifest", attributes, about, element("organizations", {}), listed))


def _resource(number: int, path: str, media: Sequence[str], item: ExchangeItem) -> Element:
    files = [element("file", {"href": one}) for one in (path, *media)]
    aligned = []
    if item.skill_code:
        aligned.append(_classification("competency", item.skill_code))
    if item.level is not None:
        aligned.append(_classification("skill level", str(item.level)))
    about = [element("metadata", {}, element("lom:lom", {}, *aligned))] if aligned else []
    attributes = {"identifier": f"item-{number}", "type": "imsqti_item_xmlv3p0", "href": path}
    return element("resource", attributes, *about, *files)


def _classification(purpose: str, id: str) -> Element:
    source = element("lom:source", {}, "LOMv1.0")
    return element(
        "lom:classification",
        {},
        element("lom:purpose", {}, source, element("lom:value", {}, purpose)),
        element("lom:taxonPath", {}, element("lom:taxon", {}, element("lom:id", {}, id))),
    )
