"""Communities, organizations and seats."""

from datetime import UTC, date, datetime
from typing import Any

import factory

from techhire.commons.communities.models import Community, Membership, Organization, OrganizationKind
from techhire.commons.people.models import Account


class CommunityFactory(factory.django.DjangoModelFactory[Community]):
    """A community with both languages on."""

    class Meta:
        model = Community

    slug = factory.Sequence(lambda n: f"community-{n}")
    name = factory.Sequence(lambda n: f"Community {n}")
    languages = ["en", "es"]
    as_of = date(2026, 3, 1)


class OrganizationFactory(factory.django.DjangoModelFactory[Organization]):
    """An active organization; ``kinds`` names what it is."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    community = factory.SubFactory(CommunityFactory)
    slug = factory.Sequence(lambda n: f"organization-{n}")
    name = factory.Sequence(lambda n: f"Organization {n}")
    state = "active"

    @factory.post_generation
    def kinds(self: Organization, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        for kind in extracted or ["employer"]:
            OrganizationKind.objects.create(organization=self, kind=kind)


def seat(account: Account, organization: Organization, role: str = "member") -> Membership:
    """Give an account a seat."""
    return Membership.objects.create(
        account=account, organization=organization, role=role, since=datetime(2026, 1, 5, tzinfo=UTC)
    )
