"""CASE 1.1: a CFPackage as JSON. Its items become skills; what our own export adds to them comes back too."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder
from techhire.commons.skills.actions.importers.json_files import (
    Json,
    text_of,
    texts_of,
    the_one_json,
    uuid_of,
)
from techhire.commons.skills.actions.importers.records import About, Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.words import Relation, SkillKind

TIES = {
    "exactMatchOf": Relation.EXACT,
    "isRelatedTo": Relation.RELATED,
    "isPeerOf": Relation.RELATED,
    "ext:isNarrowerThan": Relation.BROADER,
    "ext:isBroaderThan": Relation.NARROWER,
}


def _package(folder: Folder) -> tuple[str, Json]:
    """The one JSON file and what it holds. Raises ``WrongFile`` where it is no CFPackage."""
    name, read = the_one_json(folder)
    if not isinstance(read, dict) or not isinstance(read.get("CFDocument"), dict):
        raise WrongFile(_("This JSON is not a CASE package: it has no CFDocument."))
    _check(read)
    return name, read


def _check(package: Json) -> None:
    document = package["CFDocument"]
    if not uuid_of(document.get("identifier")) or not text_of(document.get("title")):
        raise WrongFile(_("The CFDocument has no identifier or no title."))
    if not isinstance(package.get("CFItems", []), list) or not isinstance(
        package.get("CFAssociations", []), list
    ):
        raise WrongFile(_("CFItems and CFAssociations should be lists."))
    if not package.get("CFItems"):
        raise WrongFile(_("There are no rows in it."))


def _survey(folder: Folder) -> int:
    _name, package = _package(folder)
    return len(package.get("CFItems", [])) + len(package.get("CFAssociations", []))


def _read(folder: Folder) -> Iterator[Line]:
    name, package = _package(folder)
    items = package.get("CFItems", [])
    for at, item in enumerate(items, 1):
        yield _item(item, name, at)
    known = {str(item.get("identifier")) for item in items if isinstance(item, dict)}
    for at, tie in enumerate(package.get("CFAssociations", []), len(items) + 1):
        yield _association(tie, known, name, at)


def _item(item: Any, file: str, line: int) -> Line:
    identifier = uuid_of(item.get("identifier")) if isinstance(item, dict) else ""
    if not identifier:
        return Line(bad=Bad(file, line, _("the item has no identifier")))
    name = text_of(item.get("abbreviatedStatement")) or text_of(item.get("fullStatement"))
    if not name or len(name) > 300:
        return Line(bad=Bad(file, line, _("the item says nothing, or more than 300 characters")))
    values = _values(item, name) | {"code": text_of(item.get("humanCodingScheme"))[:300] or identifier}
    records = [Record("skill", (identifier,), values, file, line)]
    aliases = {
        t.casefold(): t for t in texts_of(item.get("conceptKeywords")) if t.casefold() != name.casefold()
    }
    records += [Record("alias", (identifier, text), {}, file, line) for text in aliases.values()]
    records += _anchors(_more(item), identifier, file, line)
    return Line(tuple(records))


def _values(item: Json, name: str) -> Json:
    more = _more(item)
    kind = text_of(more.get("kind")) or text_of(item.get("CFItemType")).lower()
    full = text_of(item.get("fullStatement"))
    values: Json = {
        "name": name,
        "definition": (full if full != name else text_of(item.get("notes")))[:2000],
        "kind": kind if kind in SkillKind.values else SkillKind.OTHER,
        "is_it": more.get("is_it") is not False,
    }
    for key in ("name_es", "definition_es"):
        if text_of(more.get(key)):
            values[key] = text_of(more[key])[: 300 if key == "name_es" else 2000]
    try:
        years = Decimal(str(more.get("half_life_years", "6")))
    except InvalidOperation:
        years = Decimal(6)
    values["half_life_years"] = years if years.is_finite() and 1 <= years <= 30 else Decimal(6)
    return values


def _anchors(more: Json, identifier: str, file: str, line: int) -> list[Record]:
    found = []
    for anchor in more.get("levels", []) if isinstance(more.get("levels"), list) else []:
        if (
            isinstance(anchor, dict)
            and anchor.get("level") in (1, 2, 3, 4, 5)
            and text_of(anchor.get("text"))
        ):
            values = {"text": text_of(anchor["text"])[:400], "text_es": text_of(anchor.get("text_es"))[:400]}
            found.append(Record("anchor", (identifier, str(anchor["level"])), values, file, line))
    return found


def _association(tie: Any, known: set[str], file: str, line: int) -> Line:
    if not isinstance(tie, dict):
        return Line(bad=Bad(file, line, _("the association is not an object")))
    origin, target = _node(tie.get("originNodeURI")), _node(tie.get("destinationNodeURI"))
    kind = text_of(tie.get("associationType"))
    if not origin or not target:
        return Line(bad=Bad(file, line, _("the association does not name two items")))
    if kind == "isChildOf":
        records = (Record("parent", (origin, target), {}, file, line),) if target in known else ()
        return Line(records)
    if kind in TIES:
        return Line((Record("tie", (origin, target), {"relation": TIES[kind]}, file, line),))
    return Line(
        bad=Bad(file, line, _("associations of the kind %(kind)s are not kept") % {"kind": kind[:40]})
    )


def _node(link: Any) -> str:
    return uuid_of(link.get("identifier")) if isinstance(link, dict) else ""


def _more(item: Json) -> Json:
    extensions = item.get("extensions")
    more = extensions.get("techhire") if isinstance(extensions, dict) else None
    return more if isinstance(more, dict) else {}


def _about(folder: Folder) -> About:
    _name, package = _package(folder)
    document = package["CFDocument"]
    more = _more(document)
    identifier = uuid_of(document["identifier"])
    return About(
        slug=f"case-{identifier}",
        identifier=identifier,
        name=text_of(document["title"])[:160],
        name_es=text_of(more.get("name_es"))[:160],
        publisher=(text_of(document.get("publisher")) or text_of(document.get("creator")))[:160],
        version=text_of(document.get("version"))[:40],
        license=text_of(more.get("license"))[:160],
    )


CASE = Source(survey=_survey, read=_read, about=_about)
