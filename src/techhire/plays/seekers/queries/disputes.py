"""Corrections people asked for, for those who have to answer them."""

from django.db.models import Q, QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Dispute
from techhire.plays.seekers.words import OUT_OF_SIGHT


def open_disputes(actor: Actor) -> QuerySet[Dispute]:
    """Unanswered ones about evidence of the actor's organizations; all of the community's for the civic lead."""
    waiting = Dispute.objects.filter(
        evidence__seeker__community_id=actor.community_id, answered_at__isnull=True
    ).exclude(evidence__seeker__state__in=OUT_OF_SIGHT)
    waiting = waiting.select_related(
        "evidence__skill", "evidence__organization", "evidence__seeker__community"
    )
    if not (actor.is_system or actor.is_convener):
        mine = [pk for pk in actor.organizations() if actor.writes_for(pk)]
        waiting = waiting.filter(Q(evidence__organization_id__in=mine))
    return waiting.order_by("opened_at")


def open_dispute_numbered(actor: Actor, dispute_id: int) -> Dispute | None:
    """One of them, where the actor may answer it."""
    return open_disputes(actor).filter(pk=dispute_id).first()


def who_answers(dispute_id: int) -> Organization | None:
    """The organization that entered what is disputed, while the dispute is open."""
    dispute = Dispute.objects.filter(pk=dispute_id, answered_at__isnull=True).select_related(
        "evidence__organization__community"
    )
    found = dispute.first()
    return found.evidence.organization if found else None
