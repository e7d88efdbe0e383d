"""Open Badges 3.0 achievement credentials (W3C Verifiable Credentials 2.0) from plain values, still unsigned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
BADGE_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
DATE_TIME_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII)


class BadCredential(ValueError):
    """Values no credential can be made of."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who stands behind a credential; `id` is a did."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who earned it: a did, or the salted hash of an e-mail address, never a plain name."""

    id: str = ""
    email: str = ""
    salt: str = ""

    def __post_init__(self) -> None:
        if not self.id and not (self.email and self.salt):
            raise BadCredential("a subject needs a did, or an e-mail address with a salt")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A skill of a framework; `framework` names its version too, since codes change between versions."""

    name: str
    url: str
    code: str = ""
    framework: str = ""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was achieved. `levels` are (id, name) pairs in rising order where it is reached by level."""

    id: str
    name: str
    description: str
    criteria: str
    kind: str = "Competency"
    alignments: tuple[Alignment, ...] = ()
    result_id: str = ""
    levels: tuple[tuple[str, str], ...] = ()


def achievement_credential(
    *,
    id: str,
    issuer: Issuer,
    subject: Subject,
    achievement: Achievement,
    valid_from: datetime,
    valid_until: datetime | None = None,
    achieved_level: str = "",
    evidence: Sequence[Mapping[str, object]] = (),
    status: Sequence[Mapping[str, str]] = (),
) -> dict[str, object]:
    """The credential as a JSON document; `id` is a urn:uuid or an address, `achieved_level` the id of a level.

    Raises BadCredential for times without a zone, an end before the start, or a level the achievement has not.
    """
    if valid_until is not None and moment(valid_until) <= moment(valid_from):
        raise BadCredential("a credential ends after it starts")
    document: dict[str, object] = {
        "@context": [VC_CONTEXT, BADGE_CONTEXT],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": _filled({"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}),
        "validFrom": moment(valid_from),
        "validUntil": moment(valid_until) if valid_until else "",
        "credentialSubject": _subject(subject, achievement, achieved_level),
        "evidence": [{"type": ["Evidence"], **piece} for piece in evidence],
        "credentialStatus": [dict(line) for line in status],
    }
    return _filled(document)


def moment(when: datetime) -> str:
    """A time in UTC to the second, as credentials write it; raises BadCredential without a zone."""
    if when.utcoffset() is None:
        raise BadCredential("a time needs a zone")
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: object) -> datetime | None:
    """The moment an XSD dateTimeStamp names; None for any other value, such as a time without a zone."""
    if not isinstance(text, str) or not DATE_TIME_STAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def issuer_of(credential: Mapping[str, object]) -> str:
    """The identifier of who issued it, written alone or as the id of an object; empty where there is none."""
    issuer = credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return found if isinstance(found, str) else ""


def types_of(said: object) -> tuple[str, ...]:
    """The types of an object, written alone or as a list."""
    found = said.get("type") if isinstance(said, Mapping) else None
    listed = found if isinstance(found, list) else [found]
    return tuple(one for one in listed if isinstance(one, str))


def email_hash(email: str, salt: str) -> str:
    """`sha256$` and the hex digest of the address in lower case followed by the salt (Open Badges 3.0)."""
    return "sha256$" + hashlib.sha256((email.strip().lower() + salt).encode()).hexdigest()


def _subject(subject: Subject, achievement: Achievement, level: str) -> dict[str, object]:
    said: dict[str, object] = {"id": subject.id, "type": ["AchievementSubject"]}
    if subject.email:
        said["identifier"] = [_identity(subject)]
    said["achievement"] = _achievement(achievement)
    if level:
        said["result"] = [_result(achievement, level)]
    return _filled(said)


def _identity(subject: Subject) -> dict[str, object]:
    if not subject.salt:
        raise BadCredential("an e-mail address is hashed with a salt")
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": email_hash(subject.email, subject.salt),
        "identityType": "emailAddress",
        "salt": subject.salt,
    }


def _achievement(achievement: Achievement) -> dict[str, object]:
    said: dict[str, object] = {
        "id": achievement.id,
        "type": ["Achievement"],
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"narrative": achievement.criteria},
        "achievementType": achievement.kind,
        "alignment": [_alignment(alignment) for alignment in achievement.alignments],
    }
    if achievement.levels:
        said["resultDescription"] = [_result_description(achievement)]
    return _filled(said)


def _alignment(alignment: Alignment) -> dict[str, object]:
    said = {"type": ["Alignment"], "targetName": alignment.name, "targetUrl": alignment.url}
    return _filled({**said, "targetCode": alignment.code, "targetFramework": alignment.framework})


def _result_description(achievement: Achievement) -> dict[str, object]:
    levels = [
        {"id": level, "type": ["RubricCriterionLevel"], "name": name} for level, name in achievement.levels
    ]
    return {
        "id": achievement.result_id,
        "type": ["ResultDescription"],
        "name": achievement.name,
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": levels,
    }


def _result(achievement: Achievement, level: str) -> dict[str, object]:
    if level not in [known for known, _ in achievement.levels] or not achievement.result_id:
        raise BadCredential("the achievement has no such level")
    return {"type": ["Result"], "resultDescription": achievement.result_id, "achievedLevel": level}


def _filled(said: Mapping[str, object]) -> dict[str, object]:
    """Without empty values: an empty text or list says nothing and some verifiers refuse it."""
    return {key: value for key, value in said.items() if value not in ("", [], None)}
