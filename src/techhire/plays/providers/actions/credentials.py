"""A provider enters an outside certification of somebody in training, which it has looked at."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.commons.skills.words import LEVELS
from techhire.plays.providers.facts import CertificationEntered
from techhire.plays.providers.rules import may_accept_credential
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.words import EvidenceKind


@transaction.atomic
def accept_credential(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    /,
    *,
    title: str,
    issuer: str,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> Evidence:
    """For one skill, at a level from 1 to 5. What the provider itself gave out is a finished course, not this."""
    require(may_accept_credential(actor, seeker, organization))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    issuer = one_line(issuer, field="issuer", limit=160)
    if issuer.casefold() == organization.name.casefold():
        raise Refused(_("Your own certificate is a finished course: record it in its start."), field="issuer")
    row = add_evidence(
        actor,
        seeker,
        skill_id=skill_id,
        kind=EvidenceKind.CREDENTIAL,
        level=float(level),
        at=at,
        organization=organization,
        title=one_line(title, field="title", limit=200),
        issuer_name=issuer,
        now=now,
    )
    record(CertificationEntered(organization.pk, seeker.pk, row.pk), actor=actor, now=now)
    return row
