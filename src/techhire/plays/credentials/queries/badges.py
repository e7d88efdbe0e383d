"""A person's badges, for the person; and what employers and the civic lead may see of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from techhire.commons.permits import Actor, require
from techhire.commons.skills.queries import succession
from techhire.plays.credentials.bridge.addresses import shared_address
from techhire.plays.credentials.models import AcceptedCredential, Achievement, Credential
from techhire.plays.credentials.rules import may_see_badges, visible_badges
from techhire.plays.credentials.words import (
    CredentialState,
    RevokeReason,
    SuspendReason,
)
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import SeekerState

REASONS = dict(RevokeReason.choices) | dict(SuspendReason.choices)


def badges_of(actor: Actor, seeker: Seeker) -> QuerySet[Credential]:
    """Every badge of a person, newest first; those that another took the place of come with it."""
    require(may_see_badges(actor, seeker))
    rows = Credential.objects.filter(seeker=seeker).order_by("-issued_at", "-pk")
    return rows.select_related("achievement__skill", "superseded_by__achievement", "community", "seeker")


def badge_of(actor: Actor, seeker: Seeker, identifier: UUID) -> Credential | None:
    """One badge of a person."""
    return badges_of(actor, seeker).filter(identifier=identifier).first()


def badge_for(actor: Actor, seeker: Seeker, skill_id: int, now: datetime) -> Credential | None:
    """The person's newest badge that holds now, of a skill or of one that counts as the same."""
    kin = succession().kin_of([skill_id])
    rows = badges_of(actor, seeker).filter(achievement__skill_id__in=kin, state=CredentialState.ISSUED)
    return rows.filter(valid_until__gt=now, superseded_by__isnull=True, replaced_at__isnull=True).first()


def link_of(actor: Actor, credential: Credential) -> str:
    """The address of the public page of a badge, for the person to give away; empty while they share nothing."""
    require(may_see_badges(actor, credential.seeker))
    shares = bool(credential.share_fingerprint)
    return shared_address(credential.community, credential.share_token) if shares else ""


def name_for(actor: Actor, credential: Credential) -> str:
    """The name on the printed certificate: the person's own, for them and for the coach who prints it for them."""
    require(may_see_badges(actor, credential.seeker))
    return credential.seeker.name


def badges_behind(
    community_id: int, seeker_id: int, skill_ids: Iterable[int], now: datetime
) -> dict[int, int]:
    """The level of the person's valid badge by skill, where they let employers here know of it. One query.

    The page that asks has found the person by its own rule and written down that it looked.
    """
    rows = Credential.objects.filter(
        community_id=community_id,
        seeker_id=seeker_id,
        achievement__skill_id__in=list(skill_ids),
        state=CredentialState.ISSUED,
        for_employers=True,
        valid_until__gt=now,
        replaced_at__isnull=True,
        seeker__state=SeekerState.ACTIVE,
    )
    levels: dict[int, int] = defaultdict(int)
    for skill_id, level in rows.values_list("achievement__skill_id", "achievement__level"):
        levels[skill_id] = max(levels[skill_id], level)
    return dict(levels)


def issued_here(actor: Actor) -> QuerySet[Credential]:
    """The community's badges for its civic lead, newest first: numbers, skills and standing, no names."""
    return visible_badges(actor).select_related("achievement__skill", "seeker").order_by("-issued_at", "-pk")


def issued_badge(actor: Actor, identifier: UUID) -> Credential | None:
    """One of them by its number."""
    return issued_here(actor).filter(identifier=identifier).first()


def badge_counts(actor: Actor) -> dict[str, int]:
    """How many badges stand how. One query."""
    counted = visible_badges(actor).order_by().values_list("state").annotate(number=Count("pk"))
    found = dict(counted.values_list("state", "number"))
    return {state: found.get(state, 0) for state in CredentialState.values}


def achievement_at(community_id: int, identifier: UUID) -> Achievement | None:
    """What a badge of this community is given for."""
    rows = Achievement.objects.filter(community_id=community_id, identifier=identifier)
    return rows.select_related("skill", "community").prefetch_related("alignments").first()


def held_badges(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    """Everything kept about a person's badges and outside credentials, for the file of all that is held."""
    require(may_see_badges(actor, seeker))
    badges = Credential.objects.filter(seeker=seeker).order_by("pk")
    sent = AcceptedCredential.objects.filter(seeker=seeker).order_by("pk")
    return {
        "badges": list(
            badges.values(
                "identifier",
                "achievement__title",
                "holder",
                "document",
                "compact",
                "state",
                "reason",
                "issued_at",
                "valid_until",
                "shared_at",
                "for_employers",
            )
        ),
        "credentials_from_elsewhere": list(
            sent.values(
                "organization__name",
                "title",
                "issuer",
                "issuer_name",
                "document",
                "checks",
                "checked_at",
                "state",
                "reason",
                "sent_at",
                "decided_at",
                "skill__name",
                "level",
                "about",
                "saw_person",
                "skill_version",
                "framework_version",
                "ended_at",
            )
        ),
    }
