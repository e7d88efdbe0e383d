"""Which keys speak for an issuer: the one a did:key carries, or those its document lists for what it asserts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from techhire.engines.credential_proofs.curves import ED25519, P256, Curve, UnknownKind
from techhire.engines.credential_proofs.documents import read_moment
from techhire.engines.credential_proofs.keys import BadKey
from techhire.engines.credential_proofs.verification import DidDocuments

MOST_METHODS = 100
MULTIBASE_KINDS = ("Multikey", "Ed25519VerificationKey2020")
JWK_KINDS = ("JsonWebKey", "JsonWebKey2020")


class BadIssuer(ValueError):
    """A key that does not speak for the issuer; the argument is a code.

    other_issuer, key_not_listed, key_revoked, key_kind, issuer_document.
    """


class UnknownIssuer(ValueError):
    """An issuer about whose keys nothing can be said; the argument is a code.

    issuer_not_reached, issuer_kind (no did), key_unknown (an honest kind of key we do not know).
    """


class IssuerKeys:
    """The keys of one issuer at one moment; its document is asked for once at most."""

    def __init__(self, issuer: str, did_document: DidDocuments, now: datetime) -> None:
        self.issuer = issuer
        self.now = now
        self._ask = did_document
        self._document: Mapping[str, object] | None = None

    def public(self, method: str, curve: Curve) -> bytes:
        """The public key of this kind a method names; raises BadIssuer or UnknownIssuer.

        The proof says which kind it needs, so that no key is ever used in a way it was not made for.
        """
        try:
            return self._found(method, curve)
        except UnknownKind as problem:
            raise UnknownIssuer("key_unknown") from problem

    def _found(self, method: str, curve: Curve) -> bytes:
        if method.startswith("#"):
            method = self.issuer + method
        if method.partition("#")[0] != self.issuer:
            raise BadIssuer("other_issuer")
        if self.issuer.startswith("did:key:"):
            try:
                return curve.of_did_key(method)
            except BadKey as problem:
                raise BadIssuer("key_kind") from problem
        return self._listed(method, curve)

    def _listed(self, method: str, curve: Curve) -> bytes:
        if not self.issuer.startswith("did:"):
            raise UnknownIssuer("issuer_kind")
        if self._document is None:
            self._document = self._ask(self.issuer)
        if self._document is None:
            raise UnknownIssuer("issuer_not_reached")
        found = method_in(self._document, self.issuer, method)
        return _public(found, self.issuer, curve, self.now)


def readable_keys(document: object, issuer: str, now: datetime) -> int:
    """How many keys that we can check with an issuer's document lists for what it asserts.

    Raises BadIssuer where the document is not this issuer's or not written as one.
    """
    uses, methods = _lists(document, issuer)
    found = 0
    for use in uses:
        named = use.get("id") if isinstance(use, Mapping) else use
        found += _is_readable(uses, methods, issuer, _whole(named, issuer), now)
    return found


def _is_readable(uses: list[object], methods: list[object], issuer: str, method: str, now: datetime) -> bool:
    """Whether a key would do; one of another issuer, or that is nowhere written, does not, and spoils no other."""
    if method.partition("#")[0] != issuer:
        return False
    for curve in (ED25519, P256):
        try:
            _public(_listed_in(uses, methods, issuer, method), issuer, curve, now)
        except (BadIssuer, UnknownKind):
            continue
        return True
    return False


def method_in(document: object, issuer: str, method: str) -> Mapping[str, object]:
    """The method of this name that the issuer's document lists under `assertionMethod`; raises BadIssuer."""
    uses, methods = _lists(document, issuer)
    return _listed_in(uses, methods, issuer, method)


def _lists(document: object, issuer: str) -> tuple[list[object], list[object]]:
    """What the issuer's own document asserts with, and the keys it writes out; raises BadIssuer."""
    if not isinstance(document, Mapping) or document.get("id") != issuer:
        raise BadIssuer("issuer_document")
    uses, methods = document.get("assertionMethod"), document.get("verificationMethod", [])
    if not isinstance(uses, list) or not isinstance(methods, list):
        raise BadIssuer("issuer_document")
    if len(uses) > MOST_METHODS or len(methods) > MOST_METHODS:
        raise BadIssuer("issuer_document")
    return uses, methods


def _listed_in(uses: list[object], methods: list[object], issuer: str, method: str) -> Mapping[str, object]:
    for use in uses:
        named = use.get("id") if isinstance(use, Mapping) else use
        if _whole(named, issuer) == method:
            return use if isinstance(use, Mapping) else _method(methods, issuer, method)
    raise BadIssuer("key_not_listed")


def _method(methods: list[object], issuer: str, method: str) -> Mapping[str, object]:
    for found in methods:
        if isinstance(found, Mapping) and _whole(found.get("id"), issuer) == method:
            return found
    raise BadIssuer("key_not_listed")


def _whole(name: object, issuer: str) -> str:
    if not isinstance(name, str):
        return ""
    return issuer + name if name.startswith("#") else name


def _public(method: Mapping[str, object], issuer: str, curve: Curve, now: datetime) -> bytes:
    if method.get("controller") != issuer:
        raise BadIssuer("other_issuer")
    for word in ("revoked", "expires"):
        ended = read_moment(method.get(word))
        if word in method and (ended is None or ended <= now):
            raise BadIssuer("key_revoked")
    kind = method.get("type")
    try:
        if kind in MULTIBASE_KINDS:
            return curve.of_multikey(method.get("publicKeyMultibase"))
        if kind in JWK_KINDS:
            return curve.of_jwk(method.get("publicKeyJwk"))
    except BadKey as problem:
        raise BadIssuer("key_kind") from problem
    raise BadIssuer("key_kind")
