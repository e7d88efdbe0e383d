"""Who may see a person, who did, and what the person agreed to."""

from datetime import datetime

from django.db.models import Q, QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.plays.seekers.models import AccessRecord, Consent, EmployerBlock, Grant, Seeker
from techhire.plays.seekers.rules import live_grants, may_act_for
from techhire.plays.seekers.words import Purpose


def who_looked(actor: Actor, seeker: Seeker) -> QuerySet[AccessRecord]:
    """Everybody who looked at this person, newest first: for the person and their coach only."""
    require(may_act_for(actor, seeker))
    rows = AccessRecord.objects.filter(seeker=seeker).select_related("organization")
    return rows.order_by("-at", "-pk")


def grants_to(actor: Actor, organization: Organization, purpose: str) -> QuerySet[Grant]:
    """People who let an organization of the actor's see them for a purpose, newest first."""
    rows = live_grants(actor, purpose).filter(organization=organization)
    return rows.select_related("seeker").order_by("-since", "-pk")


def grants_of(actor: Actor, seeker: Seeker, now: datetime) -> QuerySet[Grant]:
    """Organizations that may see this person by name now."""
    require(may_act_for(actor, seeker))
    rows = Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now), seeker=seeker, ended_at__isnull=True
    )
    return rows.select_related("organization").order_by("organization__name", "pk")


def grant_of(actor: Actor, seeker: Seeker, grant_id: int) -> Grant | None:
    """One grant of this person."""
    require(may_act_for(actor, seeker))
    return Grant.objects.select_related("seeker", "organization").filter(pk=grant_id, seeker=seeker).first()


def consents_of(actor: Actor, seeker: Seeker) -> QuerySet[Consent]:
    """What a person agreed to, newest first."""
    require(may_act_for(actor, seeker))
    return Consent.objects.filter(seeker=seeker).order_by("-given_at", "-pk")


def readings_of(seeker_id: int) -> QuerySet[Consent]:
    """What a person agreed to for one posting each, as far as it holds now."""
    return Consent.objects.filter(
        seeker_id=seeker_id, purpose=Purpose.HIRING, withdrawn_at__isnull=True
    ).order_by("pk")


def found_since(actor: Actor, seeker: Seeker) -> Consent | None:
    """The yes to being found that holds now."""
    return consents_of(actor, seeker).filter(purpose=Purpose.BEING_FOUND, withdrawn_at__isnull=True).first()


def blocked_by(actor: Actor, seeker: Seeker) -> QuerySet[EmployerBlock]:
    """Employers this person hides from, by name."""
    require(may_act_for(actor, seeker))
    rows = EmployerBlock.objects.filter(seeker=seeker).select_related("organization")
    return rows.order_by("organization__name")
