"""The civic lead reads who did what here; a person's name never stands there."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.actions import update_community
from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.communities.queries import trail_of
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
ROLES = ["hiring_manager", "coach", "person", "stranger"]


@pytest.fixture
def done(community: Community, elsewhere: Community, convener: Actor, now: datetime) -> None:
    update_community(convener, community, place="River bend", now=now)
    for where in (community, elsewhere):
        Fact.objects.create(
            community_id=where.pk,
            name="SeekerOptedIn",
            at=now,
            actor_id=999_999,
            channel="web",
            subject_type="seeker",
            subject_id=4711,
        )


def test_every_deed_stands_there_and_no_person_is_told(desk: Client, done: None, civic: Organization) -> None:
    page = desk.get(reverse("convener:trail")).content.decode()
    assert "Community changed" in page and civic.name in page
    assert "Seeker opted in" in page and "a person" in page and "4711" not in page
    assert page.count("Seeker opted in") == 2  # the line, and the choice of the filter


def test_a_member_who_looks_for_work_is_not_named_where_it_may_be_about_themself(
    desk: Client, community: Community, employer: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    both = AccountFactory(name="Quillonia Ardsley")
    as_member(employer, "member", both)
    for name, subject in (("SeekerCreated", "seeker"), ("PostingPublished", "posting")):
        fact = {"community_id": community.pk, "at": now, "channel": "web", "subject_id": 1}
        Fact.objects.create(**fact, name=name, actor_id=both.pk, subject_type=subject)
    page = desk.get(reverse("convener:trail")).content.decode()
    assert page.count("Quillonia Ardsley") == 2
    Seeker.objects.create(community=community, account=both, code="QUARDS", name="Quillonia", made_at=now)
    page = desk.get(reverse("convener:trail")).content.decode()
    assert page.count("Quillonia Ardsley") == 1 and "a person" in page


def test_the_seat_that_stands_is_told_and_not_the_one_that_ended(
    desk: Client, community: Community, as_member: Callable[..., Actor], now: datetime
) -> None:
    account = AccountFactory()
    before, after = (OrganizationFactory(community=community, name=name) for name in ("Old Mill", "New Mill"))
    as_member(after, "member", account)
    as_member(before, "member", account)
    Membership.objects.filter(account=account, organization=before).update(ended_at=now)
    fact = {"community_id": community.pk, "at": now, "channel": "web", "actor_id": account.pk}
    Fact.objects.create(**fact, name="PostingPublished", subject_type="posting", subject_id=1)
    page = desk.get(reverse("convener:trail")).content.decode()
    assert "New Mill" in page and "Old Mill" not in page


def test_one_kind_of_deed_is_asked_for_and_nonsense_shows_all(desk: Client, done: None) -> None:
    address = reverse("convener:trail")
    only = desk.get(address, {"deed": "CommunityChanged"}).content.decode()
    assert only.count("Seeker opted in") == 1
    assert (
        desk.get(address, {"deed": "<script>", "page": "-7"}).content.decode().count("Seeker opted in") == 2
    )


def test_many_lines_take_the_same_queries(
    desk: Client, done: None, community: Community, now: datetime, django_assert_max_num_queries: object
) -> None:
    fact = {"community_id": community.pk, "name": "PostingPublished", "at": now, "channel": "web"}
    Fact.objects.bulk_create(Fact(**fact, subject_type="posting", subject_id=at) for at in range(120))
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture
        page = desk.get(reverse("convener:trail")).content.decode()
    assert "Page 1 of 3" in page and "the site itself" in page


@in_one_world("who", ROLES)
def test_nobody_else_reads_it(
    request: pytest.FixtureRequest, browser_of: object, who: str, community: Community, done: None
) -> None:
    actor = request.getfixturevalue(who)
    assert browser_of(actor).get(reverse("convener:trail")).status_code == 403  # type: ignore[operator]  # a fixture
    assert not trail_of(actor, community).exists()


def test_another_communitys_civic_lead_reads_nothing_of_here(
    elsewhere: Community, convener: Actor, done: None
) -> None:
    assert not trail_of(convener, elsewhere).exists()
