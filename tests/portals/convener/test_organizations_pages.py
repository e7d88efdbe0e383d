"""Partners in the browser: let in, added, invited."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Invitation, Organization
from tests.factories.communities import OrganizationFactory

pytestmark = pytest.mark.django_db
LIST = "/convener/partners/"


def test_who_applied_stands_first_and_is_let_in(desk: Client, community: Community) -> None:
    OrganizationFactory(community=community, name="Aardvark Inc")
    applied = OrganizationFactory(community=community, name="Zebra Works", state="applied")
    text = desk.get(LIST).content.decode()
    assert text.index("Zebra Works") < text.index("Aardvark Inc")
    address = reverse("convener:organization", args=[applied.pk])
    assert "Let it in" in desk.get(address).content.decode()
    desk.post(address, {"state": "active"})
    applied.refresh_from_db()
    assert applied.state == "active"


def test_a_step_that_cannot_be_is_told(desk: Client, community: Community) -> None:
    partner = OrganizationFactory(community=community)
    address = reverse("convener:organization", args=[partner.pk])
    text = desk.post(address, {"state": "applied"}, follow=True).content.decode()
    assert "cannot go from where it is" in text


def test_adding_a_partner_and_inviting_its_first_owner(desk: Client, community: Community) -> None:
    response = desk.post(LIST, {"name": "Ash & Oak", "kinds": ["employer", "provider"]})
    made = Organization.objects.get(name="Ash & Oak")
    assert response["Location"] == reverse("convener:organization", args=[made.pk])
    desk.post(response["Location"], {"invite": "1", "email": "o@ash.example", "language": "es"})
    assert Invitation.objects.get().role == "owner"
    bad = desk.post(response["Location"], {"invite": "1", "email": "nobody", "language": "en"})
    assert "not an e-mail address" in bad.content.decode()


def test_what_was_typed_stays_when_something_is_missing(desk: Client, community: Community) -> None:
    text = desk.post(LIST, {"name": "Ash & Oak"}).content.decode()
    assert "Ash &amp; Oak" in text
    assert "Please look at this again" in text


def test_searching_and_narrowing(desk: Client, community: Community) -> None:
    OrganizationFactory(community=community, name="Aardvark Inc", city="Rivertown", kinds=["provider"])
    OrganizationFactory(community=community, name="Zebra Works")
    assert "Zebra" not in desk.get(LIST, {"q": "rivert"}).content.decode()
    assert "Zebra" not in desk.get(LIST, {"kind": "provider"}).content.decode()
    assert "Clear the search" in desk.get(LIST, {"q": "\x00qqq"}).content.decode()


def test_its_own_organization_is_not_the_civic_leads_to_decide(desk: Client, civic: Organization) -> None:
    assert "Your decision" not in desk.get(reverse("convener:organization", args=[civic.pk])).content.decode()


def test_a_partner_of_another_community_is_not_there(desk: Client, elsewhere: Community) -> None:
    theirs = OrganizationFactory(community=elsewhere)
    assert desk.get(reverse("convener:organization", args=[theirs.pk])).status_code == 404


def test_the_list_costs_the_same_however_long(
    desk: Client, community: Community, django_assert_max_num_queries: object
) -> None:
    for _ in range(30):
        OrganizationFactory(community=community, kinds=["employer", "provider"])
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
        desk.get(LIST)
