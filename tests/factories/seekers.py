"""People who look for work, in situations tests speak of."""

from datetime import UTC, date, datetime
from typing import Any

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from techhire.plays.seekers.words import EvidenceKind

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def seeker_in(community: Community, *, account: Account | None = None, name: str = "Dana Reyes") -> Seeker:
    """A record just opened, hidden, with nothing in it."""
    return create_seeker(Actor.system(community.pk), account=account, name=name, now=NOW)


def seeker_behind(actor: Actor, name: str = "Dana Reyes") -> Seeker:
    """The record of somebody who is signed in."""
    return create_seeker(actor, account=Account.objects.get(pk=actor.account_id), name=name, now=NOW)


def piece(seeker: Seeker, skill: Skill, kind: str = "claim", level: float = 2, **fields: Any) -> Evidence:
    """A piece of evidence entered by the product itself."""
    given = {"at": date(2026, 2, 20), "now": NOW, **fields}
    if kind in {EvidenceKind.PROCTORED_TEST, EvidenceKind.UNPROCTORED_TEST, EvidenceKind.JUDGED_WORK}:
        given.setdefault("sd", 0.3)
        given.setdefault("source", "bank")
    return add_evidence(
        Actor.system(seeker.community_id), seeker, skill_id=skill.pk, kind=kind, level=level, **given
    )


def findable(seeker: Seeker, skill: Skill) -> Seeker:
    """The same person, an adult with a place and a claim, after saying yes to being found."""
    system = Actor.system(seeker.community_id)
    piece(seeker, skill)
    update_profile(system, seeker, is_adult=True, zip_code="64106", now=NOW)
    return turn_found_on(system, seeker, words="Yes, please", now=NOW)


def access(seeker: Seeker, organization: Organization, purpose: str) -> Grant:
    """A grant given by the person."""
    return grant_access(Actor.system(seeker.community_id), seeker, organization, purpose=purpose, now=NOW)
