"""A package of items, or a single one, in and out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techhire.engines.item_exchange.item_reading import ItemReading, is_item, read_node
from techhire.engines.item_exchange.item_writing import write_item
from techhire.engines.item_exchange.items import ExchangeItem, Reading
from techhire.engines.item_exchange.manifests import (
    PATH,
    Listed,
    listed_items,
    other_resources,
    write_manifest,
)
from techhire.engines.item_exchange.problems import Problem, Reason, Refused
from techhire.engines.item_exchange.safe_xml import LARGEST_LIST, parse
from techhire.engines.item_exchange.safe_zip import LIMITS, Limits, Package, packed


def read_package(data: bytes, limits: Limits = LIMITS, name: str = "item.xml") -> Reading:
    """All items of a zip package, or the one of an XML file called `name`.

    What cannot be taken is reported with its file and line, and the rest goes in. A package that is dangerous as
    a whole gives no items and one problem. Never raises.
    """
    if not data.startswith(b"PK"):
        return _single(data, name)
    try:
        package = Package(data, limits)
    except Refused as refused:
        return Reading((), (refused.in_file(name),))
    return _whole(package)


def write_package(items: Sequence[ExchangeItem]) -> bytes:
    """A QTI 3.0 package of the items with their media, skills and levels, the same bytes for the same items.

    ValueError where two items have the same identifier: who reads the package could not tell them apart.
    """
    identifiers = [item.identifier for item in items]
    if len(set(identifiers)) < len(identifiers):
        raise ValueError("two items of a package have the same identifier")
    files: dict[str, bytes] = {}
    entries = []
    for number, item in enumerate(items, start=1):
        path, folder = f"items/item-{number}.xml", f"item-{number}"
        media = [f"items/{folder}/{one.name}" for one in item.media]
        entries.append((path, media, item))
        files[path] = write_item(item, folder).encode()
        files.update(zip(media, (one.data for one in item.media), strict=True))
    return packed({PATH: write_manifest(entries).encode(), **files})


def _single(data: bytes, name: str) -> Reading:
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return Reading((), (Problem(name, 0, Reason.NOT_A_PACKAGE),))
    try:
        found = read_node(parse(data), {}, name)
    except Refused as refused:
        return Reading((), (refused.in_file(name),))
    return Reading((found.item,), (), tuple(found.notes))


def _whole(package: Package) -> Reading:
    items: dict[str, ExchangeItem] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for listed in _listed(package, problems, notes):
        try:
            found = _item(package, listed)
        except Refused as refused:
            problems.append(refused.in_file(str(listed.path)))
            continue
        if found.item.identifier in items:
            path = str(listed.path)
            problems.append(Problem(path, 1, Reason.SAME_IDENTIFIER, found.item.identifier))
            continue
        items[found.item.identifier] = found.item
        notes += found.notes
    if not items and not problems:
        problems.append(Problem(PATH, 0, Reason.NO_ITEMS))
    return Reading(tuple(items.values()), tuple(problems), tuple(notes))


def _item(package: Package, listed: Listed) -> ItemReading:
    path = str(listed.path)
    alignment = {"skill_code": listed.skill_code, "level": listed.level}
    return read_node(parse(package[path]), package, path, **alignment)


def _listed(package: Package, problems: list[Problem], notes: list[Problem]) -> list[Listed]:
    """What the manifest lists; where there is none, every file that is an item."""
    if PATH not in package:
        notes.append(Problem(PATH, 0, Reason.NO_MANIFEST))
        return list(_items_without_manifest(package, problems))
    try:
        manifest = parse(package[PATH], LARGEST_LIST)
        found = listed_items(manifest)
    except Refused as refused:
        problems.append(refused.in_file(PATH))
        return []
    notes += [Problem(PATH, line, Reason.NOT_TAKEN, kind) for line, kind in other_resources(manifest)]
    for listed in found:
        if listed.path is None:
            problems.append(Problem(PATH, listed.line, Reason.OUTSIDE_REFERENCE, listed.written))
        elif listed.path not in package:
            problems.append(Problem(PATH, listed.line, Reason.FILE_MISSING, listed.path))
    return [listed for listed in found if listed.path in package]


def _items_without_manifest(package: Package, problems: list[Problem]) -> Iterator[Listed]:
    for path in package:
        if path.casefold().endswith(".xml"):
            try:
                if is_item(parse(package[path])):
                    yield Listed(path, path, 0, "", None)
            except Refused as refused:
                problems.append(refused.in_file(path))
