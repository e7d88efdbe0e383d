"""The skill library and the job families as anybody sees them, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Occupation, OccupationTask, RoleProfile, Skill
from techhire.commons.skills.queries import skill_at
from tests.factories.matches import a_skill
from tests.factories.skills import own_skill, small_starter, starter_in_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(community: Community) -> None:
    """A small language."""
    small_starter()


@pytest.fixture
def whole(community: Community) -> None:
    """The starter framework as it ships."""
    starter_in_database()


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"public:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_plain_words_find_a_skill(client: Client, library: None) -> None:
    assert "Computer troubleshooting" in page(client, "skills", q="fix computers")


def test_spanish_words_find_it_with_or_without_accents(client: Client, library: None) -> None:
    client.cookies["django_language"] = "es"
    for words in ("hojas de cálculo", "hojas de calculo"):
        assert "Hojas de cálculo" in page(client, "skills", q=words)


def test_the_library_goes_by_the_alphabet_of_the_reader_whatever_is_a_capital(
    client: Client, community: Community
) -> None:
    for name, spanish in (
        ("Zoning", "Área"),
        ("ABAP", "ABAP"),
        ("Accessibility", "Bondad"),
        ("agile", "Zeta"),
    ):
        a_skill(name, name_es=spanish)
    for language, order in (
        ("en", ["ABAP", "Accessibility", "agile", "Zoning"]),
        ("es", ["ABAP", "Área", "Bondad", "Zeta"]),
    ):
        client.cookies["django_language"] = language
        text = page(client, "skills")
        assert sorted(order, key=lambda name: text.index(f">{name}<")) == order


def test_a_kind_narrows_the_list(client: Client, library: None) -> None:
    found = page(client, "skills", q="python", kind="language")
    assert "Python" in found
    assert page(client, "skills", kind="language").count("th-card") <= 30


def test_nothing_found_says_what_to_do(client: Client, library: None) -> None:
    assert "Try one word" in page(client, "skills", q="zzzqqq")


def test_what_is_typed_is_never_run(client: Client, library: None) -> None:
    text = page(client, "skills", q='"><script>alert(1)</script>')
    assert "<script>alert(1)" not in text
    assert "Try one word" in page(client, "skills", q="a\x00b zz")


def test_a_page_far_beyond_the_last_is_the_last(client: Client, library: None) -> None:
    assert "Page 1 of" not in page(client, "skills", page="999999")


def test_the_list_costs_the_same_for_every_page(
    client: Client, library: None, django_assert_max_num_queries: object
) -> None:
    page(client, "skills")
    with django_assert_max_num_queries(4):  # type: ignore[operator]  # a fixture
        page(client, "skills", page="2")


def test_a_skill_shows_its_levels_and_the_roles_that_ask_for_it(client: Client, library: None) -> None:
    line = RoleProfile.objects.get(slug="user-support").lines.select_related("skill").first()
    assert line is not None
    text = page(client, "skill", line.skill.code)
    assert all(word in text for word in ("1 aware", "2 assisted", "5 expert"))
    assert RoleProfile.objects.get(slug="user-support").name in text


def test_a_skill_in_spanish_has_no_english_meaning(client: Client, library: None) -> None:
    client.cookies["django_language"] = "es"
    skill = Skill.objects.get(code="spreadsheets")
    text = page(client, "skill", skill.code)
    assert skill.definition_es in text
    assert skill.definition not in text


def test_every_role_page_opens_in_both_languages(client: Client, whole: None) -> None:
    roles = list(RoleProfile.objects.all())
    assert len(roles) == 14
    for language in ("en", "es"):
        client.cookies["django_language"] = language
        for role in roles:
            text = page(client, "role", role.slug)
            assert (role.name_es if language == "es" else role.name).replace("&", "&amp;") in text
            assert role.soc_code in text


def test_the_list_of_roles_counts_what_each_asks(client: Client, library: None) -> None:
    assert "1 skill</p>" in page(client, "roles")


def test_an_empty_site_says_who_loads_the_skills(client: Client, community: Community) -> None:
    assert "operator of this site" in page(client, "skills")
    assert "operator of this site" in page(client, "roles")


def test_what_does_not_exist_is_not_found(client: Client, library: None) -> None:
    for name in ("skill", "role"):
        assert client.get(reverse(f"public:{name}", args=["no-such-thing"])).status_code == 404


def test_a_communitys_own_skill_is_seen_there_and_nowhere_else(
    client: Client, library: None, elsewhere: Community, community: Community
) -> None:
    own_skill(elsewhere, code="barge-radio", name="Barge radio")
    assert "Barge radio" not in page(client, "skills", q="barge")
    assert client.get(reverse("public:skill", args=["barge-radio"])).status_code == 404
    assert skill_at(elsewhere, "barge-radio") is not None


def test_a_proposed_skill_is_not_shown(client: Client, library: None, community: Community) -> None:
    own_skill(community, code="barge-radio", name="Barge radio", state="proposed")
    assert client.get(reverse("public:skill", args=["barge-radio"])).status_code == 404


def test_a_replaced_skill_leads_to_the_one_that_took_over(
    client: Client, library: None, community: Community
) -> None:
    new = Skill.objects.get(code="spreadsheets")
    own_skill(community, code="lotus", name="Lotus sheets", state="replaced", replaced_by=new)
    assert reverse("public:skill", args=["spreadsheets"]) in page(client, "skill", "lotus")


def test_a_role_page_says_what_people_do_and_how_they_prepare(client: Client, whole: None) -> None:
    role = RoleProfile.objects.exclude(onet_code="").first()
    assert role is not None
    assert "What people in this job do" not in page(client, "role", role.slug)
    detailed = Occupation.objects.create(scheme="onet", code=role.onet_code, title="Helpers", job_zone=3)
    OccupationTask.objects.create(occupation=detailed, number=1, statement="Ask what happened.", kind="core")
    text = page(client, "role", role.slug)
    assert "What people in this job do" in text
    assert "Ask what happened." in text
    assert "one or two years" in text
