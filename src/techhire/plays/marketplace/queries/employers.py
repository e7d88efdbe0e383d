"""Employers as everybody may read about them: who they are, and the jobs they have open."""

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import in_public, visible_employers


def employer_at(actor: Actor, slug: str) -> Organization | None:
    """The employer at a public address, with its kinds, where it takes part and had a job in public. Two queries."""
    return visible_employers(actor).prefetch_related("kinds").filter(slug=slug).first()


def open_jobs_of(employer: Organization) -> QuerySet[Posting]:
    """What everybody may read of it now, newest first."""
    found = in_public(employer.community_id).filter(organization=employer)
    return found.select_related("organization").order_by("-published_at", "-pk")
