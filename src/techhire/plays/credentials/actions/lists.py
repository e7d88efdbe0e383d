"""The published lists of what was taken back or is on hold: opening one, a place in it, a bit, a new signature.

These are steps of actions that have asked their own rule.
"""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from techhire.engines.credential_proofs.status import SMALLEST
from techhire.plays.credentials.bridge.addresses import list_address
from techhire.plays.credentials.bridge.signing import signed_list
from techhire.plays.credentials.models import (
    Credential,
    SignedForProgram,
    SigningKey,
    StatusEntry,
    StatusList,
)
from techhire.plays.credentials.words import KeyStanding, ListPurpose

ORDER = (KeyStanding.REVOKED, KeyStanding.RETIRED, KeyStanding.ACTIVE)
FULLEST = SMALLEST // 2
"""Places given out in one list before the next is opened, so that a free one is drawn in two tries on average."""


def place(thing: Credential | SignedForProgram, key: SigningKey, now: datetime) -> list[StatusEntry]:
    """A place drawn by lot in a list of each purpose: its number says nothing of when or for whom it was given."""
    name = "credential" if isinstance(thing, Credential) else "signed"
    return [_placed({name: thing}, _open_list(key, purpose, now)) for purpose in ListPurpose]


def _open_list(key: SigningKey, purpose: str, now: datetime) -> StatusList:
    """The list that takes new places: of the key's identifier, at the site's present address, not half full."""
    community = key.issuer.community
    identifier = uuid.uuid4()
    address = list_address(community, identifier)
    beginning = address.removesuffix(f"{identifier}/")
    held = StatusList.objects.select_for_update().filter(
        issuer=key.issuer, did=key.did, purpose=purpose, address__startswith=beginning
    )
    newest = held.order_by("-pk").first()
    if newest is not None and newest.entries.count() < FULLEST:
        return newest
    row = StatusList(
        issuer=key.issuer, identifier=identifier, did=key.did, purpose=purpose, address=address, signed_at=now
    )
    row.save()
    sign_list(row, now)
    return row


def _placed(thing: dict[str, Any], row: StatusList) -> StatusEntry:
    while True:
        position = secrets.randbelow(SMALLEST)
        if not StatusEntry.objects.filter(list=row, position=position).exists():
            return StatusEntry.objects.create(list=row, position=position, **thing)


def set_bits(credential_ids: Iterable[int], purpose: str, on: bool, now: datetime) -> None:
    """Set or clear the bits of these credentials, and sign every list that changed, at once."""
    _set_bits(StatusEntry.objects.filter(credential_id__in=list(credential_ids)), purpose, on, now)


def set_bits_of_signed(signed_ids: Iterable[int], purpose: str, on: bool, now: datetime) -> None:
    """The same for what programs had signed."""
    _set_bits(StatusEntry.objects.filter(signed_id__in=list(signed_ids)), purpose, on, now)


def _set_bits(entries: QuerySet[StatusEntry], purpose: str, on: bool, now: datetime) -> None:
    changed = entries.filter(list__purpose=purpose).exclude(is_set=on)
    touched = set(changed.values_list("list_id", flat=True))
    lists = list(StatusList.objects.select_for_update().filter(pk__in=touched).order_by("pk"))
    entries.filter(list__in=lists).update(is_set=on)
    for row in lists:
        sign_list(row, now)


def sign_list(row: StatusList, now: datetime) -> None:
    """Sign a list anew, by the key that speaks for the identifier it belongs to."""
    signed = signed_list(row, signer_of(row), now)
    row.document, row.compact, row.signed_at = signed.document, signed.compact, now
    row.save(update_fields=["document", "compact", "signed_at"])


def signer_of(row: StatusList) -> SigningKey:
    """The newest key of the identifier that still has its secret half.

    An identifier that carries its key (did:key) has one key for ever, so that one signs its lists even after it was
    retired; while it is being revoked it signs a last time, to say that nothing of it holds.
    """
    keys = SigningKey.objects.filter(issuer_id=row.issuer_id, did=row.did).exclude(seed="")
    if not keys:
        raise LookupError(f"No key signs list {row.pk} any more.")
    return max(keys, key=lambda key: (ORDER.index(key.standing), key.made_at, key.pk))
