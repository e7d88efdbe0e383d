"""Reading communities and who sits where."""

from django.db.models import Q, QuerySet

from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Role, Seat


def community_at(*, slug: str = "", host: str = "") -> Community | None:
    """The community an address means: the one named, else the one of the host, else the default one."""
    if slug:
        return Community.objects.filter(slug=slug).first()
    found = Community.objects.filter(Q(host=host, host__gt="") | Q(is_default=True))
    return found.order_by("is_default").first()


def actor_for(account: Account | None, community: Community, *, channel: str = "web") -> Actor:
    """The account as this community knows it, with every seat it holds here. Two queries at most."""
    if account is None or not account.is_active:
        return Actor(community_id=community.pk, channel=channel)
    seats = Membership.objects.filter(
        account=account, organization__community=community, ended_at__isnull=True
    ).exclude(organization__state__in=[OrganizationState.LEFT])
    rows: dict[int, tuple[str, set[str]]] = {}
    for organization_id, role, kind in seats.values_list(
        "organization_id", "role", "organization__kinds__kind"
    ):
        rows.setdefault(organization_id, (role, set()))[1].add(kind)
    return Actor(
        account_id=account.pk,
        community_id=community.pk,
        seats=tuple(Seat(pk, frozenset(kinds), Role(role)) for pk, (role, kinds) in sorted(rows.items())),
        channel=channel,
        is_operator=account.is_operator,
    )


def organizations_in(community: Community, kind: str | None = None) -> QuerySet[Organization]:
    """Active organizations of a community, by name, of one kind where it is named."""
    found = Organization.objects.filter(community=community, state=OrganizationState.ACTIVE)
    if kind:
        found = found.filter(kinds__kind=kind)
    return found.order_by("name")
