"""The page of an employer, as anybody reads it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization, OrganizationKind
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.models import AccessRecord
from tests.factories.marketplace import PostingFactory

ROLES = ["person", "hiring_manager", "rival", "trainer", "coach", "helper", "convener"]


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return PostingFactory(organization=employer, published=True)


@pytest.fixture
def address(employer: Organization) -> str:
    return reverse("public:employer", args=[employer.slug])


def test_it_says_who_they_are_and_what_is_open(
    client: Client, posting: Posting, employer: Organization, address: str
) -> None:
    OrganizationKind.objects.create(organization=employer, kind="provider")
    Organization.objects.filter(pk=employer.pk).update(
        about="We fix <old> computers.",
        about_es="Reparamos computadoras viejas.",
        website="https://fix.example/",
        city="Kansas City",
        state_code="MO",
        naics="541512",
        size=48_213,
        zip_code="64106",
    )
    page = client.get(address).content.decode()
    assert f"<h1>{employer.name}</h1>" in page and "We fix &lt;old&gt; computers." in page
    assert "employer, training provider" in page and "Kansas City, MO" in page
    assert (
        "Professional, Scientific, and Technical Services" in page and 'href="https://fix.example/"' in page
    )
    assert "1 open job" in page and reverse("public:job", args=[posting.identifier]) in page
    main = page.split("<main")[1].split("</main>")[0]
    assert "48213" not in main.replace(",", "") and "64106" not in main and "541512" not in main
    spanish = client.get(address, headers={"accept-language": "es"}).content.decode()
    assert "Reparamos computadoras viejas." in spanish and "1 vacante abierta" in spanish
    assert "Reportar este empleador" in spanish and "Quiénes son" in spanish


def test_the_page_of_a_job_leads_there_and_on_to_a_report(
    client: Client, posting: Posting, employer: Organization, address: str
) -> None:
    job = client.get(reverse("public:job", args=[posting.identifier])).content.decode()
    assert f'<a href="{address}">{employer.name}</a>' in job
    page = client.get(address).content.decode()
    report = reverse("public:report_organization", args=[employer.slug])
    assert page.count(report) == 1 and "Report this employer" in page
    assert f'<a href="{address}">{employer.name}</a>' in client.get(report).content.decode()


def test_a_partner_without_a_page_is_reported_without_a_link_to_one(
    client: Client, provider: Organization
) -> None:
    form = client.get(reverse("public:report_organization", args=[provider.slug])).content.decode()
    assert provider.name in form and "/employers/" not in form


@pytest.mark.parametrize("who", ROLES)
def test_every_role_reads_the_same_and_is_turned_away_alike(
    who: str,
    posting: Posting,
    employer: Organization,
    address: str,
    request: pytest.FixtureRequest,
    client: Client,
) -> None:
    actor: Actor = request.getfixturevalue(who)
    client.force_login(Account.objects.get(pk=actor.account_id))
    assert employer.name in client.get(address).content.decode()
    assert client.post(address).status_code == 405
    Organization.objects.filter(pk=employer.pk).update(state="paused")
    assert client.get(address).status_code == 404


def test_somebody_elsewhere_finds_nothing(
    client: Client, posting: Posting, elsewhere: Community, address: str
) -> None:
    assert client.get(f"/c/north{address}").status_code == 404


def test_an_employer_between_two_jobs_keeps_its_page(client: Client, posting: Posting, address: str) -> None:
    Posting.objects.update(state="closed")
    page = client.get(address).content.decode()
    assert "0 open jobs" in page and "It has no job open here at the moment." in page
    assert posting.title not in page


def test_an_employer_that_never_had_one_has_none(
    client: Client, employer: Organization, address: str
) -> None:
    PostingFactory(organization=employer, ready=True)
    assert client.get(address).status_code == 404


def test_twenty_jobs_a_page_take_few_questions_and_look_at_nobody(
    client: Client,
    posting: Posting,
    employer: Organization,
    address: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    PostingFactory.create_batch(24, organization=employer, published=True)
    with django_assert_max_num_queries(6):
        page = client.get(address).content.decode()
    assert page.count("th-card") == 20 and "25 open jobs" in page
    assert client.get(f"{address}?page=2").content.decode().count("th-card") == 5
    assert client.get(f"{address}?page=abc").status_code == 200
    assert not AccessRecord.objects.exists()
