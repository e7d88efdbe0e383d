"""The kinds of keys a proof can be made with, and how each checks a signature: Ed25519 and P-256.

We sign with Ed25519 alone; P-256 is read because makers of badges who keep their keys in hardware often have no other.
Source: RFC 8032; FIPS 186-5 for ECDSA, its signature as r and s one after the other (RFC 7518, section 3.4); the
prefixes of W3C Controlled Identifiers 1.0, section 2.2.2.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from techhire.engines.credential_proofs.keys import PUBLIC_PREFIX, BadKey, from_base58, signature_holds

WIDTH = 32
"""Bytes of one coordinate of P-256, and of each half of its signature."""
OTHER_PREFIXES = (b"\x81\x24", b"\xe7\x01", b"\xeb\x01", b"\x12\x05")
"""Honest kinds of keys we do not know: P-384, secp256k1, BLS12-381, RSA."""
OTHER_JWKS = frozenset(
    {("EC", "P-384"), ("EC", "P-521"), ("EC", "secp256k1"), ("OKP", "Ed448"), ("RSA", None)}
)


class UnknownKind(ValueError):
    """A key of an honest kind we do not know: what it signs may be right, we cannot tell."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A kind of key: `size` bytes after `prefix` in a Multikey, and what it is called in a JWK.

    `verifies` takes the public key as it stands in a Multikey, the signature and the message.
    """

    prefix: bytes
    size: int
    jwk: tuple[str, str]
    verifies: Callable[[bytes, bytes, bytes], bool]
    from_jwk: Callable[[Mapping[object, object]], bytes]

    def of_multikey(self, text: object) -> bytes:
        """The public key behind a Multikey string; raises UnknownKind, or BadKey where it is another's or none."""
        raw = from_base58(text[1:]) if isinstance(text, str) and text.startswith("z") else b""
        if raw.startswith(OTHER_PREFIXES):
            raise UnknownKind
        if not raw.startswith(self.prefix) or len(raw) != len(self.prefix) + self.size:
            raise BadKey("not a Multikey of this kind")
        return raw[len(self.prefix) :]

    def of_did_key(self, did: str) -> bytes:
        """The public key a did:key carries, a fragment allowed; raises as `of_multikey`."""
        body, _, fragment = did.partition("#")
        text = body.removeprefix("did:key:")
        if body == text or (fragment and fragment != text):
            raise BadKey("not a did:key, or its fragment names another key")
        return self.of_multikey(text)

    def of_jwk(self, jwk: object) -> bytes:
        """The public key in a JWK; raises as `of_multikey`."""
        if not isinstance(jwk, Mapping):
            raise BadKey("no JWK")
        kind = (jwk.get("kty"), jwk.get("crv"))
        if all(isinstance(one, str | None) for one in kind) and kind in OTHER_JWKS:
            raise UnknownKind
        if kind != self.jwk:
            raise BadKey("not a JWK of this kind")
        return self.from_jwk(jwk)


def _p256_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    if len(signature) != 2 * WIDTH:
        return False
    r, s = (int.from_bytes(half) for half in (signature[:WIDTH], signature[WIDTH:]))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _ed25519_jwk(jwk: Mapping[object, object]) -> bytes:
    return _coordinate(jwk.get("x"))


def _p256_jwk(jwk: Mapping[object, object]) -> bytes:
    point = b"\x04" + _coordinate(jwk.get("x")) + _coordinate(jwk.get("y"))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as problem:
        raise BadKey("not a point of the curve") from problem
    return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _coordinate(text: object) -> bytes:
    try:
        data = base64.b64decode(f"{text}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadKey("not base64url") from problem
    if len(data) != WIDTH:
        raise BadKey("of another length")
    return data


ED25519 = Curve(PUBLIC_PREFIX, WIDTH, ("OKP", "Ed25519"), signature_holds, _ed25519_jwk)
P256 = Curve(b"\x80\x24", WIDTH + 1, ("EC", "P-256"), _p256_holds, _p256_jwk)
