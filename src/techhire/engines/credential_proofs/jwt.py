"""The compact form of a credential: a signed JWT that fits a link or a QR code (Open Badges 3.0, section 8)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass

from techhire.engines.credential_proofs.curves import ED25519, P256, Curve
from techhire.engines.credential_proofs.documents import issuer_of, read_moment
from techhire.engines.credential_proofs.keys import SigningKey, method_id
from techhire.engines.credential_proofs.plain_json import BadJson, read_object

TYPES = ("JWT", "vc+jwt")
"""Header types we read. We write the first: Open Badges allows no other, VC-JOSE-COSE names the second."""
ALGORITHMS = {"EdDSA": ED25519, "Ed25519": ED25519, "ES256": P256}
"""Names of the algorithms we read, with the kind of key each takes; we write the first, RFC 9864 the second."""
OTHERS = (
    frozenset(f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512))
    .union(["ES256K"])
    .difference(ALGORITHMS)
)
"""Honest algorithms we do not know: what they sign may be right, we cannot tell."""
LONGEST = 256 * 1024
OLD_CONTEXT = "https://www.w3.org/2018/credentials/v1"


class BadToken(ValueError):
    """A token that is not a credential in compact form; the argument is a plain code of what is wrong."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, not yet believed."""

    header: dict[str, object]
    credential: dict[str, object]
    signed: bytes
    signature: bytes

    @property
    def curve(self) -> Curve:
        """The kind of key its algorithm takes."""
        return ALGORITHMS[str(self.header["alg"])]

    def holds_for(self, public: bytes) -> bool:
        """Whether the holder of this key, of the kind of its algorithm, signed it."""
        return self.curve.verifies(public, self.signature, self.signed)


def issue(credential: Mapping[str, object], key: SigningKey) -> str:
    """The credential as a token signed with EdDSA.

    The payload is the credential itself with `iss`, `jti`, `nbf` and, where it ends, `exp` in seconds since 1970;
    `sub` where its subject has an identifier.
    Raises BadToken("claims") where issuer, id or validFrom are missing.
    """
    did = _issuer_of(credential)
    header = {"alg": "EdDSA", "typ": TYPES[0], "kid": method_id(did, key.public)}
    signed = f"{_pack(header)}.{_pack({**credential, **_claims(credential)})}"
    return f"{signed}.{_text(key.sign(signed.encode()))}"


def read(token: str) -> Token:
    """A token taken apart: bounded, no key twice, a known algorithm, claims that agree with the credential.

    Raises BadToken with one of: too_large, shape, algorithm, algorithm_unknown (an honest one we do not know), type,
    version_1 (a credential of the data model before 2.0), claims, and those of BadJson.
    """
    if len(token) > LONGEST:
        raise BadToken("too_large")
    parts = token.split(".")
    if len(parts) != 3 or not token.isascii():
        raise BadToken("shape")
    header, payload = _object(parts[0]), _object(parts[1])
    _check_header(header)
    if "vc" in payload or OLD_CONTEXT in _listed(payload.get("@context")):
        raise BadToken("version_1")
    claims = _claims(payload)
    if any(payload.get(name) != claims.get(name) for name in ("iss", "jti", "nbf", "exp")):
        raise BadToken("claims")
    if payload.get("sub", claims.get("sub")) != claims.get("sub"):
        raise BadToken("claims")
    credential = {name: value for name, value in payload.items() if name not in claims}
    return Token(header, credential, f"{parts[0]}.{parts[1]}".encode(), _bytes(parts[2]))


def _check_header(header: Mapping[str, object]) -> None:
    algorithm = header.get("alg")
    if isinstance(algorithm, str) and algorithm in OTHERS:
        raise BadToken("algorithm_unknown")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS or "crit" in header:
        raise BadToken("algorithm")
    if header.get("typ", TYPES[0]) not in TYPES:
        raise BadToken("type")


def _claims(credential: Mapping[str, object]) -> dict[str, object]:
    identifier = credential.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise BadToken("claims")
    claims: dict[str, object] = {
        "iss": _issuer_of(credential),
        "jti": identifier,
        "nbf": _seconds(credential.get("validFrom")),
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    subject = credential.get("credentialSubject")
    if isinstance(subject, Mapping) and "id" in subject:
        claims["sub"] = subject["id"]
    return claims


def _issuer_of(credential: Mapping[str, object]) -> str:
    found = issuer_of(credential)
    if not found:
        raise BadToken("claims")
    return found


def _seconds(text: object) -> int:
    when = read_moment(text)
    if when is None:
        raise BadToken("claims")
    return int(when.timestamp())


def _listed(said: object) -> list[object]:
    return said if isinstance(said, list) else [said]


def _pack(said: Mapping[str, object]) -> str:
    return _text(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadToken("shape") from problem
    if _text(data) != text:
        raise BadToken("shape")
    return data


def _object(text: str) -> dict[str, object]:
    try:
        return read_object(_bytes(text))
    except BadJson as problem:
        raise BadToken(str(problem)) from problem
