"""Reading postings and what they ask for."""

import uuid

from django.db.models import Prefetch, QuerySet

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import visible_postings
from techhire.plays.marketplace.words import PostingState


def _with_requirements(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    lines = Requirement.objects.select_related("skill").order_by("skill_id")
    return postings.select_related("organization", "community").prefetch_related(
        Prefetch("requirements", lines)
    )


def open_postings(community: Community | int) -> QuerySet[Posting]:
    """Published postings of a community, newest first, each with its employer and requirements."""
    pk = community if isinstance(community, int) else community.pk
    found = Posting.objects.filter(community_id=pk, state=PostingState.PUBLISHED)
    return _with_requirements(found).order_by("-published_at", "-pk")


def posting_by_identifier(actor: Actor, identifier: str | uuid.UUID) -> Posting | None:
    """The posting at an address, where the actor may see it."""
    try:
        wanted = uuid.UUID(str(identifier))
    except ValueError:
        return None
    return _with_requirements(visible_postings(actor)).filter(identifier=wanted).first()


def postings_of(actor: Actor, organization: Organization) -> QuerySet[Posting]:
    """All postings of an employer the actor sits in, newest first."""
    if not (actor.is_system or actor.sits_in(organization.pk)):
        return Posting.objects.none()
    found = Posting.objects.filter(organization=organization, community_id=actor.community_id)
    return _with_requirements(found).order_by("-made_at", "-pk")


def requirements_of(posting: Posting) -> list[Requirement]:
    """What a posting asks for, essential before preferred, heavier first."""
    lines = posting.requirements.select_related("skill")
    return sorted(lines, key=lambda line: (line.importance != "essential", -line.weight, line.skill.name))
