"""Ed25519 keys, how they are written down, and the identifiers that lead to them (did:key, did:web)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PUBLIC_PREFIX = b"\xed\x01"
LONGEST = 140
"""Characters of base58 we decode at most: decoding takes time that grows with the square of the length."""
DID_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")


class BadKey(ValueError):
    """A key or an identifier that is not written the way its standard says."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key pair; `seed` is the 32-byte secret and is kept out of every printout."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise BadKey("an Ed25519 seed has 32 bytes")

    @property
    def public(self) -> bytes:
        """The 32 bytes others verify with."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of RFC 8032; the same message always gives the same one."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


class Standing(StrEnum):
    """Whether a key signs new credentials, only keeps old ones valid, or is no longer to be believed."""

    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ListedKey:
    """A public key of an issuer and where it stands."""

    public: bytes
    standing: Standing = Standing.ACTIVE


def new_key(seed: bytes | None = None) -> SigningKey:
    """The key of a 32-byte seed, or one drawn by the operating system where no seed is given."""
    return SigningKey(Ed25519PrivateKey.generate().private_bytes_raw() if seed is None else seed)


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of `public` signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def to_base58(data: bytes) -> str:
    """Bytes in the base58btc alphabet; every leading zero byte becomes a leading 1."""
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """The bytes behind base58btc text of at most `LONGEST` characters; raises BadKey for anything else."""
    if len(text) > LONGEST or any(character not in ALPHABET for character in text):
        raise BadKey("not base58btc, or too long")
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(public: bytes) -> str:
    """A public key as a Multikey string, `z6Mk...` (W3C Controlled Identifiers 1.0)."""
    if len(public) != 32:
        raise BadKey("an Ed25519 public key has 32 bytes")
    return "z" + to_base58(PUBLIC_PREFIX + public)


def public_of(text: str) -> bytes:
    """The public key behind a Multikey string; raises BadKey where it is no Ed25519 key."""
    raw = from_base58(text[1:]) if text.startswith("z") else b""
    if not raw.startswith(PUBLIC_PREFIX) or len(raw) != 34:
        raise BadKey("not an Ed25519 Multikey")
    return raw[2:]


def did_key(public: bytes) -> str:
    """The identifier that carries its own key and needs no host."""
    return "did:key:" + multikey(public)


def did_web(host: str, *path: str) -> str:
    """The did:web of a host, with an optional port, and of the folders below it."""
    if not host or "/" in host or not all(path):
        raise BadKey("a host without slashes and folders with names are needed")
    return ":".join(["did:web", quote(host, safe=""), *(quote(part, safe="") for part in path)])


def did_web_address(did: str) -> str:
    """Where the document of a did:web is kept; raises BadKey for another kind of identifier."""
    parts = [unquote(part) for part in did.partition("#")[0].split(":")]
    names_ok = all(part and part not in (".", "..") and not set(part) & set("/\\?#@ ") for part in parts)
    if parts[:2] != ["did", "web"] or len(parts) < 3 or not names_ok:
        raise BadKey("not a did:web")
    host, folders = parts[2], parts[3:] or [".well-known"]
    return "/".join([f"https://{host}", *(quote(folder) for folder in folders), "did.json"])


def method_id(did: str, public: bytes) -> str:
    """The address of one key inside its issuer's document."""
    return f"{did}#{multikey(public)}"


def did_document(did: str, keys: Iterable[ListedKey]) -> dict[str, object]:
    """The document that tells which keys speak for `did`.

    A retired key stays listed, so that what it signed still verifies; a revoked one leaves, and so does every
    credential it signed.
    """
    believed = [key.public for key in keys if key.standing is not Standing.REVOKED]
    methods = [
        {
            "id": method_id(did, public),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": multikey(public),
        }
        for public in believed
    ]
    return {
        "@context": list(DID_CONTEXTS),
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
