"""The first page: true figures, two doors, and nothing about any one person."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.plays.matches.actions.snapshots import build_snapshot
from tests.factories.matches import NOW, a_person, a_posting, a_skill, found_person


def test_the_first_page_says_what_is_true_today(
    client: Client, community: Community, employer: Organization
) -> None:
    Community.objects.filter(pk=community.pk).update(promise="We look at skills.")
    skill = a_skill("Ticket handling")
    for at in range(14):
        (found_person if at < 12 else a_person)(community, {skill: 2}, name="Quillonia Ardsley")
    build_snapshot(community.pk, now=NOW)
    a_posting(employer, {skill: 2}, title="Night help desk", language="es")
    a_posting(employer, {skill: 2}, state="draft", title="Secret draft")
    page = client.get(reverse("public:home"))
    text = page.content.decode()
    assert page.status_code == 200
    assert "We look at skills." in text and "About 10" in text and "Night help desk" in text
    assert '<h3 lang="es">' in text
    assert "Secret draft" not in text and "Quillonia" not in text
    for door in ("public:could_i", "public:check_ad", "public:jobs", "public:privacy"):
        assert reverse(door) in text


@pytest.mark.parametrize(
    ("language", "name", "jobs"), [("en", "Networks", "2 jobs"), ("es", "Redes", "2 empleos")]
)
def test_the_skills_most_asked_for_are_a_picture_with_its_table(
    language: str, name: str, jobs: str, client: Client, community: Community, employer: Organization
) -> None:
    networks = a_skill("Networks", name_es="Redes")
    others = [a_skill(f"Skill {at}") for at in range(2)]
    a_posting(employer, {networks: 2, others[0]: 1})
    home, asked = reverse("public:home"), {"accept-language": language}
    assert "th-bars" not in client.get(home, headers=asked).content.decode(), "two skills compare with little"
    a_posting(employer, {networks: 3, others[1]: 1})
    text = client.get(home, headers=asked).content.decode()
    picture = text[text.index("th-bars") : text.index("</svg>", text.index("th-bars"))]
    assert f">{name}</text>" in picture and f">{jobs}</text>" in picture
    assert f'<th scope="row">{name}</th><td>{jobs}</td>' in text


def test_an_empty_community_has_a_first_page(client: Client, community: Community) -> None:
    text = client.get(reverse("public:home")).content.decode()
    assert "Fewer than 10" in text and "No job is open today" in text


@pytest.mark.parametrize("name", ["home", "check_ad", "could_i", "privacy"])
def test_only_reading_is_free_where_nothing_is_sent(name: str, client: Client, community: Community) -> None:
    assert client.get(reverse(f"public:{name}")).status_code == 200
    assert client.put(reverse(f"public:{name}")).status_code == 405


def test_promises_in_spanish_where_the_community_wrote_them(client: Client, community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(promise="In English.", promise_es="En español.")
    page = client.get(reverse("public:home"), headers={"accept-language": "es"}).content.decode()
    assert '<html lang="es">' in page and "En español." in page


@pytest.mark.parametrize("on", [True, False])
def test_your_data_says_whether_people_are_ranked(on: bool, client: Client, community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(
        ranking_on=on, ranking_audit_url="https://audit.example.org"
    )
    text = client.get(reverse("public:privacy")).content.decode()
    assert ("https://audit.example.org" in text) is on
    assert ("has not switched ranking on" in text) is not on


def test_the_first_page_takes_the_same_queries_whatever_is_open(
    client: Client,
    community: Community,
    employer: Organization,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    skill = a_skill("Ticket handling")
    for _unused in range(12):
        a_posting(employer, {skill: 2})
    client.get(reverse("public:home"))
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]  # a context manager of pytest-django
        client.get(reverse("public:home"))
