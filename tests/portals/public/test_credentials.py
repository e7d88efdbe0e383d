"""Certifications and licenses for anybody: found by name, and named where a skill or a job is explained."""

import pytest
from django.test import Client

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import CredentialOccupation, ListedCredential, Occupation, Skill
from techhire.commons.skills.models import WorkActivity as Activity
from techhire.commons.skills.models.occupations import OccupationActivity
from techhire.commons.skills.queries import credentials_naming, skills_in_name
from tests.factories.skills import small_starter

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(community: Community) -> None:
    """The small starter framework, four certifications and a license."""
    small_starter()
    names = ["Harbor Certified SQL Keeper", "SQL for Sailors", "SQL for sailors", "Certified Knot Keeper"]
    for number, name in enumerate(names, 1):
        ListedCredential.objects.create(kind="certification", number=number, name=name)
    ListedCredential.objects.create(kind="certification", number=9, name="Old SQL", is_current=False)
    license = ListedCredential.objects.create(kind="license", number=1, name="Database keeper")
    work = Occupation.objects.create(scheme="soc2018", code="15-1242", title="Keepers of Databases")
    CredentialOccupation.objects.create(credential=license, occupation=work)


def test_names_are_found_by_words_and_by_kind(client: Client, lists: None) -> None:
    page = client.get("/credentials/?q=keeper harbor").content.decode()
    assert "1 name" in page and "Harbor Certified SQL Keeper" in page and "Knot" not in page
    page = client.get("/credentials/?kind=license").content.decode()
    assert "Database keeper" in page and "Keepers of Databases" in page and "Sailors" not in page
    assert "Old SQL" not in client.get("/credentials/").content.decode()


def test_an_empty_list_and_an_empty_search_say_different_things(
    client: Client, community: Community, django_assert_max_num_queries: object
) -> None:
    page = client.get("/credentials/").content.decode()
    assert "No list has been brought in yet." in page and "Search by name" not in page
    ListedCredential.objects.create(kind="certification", number=1, name="Rope")
    assert "No name has all of these words." in client.get("/credentials/?q=sql\x00").content.decode()


def test_a_skill_names_the_certifications_that_name_it_once_each(client: Client, lists: None) -> None:
    page = client.get("/skills/sql/").content.decode()
    assert "Certifications that name it" in page
    assert page.count("SQL for") == 1 and "Knot" not in page and "Old SQL" not in page
    assert "Certifications that name it" not in client.get("/skills/java/").content.decode()


def test_a_list_that_changed_is_read_again(lists: None, community: Community) -> None:
    java = Skill.objects.get(code="java")
    assert credentials_naming(community, [java]) == []
    row = ListedCredential.objects.create(kind="certification", number=50, name="Java Keeper")
    assert credentials_naming(community, [java]) == [row]
    assert skills_in_name(community, row) == [java]


def test_a_job_family_says_what_people_do_in_short_and_which_papers_there_are(
    client: Client, lists: None
) -> None:
    from techhire.commons.skills.models import RoleProfile

    role = RoleProfile.objects.get()
    RoleProfile.objects.update(soc_code="15-1242", onet_code="15-1242.00")
    work = Occupation.objects.create(scheme="onet", code="15-1242.00", title="Keepers of Databases")
    activity = Activity.objects.create(code="4.A.1", statement="Put things back in order.")
    OccupationActivity.objects.create(occupation=work, activity=activity, number=3)
    page = client.get(f"/roles/{role.slug}/").content.decode()
    assert "Put things back in order." in page
    assert "Licenses a state may ask for" in page and "Database keeper" in page


def test_the_api_gives_the_same(client: Client, lists: None) -> None:
    told = client.get("/api/v1/credentials?q=keeper&kind=certification").json()
    assert [row["name"] for row in told["items"]] == ["Certified Knot Keeper", "Harbor Certified SQL Keeper"]
    told = client.get("/api/v1/occupations/15-1242").json()
    assert ([row["name"] for row in told["licenses"]], told["activities"]) == (["Database keeper"], [])
    assert client.get("/api/v1/skills/sql").json()["certifications"] == [
        "Harbor Certified SQL Keeper",
        "SQL for Sailors",
    ]
