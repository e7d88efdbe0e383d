"""The credential documents of badges, before they are signed. They are in English: who reads them is anywhere."""

import json
import uuid
from collections.abc import Iterable

from django.utils.translation import override

from techhire.engines.credential_proofs import documents, status
from techhire.plays.credentials.bridge.addresses import achievement_address, site_of
from techhire.plays.credentials.models import Achievement, Credential, SigningKey, StatusEntry
from techhire.plays.credentials.words import EVIDENCE_WORDS, LEVEL_WORDS, Holder
from techhire.plays.seekers.models import Evidence


def subject_of(holder: str, credential: uuid.UUID, *, email: str, salt: str, did: str) -> documents.Subject:
    """Whose badge it is, as the person chose to have it said; for nobody, an identifier that leads nowhere."""
    if holder == Holder.EMAIL:
        return documents.Subject(email=email, salt=salt)
    if holder == Holder.DID:
        return documents.Subject(id=did)
    return documents.Subject(id=f"urn:uuid:{uuid.uuid5(credential, 'holder')}")


def badge_document(
    row: Credential, subject: documents.Subject, key: SigningKey, entries: Iterable[StatusEntry]
) -> dict[str, object]:
    """The badge as it will be signed."""
    community = row.community
    about = engine_achievement(row.achievement)
    return documents.achievement_credential(
        id=row.identifier.urn,
        issuer=documents.Issuer(key.did, community.name, site_of(community)),
        subject=subject,
        achievement=about,
        valid_from=row.issued_at,
        valid_until=row.valid_until,
        achieved_level=about.levels[row.achievement.level - 1][0],
        evidence=[_evidence(piece) for piece in row.evidence.order_by("pk")],
        status=status_lines(entries),
    )


def remade_document(
    was: Credential, row: Credential, key: SigningKey, entries: Iterable[StatusEntry]
) -> dict[str, object]:
    """The document of an earlier badge for its successor: the same words, another number, key and places."""
    document: dict[str, object] = json.loads(was.document)
    document.pop("proof", None)
    issuer = document["issuer"]
    assert isinstance(issuer, dict)
    return {
        **document,
        "id": row.identifier.urn,
        "issuer": {**issuer, "id": key.did},
        "validFrom": documents.moment(row.issued_at),
        "credentialStatus": status_lines(entries),
    }


def status_lines(entries: Iterable[StatusEntry]) -> list[dict[str, str]]:
    """Where the standing of a badge is read."""
    return [status.entry(row.list.address, row.position, row.list.purpose) for row in entries]


def engine_achievement(row: Achievement) -> documents.Achievement:
    """What was achieved, with its alignments and the five levels it is one of."""
    address = achievement_address(row.community, row.identifier)
    with override("en"):
        levels = tuple((f"{address}#level-{n}", f"Level {n}: {name}") for n, name in LEVEL_WORDS.items())
    return documents.Achievement(
        id=address,
        name=row.title,
        description=row.description or row.title,
        criteria=row.criteria,
        alignments=tuple(
            documents.Alignment(
                tie.name, tie.url, tie.code, " ".join(filter(None, (tie.framework, tie.framework_version)))
            )
            for tie in row.alignments.order_by("pk")
        ),
        result_id=f"{address}#levels",
        levels=levels,
    )


def _evidence(piece: Evidence) -> dict[str, object]:
    """The kind and the month, never who gave it: the name of an onramp may say more of a person than they want."""
    with override("en"):
        name = str(EVIDENCE_WORDS[piece.kind]).capitalize()
    return {"name": name, "narrative": f"{name} in {piece.at:%B %Y}.", "genre": piece.kind}


def achievement_json(row: Achievement) -> dict[str, object]:
    """An achievement as JSON-LD, in the words of the badges given for it, for whoever asks its address for that."""
    site = site_of(row.community)
    badge = documents.achievement_credential(
        id=site,
        issuer=documents.Issuer(site, row.community.name),
        subject=documents.Subject(id=site),
        achievement=engine_achievement(row),
        valid_from=row.made_at,
    )
    subject = badge["credentialSubject"]
    assert isinstance(subject, dict)
    creator = {"id": site, "type": ["Profile"], "name": row.community.name, "url": site}
    return {"@context": badge["@context"], **subject["achievement"], "creator": creator}
