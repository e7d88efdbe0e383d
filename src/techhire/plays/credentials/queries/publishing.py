"""What anybody may read of an issuer: who speaks for it, which lists it keeps. All of it names nobody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from techhire.commons.communities.models import Community
from techhire.engines.credential_proofs.keys import did_web_address, method_id, public_of
from techhire.plays.credentials.bridge.documents import achievement_json
from techhire.plays.credentials.bridge.signing import did_document
from techhire.plays.credentials.models import Achievement, Issuer, SigningKey, StatusList
from techhire.plays.credentials.words import KeyStanding


@dataclass(frozen=True)
class PublishedList:
    """A status list in both signed forms, and when it was signed."""

    document: str
    compact: str
    row: StatusList


def issuer_of(community: Community) -> Issuer | None:
    """The community as issuer, once it has a key."""
    return Issuer.objects.select_related("community").filter(community=community).first()


def document_at(community: Community, address: str) -> dict[str, Any] | None:
    """The did document that belongs at an https address of this community; None where it has none there."""
    keys = SigningKey.objects.filter(issuer__community=community, did__startswith="did:web:")
    rows = [row for row in keys.order_by("pk") if did_web_address(row.did) == address]
    return did_document(rows[0].did, rows) if rows else None


def list_at(community: Community, identifier: UUID) -> PublishedList | None:
    """A published list."""
    row = StatusList.objects.filter(issuer__community=community, identifier=identifier).first()
    return PublishedList(row.document, row.compact, row) if row else None


def achievement_document(row: Achievement) -> dict[str, Any]:
    """What a badge is given for, as JSON-LD."""
    return achievement_json(row)


def issuer_data(community: Community) -> dict[str, Any] | None:
    """Everything an outside verifier needs to check our badges: identifier, keys, lists."""
    issuer = issuer_of(community)
    if issuer is None:
        return None
    keys = issuer.keys.order_by("pk")
    return {
        "did": issuer.did,
        "method": issuer.method,
        "name": community.name,
        "keys": [
            {
                "id": method_id(row.did, public_of(row.public)),
                "did": row.did,
                "public": row.public,
                "standing": row.standing,
                "made_at": row.made_at,
            }
            for row in keys
        ],
        "did_documents": [did_document(did, [row for row in keys if row.did == did]) for did in _dids(keys)],
        "status_lists": list(issuer.lists.order_by("pk").values_list("address", flat=True)),
    }


def _dids(keys: QuerySet[SigningKey]) -> list[str]:
    """Identifiers with a key that is still believed, in the order they came."""
    return list(dict.fromkeys(row.did for row in keys if row.standing != KeyStanding.REVOKED))
