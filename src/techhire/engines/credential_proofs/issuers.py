"""Which keys speak for an issuer: the one a did:key carries, or those its document lists for what it asserts."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime

from techhire.engines.credential_proofs.documents import read_moment
from techhire.engines.credential_proofs.keys import BadKey, public_of, public_of_did_key
from techhire.engines.credential_proofs.verification import DidDocuments

MOST_METHODS = 100
MULTIBASE_KINDS = ("Multikey", "Ed25519VerificationKey2020")
JWK_KINDS = ("JsonWebKey", "JsonWebKey2020")


class BadIssuer(ValueError):
    """A key that does not speak for the issuer; the argument is a code.

    other_issuer, key_not_listed, key_revoked, key_kind, issuer_document.
    """


class UnknownIssuer(ValueError):
    """An issuer about whose keys nothing can be said: issuer_not_reached, or issuer_kind (no did)."""


class IssuerKeys:
    """The keys of one issuer at one moment; its document is asked for once at most."""

    def __init__(self, issuer: str, did_document: DidDocuments, now: datetime) -> None:
        self.issuer = issuer
        self.now = now
        self._ask = did_document
        self._document: Mapping[str, object] | None = None

    def public(self, method: str) -> bytes:
        """The public key a method names; raises BadIssuer or UnknownIssuer."""
        if method.startswith("#"):
            method = self.issuer + method
        if method.partition("#")[0] != self.issuer:
            raise BadIssuer("other_issuer")
        if self.issuer.startswith("did:key:"):
            try:
                return public_of_did_key(method)
            except BadKey as problem:
                raise BadIssuer("key_kind") from problem
        return self._listed(method)

    def _listed(self, method: str) -> bytes:
        if not self.issuer.startswith("did:"):
            raise UnknownIssuer("issuer_kind")
        if self._document is None:
            self._document = self._ask(self.issuer)
        if self._document is None:
            raise UnknownIssuer("issuer_not_reached")
        return public_in(self._document, self.issuer, method, self.now)


def public_in(document: object, issuer: str, method: str, now: datetime) -> bytes:
    """The key of a method that the issuer's document lists under `assertionMethod`; raises BadIssuer."""
    if not isinstance(document, Mapping) or document.get("id") != issuer:
        raise BadIssuer("issuer_document")
    uses, methods = document.get("assertionMethod"), document.get("verificationMethod", [])
    if not isinstance(uses, list) or not isinstance(methods, list):
        raise BadIssuer("issuer_document")
    if len(uses) > MOST_METHODS or len(methods) > MOST_METHODS:
        raise BadIssuer("issuer_document")
    for use in uses:
        named = use.get("id") if isinstance(use, Mapping) else use
        if _whole(named, issuer) == method:
            found = use if isinstance(use, Mapping) else _method(methods, issuer, method)
            return _public(found, issuer, now)
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


def _public(method: Mapping[str, object], issuer: str, now: datetime) -> bytes:
    if method.get("controller") != issuer:
        raise BadIssuer("other_issuer")
    for word in ("revoked", "expires"):
        ended = read_moment(method.get(word))
        if word in method and (ended is None or ended <= now):
            raise BadIssuer("key_revoked")
    kind = method.get("type")
    if kind in MULTIBASE_KINDS:
        return _from_multibase(method.get("publicKeyMultibase"))
    if kind in JWK_KINDS:
        return _from_jwk(method.get("publicKeyJwk"))
    raise BadIssuer("key_kind")


def _from_multibase(text: object) -> bytes:
    try:
        return public_of(text if isinstance(text, str) else "")
    except BadKey as problem:
        raise BadIssuer("key_kind") from problem


def _from_jwk(jwk: object) -> bytes:
    if not isinstance(jwk, Mapping) or (jwk.get("kty"), jwk.get("crv")) != ("OKP", "Ed25519"):
        raise BadIssuer("key_kind")
    text = jwk.get("x")
    try:
        public = base64.b64decode(f"{text}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadIssuer("key_kind") from problem
    if len(public) != 32:
        raise BadIssuer("key_kind")
    return public
