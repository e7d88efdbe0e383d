"""Partners in numbers: how many of each kind are active, and how many wait for an answer."""

from dataclasses import dataclass

from django.db.models import Count

from techhire.commons.communities.rules import visible_organizations
from techhire.commons.communities.words import WAITING, Kind, OrganizationState
from techhire.commons.permits import Actor


@dataclass(frozen=True)
class PartnerCounts:
    """Active partners by kind (one organization may be of several), and applications nobody has answered."""

    active: tuple[tuple[str, str, int], ...]
    waiting: int


def partner_counts(actor: Actor) -> PartnerCounts:
    """Count the partners the actor may see. Two queries."""
    seen = visible_organizations(actor)
    by_kind = dict(
        seen.filter(state=OrganizationState.ACTIVE)
        .values_list("kinds__kind")
        .annotate(number=Count("pk"))
        .values_list("kinds__kind", "number")
    )
    return PartnerCounts(
        active=tuple((kind.value, str(kind.label), by_kind[kind]) for kind in Kind if by_kind.get(kind)),
        waiting=seen.filter(state__in=WAITING).count(),
    )
