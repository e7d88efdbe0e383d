"""Keys of the database as the engine's, and documents signed in both forms."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from techhire.engines.credential_proofs import data_integrity, jwt, keys, status
from techhire.plays.credentials.models import SigningKey, StatusEntry, StatusList


@dataclass(frozen=True)
class Signed:
    """One document as JSON with its proof inside, and as a compact token."""

    document: str
    compact: str


def made_key() -> keys.SigningKey:
    """A key pair drawn by the operating system."""
    return keys.new_key()


def opened(row: SigningKey) -> keys.SigningKey:
    """The secret half of a stored key; ValueError where it was thrown away."""
    if not row.seed:
        raise ValueError(f"Key {row.pk} signs no more.")
    return keys.SigningKey(bytes.fromhex(row.seed))


def sealed_fields(key: keys.SigningKey) -> dict[str, str]:
    """The columns a key is kept in; the secret one is sealed by its field."""
    return {"public": keys.multikey(key.public), "seed": key.seed.hex()}


def both_forms(document: Mapping[str, object], row: SigningKey, now: datetime) -> Signed:
    """Sign a document whose issuer is the key's own identifier."""
    key = opened(row)
    whole = data_integrity.sign(document, key, created=now)
    return Signed(json.dumps(whole, ensure_ascii=False), jwt.issue(document, key))


def signed_list(row: StatusList, key: SigningKey, now: datetime) -> Signed:
    """A status list with the bits that are set now, signed."""
    places = StatusEntry.objects.filter(list=row, is_set=True).values_list("position", flat=True)
    document = status.status_list_credential(
        list_url=row.address,
        issuer=row.did,
        purpose=row.purpose,
        positions=places,
        valid_from=now,
    )
    return both_forms(document, key, now)


def did_document(did: str, rows: Iterable[SigningKey]) -> dict[str, object]:
    """The document that tells which keys speak for an identifier."""
    listed = [keys.ListedKey(keys.public_of(row.public), keys.Standing(row.standing)) for row in rows]
    return keys.did_document(did, listed)
