"""Which employers everybody may look at, and which of their jobs."""

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import employer_at, open_jobs_of
from tests.factories.communities import OrganizationFactory
from tests.factories.marketplace import PostingFactory

EVERYBODY = [
    "visitor",
    "person",
    "hiring_manager",
    "rival",
    "trainer",
    "coach",
    "helper",
    "convener",
    "system",
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_in_the_community_reads_the_same(
    who: str, published: Posting, employer: Organization, request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(who)
    assert employer_at(actor, employer.slug) == employer
    for state in ("applied", "in_review", "paused", "left"):
        Organization.objects.filter(pk=employer.pk).update(state=state)
        assert employer_at(actor, employer.slug) is None, state


def test_another_community_reads_nothing(
    published: Posting, employer: Organization, stranger: Actor, elsewhere: Community
) -> None:
    assert employer_at(stranger, employer.slug) is None
    twin = OrganizationFactory(community=elsewhere, slug=employer.slug)
    PostingFactory(organization=twin, published=True)
    assert employer_at(stranger, employer.slug) == twin
    assert {job.organization_id for job in open_jobs_of(twin)} == {twin.pk}


@pytest.mark.parametrize("state", ["draft", "checked"])
def test_who_never_had_a_job_in_public_has_no_page(state: str, ready: Posting, visitor: Actor) -> None:
    Posting.objects.update(state=state)
    assert employer_at(visitor, ready.organization.slug) is None


@pytest.mark.parametrize("state", ["paused", "held", "expired", "filled", "closed"])
def test_who_had_one_keeps_the_page_and_shows_no_job(state: str, published: Posting, visitor: Actor) -> None:
    Posting.objects.update(state=state)
    found = employer_at(visitor, published.organization.slug)
    assert found == published.organization and not open_jobs_of(found).exists()


def test_a_partner_of_another_kind_has_none(provider: Organization, visitor: Actor) -> None:
    assert employer_at(visitor, provider.slug) is None


def test_open_jobs_come_newest_first(published: Posting, employer: Organization, rival: Actor) -> None:
    other = Organization.objects.get(pk=rival.seats[0].organization_id)
    PostingFactory(organization=other, published=True)
    second = PostingFactory(organization=employer, published=True)
    PostingFactory(organization=employer)
    assert list(open_jobs_of(employer)) == [second, published]
