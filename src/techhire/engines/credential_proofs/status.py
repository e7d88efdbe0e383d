"""Bitstring status lists: one bit a credential, so that asking about one tells nobody which one was asked about.

Source: W3C Bitstring Status List 1.0. Bit 0 is the highest bit of the first byte.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime

from techhire.engines.credential_proofs.documents import VC_CONTEXT, moment

SMALLEST = 131_072
"""Bits a list has at least, so that one person hides among many."""
LARGEST = 8 * SMALLEST
PURPOSES = ("revocation", "suspension")


class BadStatusList(ValueError):
    """A list that is too short, too long, damaged, or not written the way the standard says."""


def encode(positions: Iterable[int], size: int = SMALLEST) -> str:
    """The list of `size` bits with these positions set, as the multibase text of `encodedList`."""
    if not SMALLEST <= size <= LARGEST or size % 8:
        raise BadStatusList(f"a list has {SMALLEST} to {LARGEST} bits, in whole bytes")
    bits = bytearray(size // 8)
    for position in positions:
        if not 0 <= position < size:
            raise BadStatusList("a position lies outside the list")
        bits[position // 8] |= 0x80 >> position % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bits of an `encodedList`, never unpacking more than `LARGEST` bits; raises BadStatusList."""
    if not text.startswith("u") or len(text) > LARGEST // 4:
        raise BadStatusList("not multibase base64url, or too long")
    try:
        packed = base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
        inflating = zlib.decompressobj(wbits=31)
        bits = inflating.decompress(packed, LARGEST // 8 + 1)
    except (binascii.Error, ValueError, zlib.error) as problem:
        raise BadStatusList("the list cannot be unpacked") from problem
    whole = inflating.eof and not inflating.unused_data
    if not whole or not SMALLEST <= len(bits) * 8 <= LARGEST:
        raise BadStatusList("the list is cut off, or has the wrong size")
    return bits


def is_set(bits: bytes, position: int) -> bool:
    """Whether the bit of one credential is set; raises BadStatusList outside the list."""
    if not 0 <= position < len(bits) * 8:
        raise BadStatusList("the position lies outside the list")
    return bool(bits[position // 8] & 0x80 >> position % 8)


def entry(list_url: str, position: int, purpose: str) -> dict[str, str]:
    """What a credential says about where its status stands; the position is text, as the standard asks."""
    _check(purpose)
    if position < 0:
        raise BadStatusList("a position is not negative")
    return {
        "id": f"{list_url}#{position}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(position),
        "statusListCredential": list_url,
    }


def status_list_credential(
    *, list_url: str, issuer: str, purpose: str, positions: Iterable[int], valid_from: datetime
) -> dict[str, object]:
    """The credential, still unsigned, that carries the list published at `list_url`."""
    _check(purpose)
    return {
        "@context": [VC_CONTEXT],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(valid_from),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(positions),
        },
    }


def _check(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise BadStatusList("a list is for revocation or suspension")
