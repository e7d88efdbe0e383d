"""What is told about an organization is put right by its owner, let in or not, and by nobody who may not."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.actions import create_organization
from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor

pytestmark = pytest.mark.django_db
Browser = Callable[[Actor | None], Client]
SENT = {
    "name": "Harbor Works",
    "about": "We mend boats.",
    "about_es": "Reparamos barcos.",
    "website": "https://harbor.example",
    "city": "Rivertown",
    "state_code": "MO",
    "zip_code": "63101",
    "naics": "336612",
    "size": "40",
}


@pytest.fixture
def owner(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(employer, "owner")


def at(organization: Organization) -> str:
    return f"{reverse('account:organization')}?organization={organization.pk}"


def test_an_owner_puts_everything_right(browser: Browser, owner: Actor, employer: Organization) -> None:
    desk = browser(owner)
    assert at(employer) in desk.get(reverse("account:home")).content.decode()
    assert f'value="{employer.name}"' in desk.get(at(employer)).content.decode()
    assert desk.post(at(employer), SENT).url == at(employer)
    employer.refresh_from_db()
    assert {name: str(getattr(employer, name)) for name in SENT} == SENT
    assert "in the sector “Manufacturing”" in desk.get(at(employer)).content.decode()
    assert Fact.objects.get(name="OrganizationChanged").data == {"organization_id": employer.pk}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"website": "harbor"}, "This is not a web address."),
        ({"zip_code": "63x"}, "Use digits only."),
        ({"state_code": "ZZ"}, "This is not a U.S. state."),
        ({"naics": "boat"}, "Use digits only."),
        ({"naics": "991111"}, "No industry has a code that begins like this."),
        ({"name": ""}, "Please fill this in."),
        ({"size": "0"}, "Enter 1 or more."),
    ],
)
def test_what_is_wrong_is_told_beside_it_and_the_rest_stays_typed(
    browser: Browser, owner: Actor, employer: Organization, wrong: dict[str, str], said: str
) -> None:
    answer = browser(owner).post(at(employer), SENT | wrong)
    page = answer.content.decode()
    assert said in page and "We mend boats." in page and "error-summary" in page
    assert f"About {employer.name}" in page
    employer.refresh_from_db()
    assert employer.about != "We mend boats."


def test_all_that_is_wrong_is_told_at_once(browser: Browser, owner: Actor, employer: Organization) -> None:
    wrong = {"name": "", "website": "harbor", "zip_code": "63x", "state_code": "ZZ", "size": "0"}
    page = browser(owner).post(at(employer), SENT | wrong).content.decode()
    assert all(f'href="#id_{name}"' in page and f'id="id_{name}_error"' in page for name in wrong)


@pytest.mark.parametrize("kind", ["employer", "provider", "onramp", "support"])
def test_an_applicant_fixes_a_typo_before_anybody_lets_them_in(
    browser: Browser, person: Actor, community: Community, now: datetime, kind: str
) -> None:
    made = create_organization(person, community, name="Habror", kinds=[kind], now=now)
    desk = browser(person)
    assert at(made) in desk.get(reverse("account:home")).content.decode()
    assert desk.post(reverse("account:organization"), SENT).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.state) == ("Harbor Works", "applied")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hiring_manager", 403),
        ("rival", 403),
        ("trainer", 403),
        ("coach", 403),
        ("person", 403),
        ("stranger", 403),
        ("convener", 302),
        ("owner", 302),
    ],
)
def test_only_owners_and_the_civic_lead_change_it(
    browser: Browser, employer: Organization, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    answer = browser(request.getfixturevalue(who)).post(at(employer), SENT)
    assert answer.status_code == status
    employer.refresh_from_db()
    assert (employer.name == "Harbor Works") is (status == 302)


def test_another_community_does_not_know_it(
    browser: Browser, employer: Organization, stranger: Actor, elsewhere: Community
) -> None:
    assert browser(stranger).post(f"/c/{elsewhere.slug}{at(employer)}", SENT).status_code == 404


@pytest.mark.parametrize("name", ["9" * 30, "nobody", "a%00b"])
def test_what_is_not_there_is_not_found(browser: Browser, owner: Actor, name: str) -> None:
    page = f"{reverse('account:organization')}?organization={name}"
    assert browser(owner).get(page).status_code == 404


def test_the_civic_lead_finds_the_way_from_the_partner(
    browser: Browser, convener: Actor, employer: Organization
) -> None:
    page = browser(convener).get(reverse("convener:organization", args=[employer.pk])).content.decode()
    assert at(employer) in page
