"""Whether a credential is an Open Badges 3.0 achievement credential, and whether it is about a given person.

Source: Open Badges 3.0, data model of AchievementCredential: what must be there, by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from techhire.engines.credential_proofs.documents import email_hash, types_of
from techhire.engines.credential_proofs.verification import Check, Name, failed, not_checked, passed

BADGES = ("OpenBadgeCredential", "AchievementCredential")
EMAIL = "emailAddress"
MAILTO = "mailto:"
REQUIRED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("id", "name", "validFrom", "issuer", "credentialSubject")),
    ("issuer", ("id", "type")),
    ("credentialSubject", ("type", "achievement")),
    ("credentialSubject.achievement", ("id", "type", "name", "description", "criteria")),
    ("credentialSubject.achievement.alignment", ("type", "targetName", "targetUrl")),
    ("credentialSubject.achievement.resultDescription", ("id", "type", "name", "resultType")),
    ("credentialSubject.achievement.resultDescription.rubricCriterionLevel", ("id", "type", "name")),
    ("credentialSubject.result", ("type",)),
    ("credentialSubject.identifier", ("type", "hashed", "identityHash", "identityType")),
    ("evidence", ("type",)),
)
"""Where there is such an object, or a list of them, what each must have."""
OBJECTS = {"issuer", "credentialSubject", "credentialSubject.achievement"}
"""Those that must be one object, not a list and not a bare address."""


TEXTS = frozenset(
    {
        "achievementType",
        "description",
        "identityHash",
        "identityType",
        "name",
        "narrative",
        "resultType",
        "salt",
        "targetCode",
        "targetDescription",
        "targetFramework",
        "targetName",
        "targetUrl",
        "url",
    }
)
"""What is text wherever it stands; a list of one text is signed alike, so it has to be looked at here."""


def shape_check(credential: Mapping[str, object]) -> Check:
    """The check of required fields and of texts; its code names the first that is missing, or is no text."""
    if not set(BADGES) & set(types_of(credential)):
        return failed(Name.SHAPE, "not_a_badge")
    for path, words in REQUIRED:
        for found in _at(credential, path):
            missing = _missing(found, words)
            if missing:
                return failed(Name.SHAPE, f"missing:{path}.{missing}".replace(":.", ":"))
        if path in OBJECTS and not isinstance(_one(credential, path), Mapping):
            return failed(Name.SHAPE, f"missing:{path}")
    criteria = _one(credential, "credentialSubject.achievement.criteria")
    if not isinstance(criteria, Mapping) or not (criteria.get("id") or criteria.get("narrative")):
        return failed(Name.SHAPE, "missing:credentialSubject.achievement.criteria")
    odd = _no_text(credential)
    return failed(Name.SHAPE, f"not_text:{odd}") if odd else passed(Name.SHAPE)


def subject_check(credential: Mapping[str, object], *, email: str = "", subject: str = "") -> Check:
    """The check that somebody is named, and that it is the person asked about, by e-mail address or did."""
    named = credential.get("credentialSubject")
    if not isinstance(named, Mapping):
        return failed(Name.SUBJECT, "nobody")
    identities = [one for one in _list(named.get("identifier")) if isinstance(one, Mapping)]
    identifier = named.get("id")
    if not identities and not (isinstance(identifier, str) and identifier):
        return failed(Name.SUBJECT, "nobody")
    if subject and identifier == subject:
        return passed(Name.SUBJECT)
    addresses = [one for one in identities if one.get("identityType") == EMAIL]
    if email and any(_is_of(one, email) for one in addresses):
        return passed(Name.SUBJECT)
    if not subject and not email:
        return passed(Name.SUBJECT)
    if (email and addresses) or (subject and identifier):
        return failed(Name.SUBJECT, "another_person")
    return not_checked(Name.SUBJECT, "not_to_compare")


def about_one_of(credential: Mapping[str, object], emails: Collection[str]) -> Check:
    """The check that somebody is named, and that one of these addresses is theirs; all are of one person.

    An address is named as an identifier, hashed or plain, or as a mailto: id. Another kind of name is not compared:
    nobody here has shown that a did is their own.
    """
    named = credential.get("credentialSubject")
    if not isinstance(named, Mapping):
        return failed(Name.SUBJECT, "nobody")
    identities = [one for one in _list(named.get("identifier")) if isinstance(one, Mapping)]
    addresses = [one for one in identities if one.get("identityType") == EMAIL]
    identifier = named.get("id")
    if isinstance(identifier, str) and identifier.lower().startswith(MAILTO):
        addresses.append({"identityHash": identifier[len(MAILTO) :].partition("?")[0], "hashed": False})
    if any(_is_of(one, email) for one in addresses for email in emails):
        return passed(Name.SUBJECT)
    if not addresses or not emails:
        return not_checked(Name.SUBJECT, "not_to_compare")
    return failed(Name.SUBJECT, "another_person")


def _is_of(identity: Mapping[str, object], email: str) -> bool:
    said, salt = identity.get("identityHash"), identity.get("salt", "")
    if not isinstance(said, str) or not isinstance(salt, str):
        return False
    if identity.get("hashed") is True:
        return said == email_hash(email, salt)
    return said.strip().lower() == email.strip().lower()


def _no_text(said: object) -> str:
    """The first word that should be text and is not; empty where there is none."""
    if isinstance(said, list):
        return next(filter(None, map(_no_text, said)), "")
    if not isinstance(said, Mapping):
        return ""
    for word, value in said.items():
        if word in TEXTS and not isinstance(value, str | None):
            return str(word)
    return next(filter(None, map(_no_text, said.values())), "")


def _missing(found: object, words: tuple[str, ...]) -> str:
    if not isinstance(found, Mapping):
        return words[0]
    return next((word for word in words if found.get(word) in (None, "", [])), "")


def _at(credential: Mapping[str, object], path: str) -> list[object]:
    """All objects under a path; none where the path leads nowhere."""
    found: list[object] = [credential]
    for word in filter(None, path.split(".")):
        found = [
            one
            for outer in found
            if isinstance(outer, Mapping) and outer.get(word) is not None
            for one in _list(outer[word])
        ]
    return found


def _one(credential: Mapping[str, object], path: str) -> object:
    found: object = credential
    for word in path.split("."):
        found = found.get(word) if isinstance(found, Mapping) else None
    return found


def _list(said: object) -> list[object]:
    return said if isinstance(said, list) else [] if said is None else [said]
