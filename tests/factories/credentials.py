"""Badges and keys, and credentials that others signed."""

import json
from datetime import datetime
from typing import Any

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import data_integrity, documents, keys
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.models import (
    AcceptedCredential,
    Achievement,
    Credential,
    Issuer,
    SigningKey,
)
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import NOW, piece

OUTSIDE_SEED = bytes(range(32))


def earned(seeker: Seeker, skill: Skill, level: float = 3.0, **fields: Any) -> Any:
    """A supervised test that makes the skill proven at the level below its own: 3.0 proves 3."""
    return piece(seeker, skill, "proctored_test", level, **fields)


def badge_for(
    seeker: Seeker, skill: Skill, level: float = 3.0, *, now: datetime = NOW, **choice: Any
) -> Credential:
    """A badge somebody earned and asked for."""
    earned(seeker, skill, level)
    given = {"holder": "nobody", **choice}
    return get_badge(Actor.system(seeker.community_id), seeker, skill_id=skill.pk, now=now, **given)


def outside_badge(
    *,
    title: str = "Network Basics Card",
    email: str = "dana@example.org",
    now: datetime = NOW,
    key: keys.SigningKey | None = None,
    **more: Any,
) -> dict[str, Any]:
    """An Open Badge that a guild elsewhere signed with a did:key."""
    signer = key or keys.new_key(OUTSIDE_SEED)
    document = documents.achievement_credential(
        id=more.pop("id", "urn:uuid:7b1c1c5e-6d0b-4b39-9a51-0d7f0a5f2f10"),
        issuer=documents.Issuer(keys.did_key(signer.public), "Open Network Board"),
        subject=documents.Subject(email=email, salt="pepper"),
        achievement=documents.Achievement(
            id="https://guild.example/badges/1",
            name=title,
            description="Knows the basics of networks.",
            criteria="An exam with a supervisor.",
            alignments=tuple(more.pop("alignments", ())),
        ),
        valid_from=more.pop("valid_from", now),
        **more,
    )
    return data_integrity.sign(document, signer, created=now)


def outside_text(**more: Any) -> str:
    """The same as JSON text."""
    return json.dumps(outside_badge(**more))


OUTSIDE_DID = keys.did_key(keys.new_key(OUTSIDE_SEED).public)
ABOUT_BADGES = {
    "credentials.SigningKey.seed",
    "credentials.Credential.document",
    "credentials.Credential.compact",
    "credentials.Credential.share_token",
    "credentials.AcceptedCredential.document",
    "credentials.AcceptedCredential.title",
}
"""Sealed fields of this app, for the test that looks for plain text in the whole database."""


def sealed_about_badges(secret: str, evidence: Evidence) -> None:
    """One row for each of those fields, each holding the secret."""
    seeker, now = evidence.seeker, evidence.recorded_at
    issuer = Issuer.objects.create(community=seeker.community, method="key", did="did:key:z", made_at=now)
    key = SigningKey.objects.create(issuer=issuer, did=issuer.did, public="z", seed=secret, made_at=now)
    achievement = Achievement.objects.create(
        community=seeker.community, skill=evidence.skill, skill_version=1, level=2, made_at=now
    )
    moments = {"state_at": now, "issued_at": now, "valid_until": now}
    Credential.objects.create(
        community=seeker.community,
        seeker=seeker,
        achievement=achievement,
        key=key,
        document=secret,
        compact=secret,
        share_token=secret,
        **moments,
    )
    organization = OrganizationFactory(community=seeker.community, kinds=["civic"])
    AcceptedCredential.objects.create(
        seeker=seeker,
        organization=organization,
        document=secret,
        title=secret,
        earned_on=now.date(),
        checked_at=now,
        sent_at=now,
    )
