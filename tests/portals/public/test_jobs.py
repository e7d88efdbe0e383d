"""Open jobs as anybody, and a search engine, sees them."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from tests.factories.marketplace import PostingFactory


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return PostingFactory(organization=employer, published=True)


def markup(page: str) -> dict[str, object]:
    inside = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    return json.loads(inside)


def job(client: Client, posting: Posting) -> str:
    return client.get(reverse("public:job", args=[posting.identifier])).content.decode()


def test_the_markup_holds_what_search_engines_require(client: Client, posting: Posting) -> None:
    data = markup(job(client, posting))
    assert data["@type"] == "JobPosting" and data["title"] == posting.title
    assert data["datePosted"] == "2026-02-20" and data["validThrough"].startswith("2026-04-30T23:59:59")
    assert data["hiringOrganization"]["name"] == posting.organization.name
    assert data["jobLocation"]["address"]["addressCountry"] == "US"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "minValue": 20.0, "maxValue": 26.0, "unitText": "HOUR",
    }  # fmt: skip
    assert data["experienceInPlaceOfEducation"] is True and data["skills"][0]["@type"] == "DefinedTerm"
    assert "educationRequirements" not in data


def test_remote_work_names_the_country_people_may_live_in(client: Client, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(workplace="remote")
    data = markup(job(client, posting))
    assert data["jobLocationType"] == "TELECOMMUTE" and data["applicantLocationRequirements"]["name"] == "USA"
    assert "jobLocation" not in data


@pytest.mark.parametrize(
    ("naics", "language", "said"),
    [
        ("622110", "en", "Health Care and Social Assistance"),
        ("622110", "es", "Atención médica y asistencia social"),
        ("", "en", None),
    ],
)
def test_the_markup_names_the_industry_in_the_language_of_the_ad(
    client: Client, posting: Posting, employer: Organization, naics: str, language: str, said: str | None
) -> None:
    Organization.objects.filter(pk=employer.pk).update(naics=naics)
    Posting.objects.filter(pk=posting.pk).update(language=language)
    assert markup(job(client, posting)).get("industry") == said


def test_words_of_an_ad_cannot_break_out_of_the_markup(client: Client, posting: Posting) -> None:
    evil = "</script><script>alert(1)</script><b>&amp;"
    Posting.objects.filter(pk=posting.pk).update(text=evil, title=f"Job {evil}")
    page = job(client, posting)
    assert "<script>alert" not in page
    assert markup(page)["title"] == f"Job {evil}"


@pytest.mark.parametrize("state", ["draft", "paused", "expired", "closed"])
def test_a_job_that_is_not_open_is_not_found(state: str, client: Client, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(state=state)
    assert client.get(reverse("public:job", args=[posting.identifier])).status_code == 404
    assert posting.title not in client.get(reverse("public:jobs")).content.decode()


def test_a_published_job_of_a_paused_employer_is_not_open_to_its_own_member_either(
    client: Client, posting: Posting, hiring_manager: Actor
) -> None:
    client.force_login(Account.objects.get(pk=hiring_manager.account_id))
    named, report = (
        reverse("public:employer", args=[posting.organization.slug]),
        reverse("public:report_job", args=[posting.identifier]),
    )
    program = f"/api/v1/jobs/{posting.identifier}"
    before = job(client, posting)
    assert named in before and report in before and markup(before) and client.get(program).status_code == 200
    Organization.objects.filter(pk=posting.organization_id).update(state="paused")
    page = job(client, posting)
    assert "Only your organization sees this page." in page and posting.organization.name in page
    assert named not in page and report not in page and "application/ld+json" not in page
    assert client.get(named).status_code == client.get(program).status_code == 404


def test_the_list_shows_this_community_alone(client: Client, posting: Posting, elsewhere: Community) -> None:
    page = client.get(reverse("public:jobs")).content.decode()
    assert posting.title in page
    assert posting.title not in client.get("/c/north/jobs/").content.decode()
    assert client.get(f"/c/north/jobs/{posting.identifier}/").status_code == 404


def test_the_list_takes_a_constant_number_of_queries(
    client: Client, employer: Organization, django_assert_max_num_queries: Callable[..., object]
) -> None:
    PostingFactory.create_batch(25, organization=employer, published=True)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("public:jobs"))
    assert page.content.decode().count("th-card") == 20


@pytest.mark.parametrize("query", ["page=999999999999", "page=abc", "q=%00", "q=" + "x" * 3000])
def test_odd_addresses_get_a_plain_list(query: str, client: Client, posting: Posting) -> None:
    assert client.get(f"{reverse('public:jobs')}?{query}").status_code == 200


def test_an_ad_keeps_its_language_on_a_spanish_page(client: Client, posting: Posting, now: datetime) -> None:
    client.cookies["django_language"] = "es"
    page = job(client, posting)
    assert '<html lang="es">' in page and f'<h1 lang="en">{posting.title}' in page


def test_a_job_without_a_plan_says_that_no_time_is_known(client: Client, posting: Posting) -> None:
    assert "not said; the employer names no test or task" in job(client, posting)


def test_pages_that_name_levels_say_what_they_mean(client: Client, posting: Posting) -> None:
    assert "you do routine work with some help" in job(client, posting)
    spanish = client.get(
        reverse("public:job", args=[posting.identifier]), headers={"accept-language": "es"}
    ).content.decode()
    assert "hace el trabajo de rutina con algo de ayuda" in spanish


@pytest.mark.parametrize(
    ("ad", "told"),
    [
        ("You answer calls.\nRequirements:\n- Bachelor's degree required", True),
        ("Funciones: contestar llamadas.\nRequisitos:\n- Licenciatura en informática", True),
        ("You answer calls.\nRequirements:\n- Bachelor's degree or equivalent experience", False),
        ("", False),
    ],
)
def test_where_the_ad_names_a_degree_the_page_says_that_it_is_not_counted(
    ad: str, told: bool, client: Client, posting: Posting
) -> None:
    Posting.objects.filter(pk=posting.pk).update(text=ad)
    assert ("The ad names a degree. It is not counted here" in job(client, posting)) is told
