"""Credentials as a community issues them: with a level, evidence, a hashed address and two status lists."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from techhire.engines.credential_proofs import documents, jwt, keys, status
from techhire.engines.credential_proofs.data_integrity import sign

KEY = keys.new_key(b"k" * 32)
OTHER = keys.new_key(b"o" * 32)
DID = "did:web:river.example:c:river"
EMAIL, SALT = "ana@example.org", "pepper"
FROM = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
UNTIL = FROM + timedelta(days=730)
NOW = FROM + timedelta(days=30)
REVOKED, SUSPENDED = "https://river.example/status/revoked", "https://river.example/status/suspended"
INDEX = 94_567
ACHIEVEMENT = documents.Achievement(
    id="https://river.example/achievements/sql",
    name="SQL: preguntas a una base de datos ✓",
    description='Asks questions of a database.\nJoins "tables" and groups rows \\ columns.',
    criteria="A proctored test of 20 questions, scored by rule.",
    alignments=(
        documents.Alignment(
            "Structured query language", "https://river.example/skills/sql", "sql", "Starter 1.0"
        ),
        documents.Alignment("Databases", "https://www.onetonline.org/link/summary/15-1243.00", "15-1243.00"),
    ),
    result_id="https://river.example/achievements/sql#level",
    levels=(
        ("https://river.example/achievements/sql#1", "Beginner"),
        ("https://river.example/achievements/sql#2", "Works alone"),
    ),
)

# One gray pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="3"/></svg>'


def unsigned(did: str = DID, **changes: object) -> dict[str, object]:
    """A credential with everything in it that we write."""
    values: dict[str, object] = {
        "id": "urn:uuid:5b6e2d10-8c0f-4f6e-9f53-0f4f6f9d3c11",
        "issuer": documents.Issuer(did, "River City TechHire", "https://river.example/"),
        "subject": documents.Subject(email=EMAIL, salt=SALT),
        "achievement": ACHIEVEMENT,
        "valid_from": FROM,
        "valid_until": UNTIL,
        "achieved_level": ACHIEVEMENT.levels[1][0],
        "evidence": [{"name": "Test on site", "narrative": "Two proctors, identity seen."}],
        "status": [status.entry(REVOKED, INDEX, "revocation"), status.entry(SUSPENDED, INDEX, "suspension")],
    }
    return documents.achievement_credential(**{**values, **changes})  # type: ignore[arg-type]  # free choice here


def embedded(key: keys.SigningKey = KEY, **changes: object) -> dict[str, object]:
    """The same with its proof inside."""
    return sign(unsigned(**changes), key, created=FROM)  # type: ignore[arg-type]  # free choice here


def compact(key: keys.SigningKey = KEY, **changes: object) -> str:
    """The same as a token."""
    return jwt.issue(unsigned(**changes), key)  # type: ignore[arg-type]  # free choice here


def lists(
    *, revoked: Iterable[int] = (), suspended: Iterable[int] = (), key: keys.SigningKey = KEY, did: str = DID
) -> dict[str, dict[str, object]]:
    """Both lists of the issuer, signed, by address."""
    wanted = ((REVOKED, "revocation", revoked), (SUSPENDED, "suspension", suspended))
    return {
        url: sign(
            status.status_list_credential(
                list_url=url, issuer=did, purpose=purpose, positions=positions, valid_from=FROM
            ),
            key,
            created=FROM,
        )
        for url, purpose, positions in wanted
    }


def dids(*listed: tuple[keys.SigningKey, keys.Standing], did: str = DID) -> dict[str, Mapping[str, object]]:
    """The issuer's document, by did; with the one active key where no others are named."""
    pairs = listed or ((KEY, keys.Standing.ACTIVE),)
    return {did: keys.did_document(did, [keys.ListedKey(key.public, standing) for key, standing in pairs])}
