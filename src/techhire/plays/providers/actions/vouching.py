"""A provider vouches for what it has seen a person do."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.words import LEVELS
from techhire.plays.providers.facts import SkillVouched
from techhire.plays.providers.rules import may_vouch
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.words import EvidenceKind


@transaction.atomic
def vouch(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    /,
    *,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> Evidence:
    """Add a vouch for a level from 1 to 5; how it turns out becomes part of the provider's track record."""
    require(may_vouch(actor, seeker, organization))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    row = add_evidence(
        actor,
        seeker,
        skill_id=skill_id,
        kind=EvidenceKind.VOUCH,
        level=float(level),
        at=at,
        organization=organization,
        now=now,
    )
    record(SkillVouched(organization.pk, seeker.pk, row.pk), actor=actor, now=now)
    return row
