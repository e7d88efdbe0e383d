"""Taking people on, entering somebody who has no e-mail, vouching, and letting go."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.onramps.facts import PersonReleased, PersonTakenOn
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.rules import may_enter_person, may_release, may_take_on, may_vouch
from techhire.plays.seekers.actions.access import end_grant, grant_access
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.profile import create_seeker
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from techhire.plays.seekers.words import EvidenceKind, Purpose


@transaction.atomic
def enter_person(
    actor: Actor,
    organization: Organization,
    /,
    *,
    name: str,
    words: str,
    language: str = "en",
    now: datetime,
) -> Seeker:
    """Open a record for somebody who asked in person; what they agreed to is kept in their words."""
    require(may_enter_person(actor, organization))
    if not name.strip():
        raise Refused(_("Write down how the person wants to be called."), field="name")
    if not words.strip():
        raise Refused(_("Write down what the person agreed to, in their words."), field="words")
    seeker = create_seeker(actor, name=name.strip(), language=language, now=now)
    grant_access(
        Actor.system(organization.community_id),
        seeker,
        organization,
        purpose=Purpose.COACHING,
        words=words.strip()[:2000],
        now=now,
    )
    _open(actor, organization, seeker, True, now)
    return seeker


@transaction.atomic
def take_on(actor: Actor, organization: Organization, seeker: Seeker, /, *, now: datetime) -> Caseload:
    """Add somebody who gave the onramp access."""
    require(may_take_on(actor, organization, seeker))
    return _open(actor, organization, seeker, False, now)


def _open(actor: Actor, organization: Organization, seeker: Seeker, entered: bool, now: datetime) -> Caseload:
    caseload, made = Caseload.objects.get_or_create(
        organization=organization,
        seeker=seeker,
        ended_at=None,
        defaults={"coach_id": actor.account_id, "since": now},
    )
    if made:
        body = PersonTakenOn(caseload.pk, organization.pk, seeker.pk, entered)
        record(body, actor=actor, now=now, community_id=organization.community_id)
    return caseload


@transaction.atomic
def release(actor: Actor, caseload: Caseload, /, *, now: datetime) -> Caseload:
    """Let somebody go, and give back the access that came with it."""
    require(may_release(actor, caseload))
    if caseload.ended_at is None:
        caseload.ended_at = now
        caseload.save(update_fields=["ended_at"])
        for grant in Grant.objects.filter(
            seeker_id=caseload.seeker_id,
            organization_id=caseload.organization_id,
            purpose=Purpose.COACHING,
            ended_at__isnull=True,
        ):
            end_grant(actor, grant, now=now)
        record(
            PersonReleased(caseload.pk, caseload.organization_id, caseload.seeker_id), actor=actor, now=now
        )
    return caseload


@transaction.atomic
def vouch(
    actor: Actor,
    organization: Organization,
    seeker: Seeker,
    /,
    *,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> Evidence:
    """Vouch for what the onramp has seen a person do."""
    require(may_vouch(actor, organization, seeker))
    return add_evidence(
        actor,
        seeker,
        skill_id=skill_id,
        kind=EvidenceKind.VOUCH,
        level=float(level),
        at=at,
        organization=organization,
        now=now,
    )
