"""CTDL-ASN: a competency framework as the Credential Registry gives it out, a JSON-LD graph. Its items become skills.

Source: Credential Engine, CTDL-ASN terms (credreg.net/ctdlasn/terms). A property holds a text, a map of texts by
language, or a list of either; an address ends with the CTID of what it names.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder
from techhire.commons.skills.actions.importers.json_files import Json, text_of, the_one_json, uuid_of
from techhire.commons.skills.actions.importers.records import About, Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.words import Relation, SkillKind

TIES = {
    "ceasn:exactAlignment": Relation.EXACT,
    "ceasn:broadAlignment": Relation.BROADER,
    "ceasn:narrowAlignment": Relation.NARROWER,
    "ceasn:majorAlignment": Relation.RELATED,
    "ceasn:minorAlignment": Relation.RELATED,
}


DEEPEST = 8
"""How far lists and maps may lie in each other around a text; a list of maps of lists lies three deep."""


class NestedTooDeep(WrongFile):
    """A text lies in more lists and maps than anybody writes."""


def _graph(folder: Folder) -> tuple[str, Json, list[Any]]:
    """The file's name, its framework and its competencies. Raises ``WrongFile`` where there are none."""
    name, read = the_one_json(folder)
    nodes = read.get("@graph", [read]) if isinstance(read, dict) else read
    nodes = nodes if isinstance(nodes, list) else []
    frameworks = [node for node in nodes if _is_a(node, "ceasn:CompetencyFramework")]
    if len(frameworks) != 1:
        raise WrongFile(_("This JSON is not one competency framework of CTDL-ASN."))
    if not ctid_of(frameworks[0]) or not said(frameworks[0], "ceasn:name"):
        raise WrongFile(_("The competency framework has no CTID or no name."))
    items = [node for node in nodes if not isinstance(node, dict) or _is_a(node, "ceasn:Competency")]
    if not items:
        raise WrongFile(_("There are no rows in it."))
    return name, frameworks[0], items


def _is_a(node: Any, kind: str) -> bool:
    named = node.get("@type") if isinstance(node, dict) else None
    return named == kind or (isinstance(named, list) and kind in named)


def ctid_of(node: Any) -> str:
    """The UUID in a resource's CTID (`ce-` and a UUID), or in the address of another one; empty where there is none."""
    value = (node.get("ceterms:ctid") or node.get("@id")) if isinstance(node, dict) else node
    return uuid_of(text_of(value).rstrip("/").rpartition("/")[2].lower().removeprefix("ce-"))


def said(node: Json, name: str, language: str = "en") -> str:
    """A property's text in a language: the first there is, of whatever region. Text without a language is English.

    Raises ``NestedTooDeep``.
    """
    return next(iter(_all_said(node.get(name), language)), "")


def _all_said(value: Any, language: str, depth: int = 0) -> list[str]:
    """Every text in a language, or in all of them where it is `*`. Raises ``NestedTooDeep``."""
    if depth > DEEPEST:
        raise NestedTooDeep(_("A text in this JSON is nested too deeply."))
    if isinstance(value, list):
        return [text for part in value for text in _all_said(part, language, depth + 1)]
    if isinstance(value, dict):
        wanted = [value[key] for key in value if language in ("*", key.lower().partition("-")[0])]
        return [text for part in wanted for text in _all_said(part, "*", depth + 1)]
    return [text_of(value)] if language in ("en", "*") and text_of(value) else []


def _survey(folder: Folder) -> int:
    return len(_graph(folder)[2])


def _read(folder: Folder) -> Iterator[Line]:
    name, _framework, items = _graph(folder)
    known = {ctid_of(item) for item in items}
    for at, item in enumerate(items, 1):
        try:
            yield _item(item, known, name, at)
        except NestedTooDeep:
            yield Line(bad=Bad(name, at, _("a text of the item is nested too deeply")))


def _item(item: Any, known: set[str], file: str, line: int) -> Line:
    identifier = ctid_of(item)
    if not identifier:
        return Line(bad=Bad(file, line, _("the item has no identifier")))
    full = said(item, "ceasn:competencyText")
    label = said(item, "ceasn:competencyLabel") or said(item, "ceasn:name")
    spanish = said(item, "ceasn:competencyLabel", "es") or said(item, "ceasn:competencyText", "es")
    name = label or full or spanish
    if not name or len(name) > 300:
        return Line(bad=Bad(file, line, _("the item says nothing, or more than 300 characters")))
    values = {
        "name": name,
        "definition": (full if full != name else said(item, "ceasn:comment"))[:2000],
        "kind": SkillKind.OTHER,
        "code": (said(item, "ceasn:codedNotation") or identifier)[:300],
    }
    if spanish:
        values["name_es"] = spanish[:300]
        values["definition_es"] = said(item, "ceasn:competencyText", "es")[:2000]
    records = [Record("skill", (identifier,), values, file, line)]
    records += [
        Record("alias", (identifier, text), {}, file, line)
        for text in dict.fromkeys(_all_said(item.get("ceasn:conceptKeyword"), "*"))
        if len(text) <= 300 and text.casefold() != name.casefold()
    ]
    return Line((*records, *_places(item, identifier, known, file, line)))


def _places(item: Json, identifier: str, known: set[str], file: str, line: int) -> Iterator[Record]:
    """The broader skill in the same framework, and ties to others."""
    parents = [parent for parent in _named(item, "ceasn:isChildOf") if parent in known]
    for parent in parents[:1]:
        yield Record("parent", (identifier, parent), {}, file, line)
    for name, relation in TIES.items():
        for target in _named(item, name):
            yield Record("tie", (identifier, target), {"relation": relation}, file, line)


def _named(item: Json, name: str) -> list[str]:
    value = item.get(name)
    found = map(ctid_of, value if isinstance(value, list) else [value])
    return [identifier for identifier in dict.fromkeys(found) if identifier]


def _about(folder: Folder) -> About:
    _name, framework, _items = _graph(folder)
    identifier = ctid_of(framework)
    return About(
        slug=f"ctdl-{identifier}",
        identifier=identifier,
        name=said(framework, "ceasn:name")[:160],
        name_es=said(framework, "ceasn:name", "es")[:160],
        publisher=said(framework, "ceasn:publisherName")[:160],
        source_url=said(framework, "ceasn:source")[:200],
        license=said(framework, "ceasn:license")[:160],
    )


CTDL_ASN = Source(survey=_survey, read=_read, about=_about)
