"""One text for one meaning: the canonical form of a JSON-LD document, which is what an embedded proof signs.

Source: W3C RDF Dataset Canonicalization 1.0 and JSON-LD 1.1, computed by pyld. What the method itself lets slip is
refused before: a word no context knows is dropped and so stays unsigned, an address with quotes or spaces in it
can be mistaken for several statements, and a graph made for the purpose takes for ever.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from math import factorial

from pyld import ContextResolver, jsonld
from pyld.canon import URDNA2015

from techhire.engines.credential_proofs.contexts import PINNED, UnknownContext, context
from techhire.engines.credential_proofs.documents import VC_CONTEXT, types_of
from techhire.engines.credential_proofs.plain_json import BadJson, plain

MOST_WORK = 2_000
"""Orders of look-alike nodes tried at most; an honest credential needs a handful."""
MOST_CONTEXTS = 24
VALUE_WORDS = frozenset({"@value", "@type", "@language"})
KEPT = frozenset({"@id", "@type", "@value", "@language", "@list", "@graph"})
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


class BadLinkedData(ValueError):
    """A document with no safe canonical form; the argument is a code.

    unknown_context, undefined_term, too_large, too_deep, and those of BadJson.
    """


def canonical(document: Mapping[str, object]) -> bytes:
    """The document as sorted N-Quads in UTF-8; raises BadLinkedData."""
    try:
        said = plain(document)
        check_contexts(said)
        _check_words(said)
        expanded = jsonld.expand(said, _options(), on_property_dropped=_refuse)
        for node in expanded:
            _check_node(node)
        statements = jsonld.to_rdf(expanded, _options())
        text: str = _Bounded().main(statements, {"format": "application/n-quads"})
    except BadJson as problem:
        raise BadLinkedData(str(problem)) from problem
    except jsonld.JsonLdError as problem:
        raise BadLinkedData("undefined_term") from problem
    return text.encode()


def check_contexts(document: Mapping[str, object]) -> None:
    """Raise BadLinkedData unless the document names pinned contexts alone, VC 2.0 first."""
    named = document.get("@context")
    if not isinstance(named, list) or not named or named[0] != VC_CONTEXT:
        raise BadLinkedData("unknown_context")
    found = list(_contexts_in(document))
    if not all(isinstance(name, str) and name in PINNED for name in found):
        raise BadLinkedData("unknown_context")
    if len(found) > MOST_CONTEXTS:
        raise BadLinkedData("too_large")


def _contexts_in(said: object) -> Iterator[object]:
    """Every context named anywhere; an embedded endorsement names its own."""
    if isinstance(said, list):
        for item in said:
            yield from _contexts_in(item)
    if isinstance(said, dict):
        for word, value in said.items():
            if word == "@context":
                yield from value if isinstance(value, list) else [value]
            else:
                yield from _contexts_in(value)


def _check_words(document: Mapping[str, object]) -> None:
    """Each statement is written in the one way our readers know, so that none can be hidden from them.

    `validUntil` under its full address, `@type` for `type`, or a status told of in another place of the document
    would be signed alike and read by nobody.
    """
    _check_spelling(document)
    told = Counter(_described(document))
    read = [document.get("id"), *(entry.get("id") for entry in _objects(document.get("credentialStatus")))]
    if any(told[one] > 1 for one in read if isinstance(one, str)):
        raise BadLinkedData("undefined_term")


def _check_spelling(said: object) -> None:
    if isinstance(said, list):
        if any(isinstance(item, list) for item in said):
            raise BadLinkedData("undefined_term")
        for item in said:
            _check_spelling(item)
    if not isinstance(said, dict):
        return
    if "@value" in said:
        if not isinstance(said["@value"], str | bool | int | float) or said.keys() - VALUE_WORDS:
            raise BadLinkedData("undefined_term")
        return
    if any(":" in word or (word.startswith("@") and word != "@context") for word in said):
        raise BadLinkedData("undefined_term")
    if any(":" in kind for kind in types_of(said)):
        raise BadLinkedData("undefined_term")
    for value in said.values():
        _check_spelling(value)


def _described(said: object) -> Iterator[str]:
    """The id of every object that says something of itself."""
    for found in _objects(said):
        name = found.get("id")
        if isinstance(name, str) and len(found) > 1:
            yield name
        for value in found.values():
            yield from _described(value)


def _objects(said: object) -> list[dict[str, object]]:
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, dict)]


def _check_node(said: object) -> None:
    """Raise unless every word, type and address of an expanded node survives into the canonical form."""
    if isinstance(said, list):
        for item in said:
            _check_node(item)
    if not isinstance(said, dict):
        return
    for word, value in said.items():
        if word not in KEPT and not _address(word):
            raise BadLinkedData("undefined_term")
        if word in ("@id", "@type") and not _addresses(value):
            raise BadLinkedData("undefined_term")
        if word == "@language" and not (isinstance(value, str) and LANGUAGE.fullmatch(value)):
            raise BadLinkedData("undefined_term")
        if word != "@value":
            _check_node(value)


def _addresses(value: object) -> bool:
    found = value if isinstance(value, list) else [value]
    return all(_address(one) or one == "@json" for one in found)


def _address(value: object) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None


def _refuse(word: object) -> None:
    raise BadLinkedData("undefined_term")


def _options() -> dict[str, object]:
    """No base at all: with its own default pyld would turn a word nobody defined into an address of example.org."""
    return {
        "expandContext": {"@base": None},
        "documentLoader": _load,
        "contextResolver": _read.contexts,
    }


def _load(address: str, options: Mapping[str, object]) -> dict[str, object]:
    try:
        said = context(address)
    except UnknownContext as problem:
        raise BadLinkedData("unknown_context") from problem
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": said,
        "tag": "static",
    }


class _Read(threading.local):
    """What each thread has made of the pinned contexts.

    A document may name no others, so this stays small and says the same of every document. It is never shared between
    threads: the caches of pyld are not made for that.
    """

    def __init__(self) -> None:
        self.contexts = ContextResolver({}, _load)


_read = _Read()


class _Bounded(URDNA2015):
    """The canonical form, given up where look-alike nodes would be tried in too many orders."""

    def __init__(self) -> None:
        super().__init__()
        self.work = 0

    def create_hash_to_related(self, id_: str, issuer: object) -> dict[str, list[str]]:
        """The nodes around one, grouped by how they look; every group is tried in all its orders."""
        groups: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        self.work += 1 + sum(factorial(min(len(alike), 10)) for alike in groups.values())
        if self.work > MOST_WORK:
            raise BadLinkedData("too_large")
        return groups
