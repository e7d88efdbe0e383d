"""What somebody sees whose organization waits to be let in: what they can do now, and why the rest waits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.plays.marketplace.models import Posting
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill
from tests.factories.people import account_with_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(community: Community) -> Account:
    return account_with_address("dana@harbor.example")


@pytest.fixture
def phone(dana: Account) -> Client:
    client = Client()
    client.force_login(dana)
    return client


@pytest.fixture
def harbor(community: Community, dana: Account) -> Organization:
    """An employer that applied."""
    made = OrganizationFactory(community=community, kinds=["employer"], state="applied", name="Harbor")
    seat(dana, made, "owner")
    return made


def apply(phone: Client, *kinds: str) -> str:
    sent = {"name": "Harbor", "kinds": kinds, "city": "", "website": "", "about": ""}
    return phone.post(reverse("account:apply"), sent, follow=True).content.decode()


def test_who_applies_as_an_employer_lands_where_something_can_be_done(phone: Client) -> None:
    page = apply(phone, "employer")
    assert "Your organization waits to be let in" in page
    for way in ("employer:post", "public:check_ad", "public:roles"):
        assert reverse(way) in page
    assert "Prepare a posting now" in phone.get(reverse("account:home")).content.decode()


def test_who_applies_as_something_else_lands_on_the_account(phone: Client) -> None:
    page = apply(phone, "provider")
    assert "Your account" in page and "Prepare a posting now" not in page


def test_at_a_trusted_address_the_first_screen_is_the_employers_own(
    phone: Client, community: Community
) -> None:
    Community.objects.filter(pk=community.pk).update(trusted_domains=["harbor.example"])
    page = apply(phone, "employer")
    assert "Your address is one we trust here" in page and "Post your first job" in page


def test_a_draft_is_made_checked_and_waits_with_a_count(phone: Client, harbor: Organization) -> None:
    ad = {"title": "Help desk", "text": "You answer calls from our nurses.", "profile": ""}
    assert phone.post(reverse("employer:post"), ad).status_code == 302
    draft = Posting.objects.get()
    for page in ("check", "requirements", "details", "posting"):
        assert phone.get(reverse(f"employer:{page}", args=[draft.identifier])).status_code == 200
    skill = a_skill("Ticket handling")
    ready = PostingFactory(organization=harbor, ready=True, requirements=[{"skill": skill}])
    here = reverse("employer:posting", args=[ready.identifier])
    page = phone.get(here).content.decode()
    assert "Ready, and waiting for the civic lead" in page and 'value="publish"' not in page
    assert "People here who fit by their skills: fewer than 10." in page
    assert reverse("employer:shortlist", args=[ready.identifier]) not in page
    page = phone.post(here, {"move": "publish"}, follow=True).content.decode()
    assert "as soon as it is let in" in page
    assert Posting.objects.get(pk=ready.pk).state == "checked"


def test_pages_with_people_stay_closed(phone: Client, harbor: Organization) -> None:
    posting = PostingFactory(organization=harbor, published=True)
    for page in ("shortlist", "asked"):
        assert phone.get(reverse(f"employer:{page}", args=[posting.identifier])).status_code == 403


def test_once_it_is_let_in_the_waiting_page_is_gone(
    phone: Client, harbor: Organization, sign_in: Callable[..., Client]
) -> None:
    Organization.objects.filter(pk=harbor.pk).update(state="active")
    assert "Post your first job" in phone.get(reverse("employer:home")).content.decode()
