"""Training for anybody: found by skill and cost, stale said plainly, markup that no text can break out of."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.plays.providers.models import Program
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import a_skill
from tests.factories.providers import a_cohort, a_program

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LIST = "/programs/"


@pytest.fixture
def program(provider: Organization) -> Program:
    found = a_program(
        provider,
        {a_skill("Networking", name_es="Redes"): 3},
        listed=True,
        name="Help desk </script><b>basics</b>",
        tuition=Decimal("1200"),
        free_for_eligible=True,
        summary="Cables & people",
        admission="Anybody over 17",
    )
    a_cohort(found, starts_on=timezone.localdate() + timedelta(days=30), seats=12)
    Program.objects.update(confirmed_at=timezone.now())
    return found


def address_of(program: Program) -> str:
    return reverse("public:program", args=[program.organization.slug, program.slug])


def test_a_list_says_what_is_learned_what_it_costs_and_when_it_starts(
    client: Client, program: Program
) -> None:
    page = client.get(LIST).content.decode()
    assert "1 training program" in page and "Networking" in page
    assert "$1,200, free for people who qualify" in page and "Starts on" in page
    assert "<b>basics" not in page and "not confirmed" not in page


def test_the_list_is_narrowed_and_says_so_when_nothing_is_left(
    client: Client, program: Program, provider: Organization
) -> None:
    a_program(provider, {a_skill("Linux"): 2}, listed=True, name="Servers", online=True, tuition=Decimal(10))
    a_program(provider, {a_skill("Python"): 2}, name="Draft one")
    assert "2 training programs" in client.get(LIST).content.decode()
    for query in ({"skill": "linux"}, {"online": "1"}, {"q": "serv"}):
        page = client.get(LIST, query).content.decode()
        assert "Servers" in page and "Help desk" not in page
    assert "Servers" not in client.get(LIST, {"free": "1"}).content.decode()
    assert "No program fits" in client.get(LIST, {"q": "zzz"}).content.decode()
    assert client.get(LIST, {"skill": "nothing", "page": "x", "q": "\x00'"}).status_code == 200


def test_the_list_takes_the_same_queries_for_many_programs(
    client: Client,
    provider: Organization,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(15):
        a_cohort(
            a_program(provider, {a_skill(f"Skill {number}"): 2}, listed=True),
            starts_on=timezone.localdate() + timedelta(days=number),
        )
    with django_assert_max_num_queries(8):
        assert client.get(LIST).status_code == 200


def test_the_markup_reads_as_a_program_and_holds_no_tag(client: Client, program: Program) -> None:
    page = client.get(address_of(program)).content.decode()
    (script,) = SCRIPT.findall(page)
    assert "<" not in script
    data = json.loads(script)
    assert data["@type"] == "EducationalOccupationalProgram"
    assert data["name"] == program.name
    assert data["provider"]["name"] == program.organization.name
    assert data["offers"] == {"@type": "Offer", "price": "1200.00", "priceCurrency": "USD"}
    assert data["timeToComplete"] == "P12W"
    assert data["maximumEnrollment"] == 12
    assert data["programPrerequisites"] == "Anybody over 17"
    assert [skill["termCode"] for skill in data["teaches"]] == ["networking"]
    assert data["url"].endswith(address_of(program))


def test_nothing_of_a_program_can_be_run_by_the_page(client: Client, program: Program) -> None:
    answer = client.get(address_of(program))
    assert "<b>basics" not in answer.content.decode()
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_a_program_is_read_in_spanish(client: Client, program: Program) -> None:
    client.cookies["django_language"] = "es"
    for address in (LIST, address_of(program)):
        page = client.get(address).content.decode()
        assert '<html lang="es"' in page and "Redes" in page


def test_a_stale_program_says_so(client: Client, program: Program) -> None:
    Program.objects.update(confirmed_at=timezone.now() - timedelta(days=91))
    for address in (LIST, address_of(program)):
        assert "has not confirmed this since" in client.get(address).content.decode()


def test_a_suspended_program_takes_nobody_and_leaves_the_list(client: Client, program: Program) -> None:
    Program.objects.update(state="suspended")
    page = client.get(address_of(program)).content.decode()
    assert "takes nobody at the moment" in page and not SCRIPT.findall(page)
    assert "Help desk" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_drafts_and_closed_programs_are_not_found(state: str, client: Client, program: Program) -> None:
    Program.objects.update(state=state)
    assert client.get(address_of(program)).status_code == 404


def test_programs_of_other_communities_are_not_found(
    client: Client, community: Community, elsewhere: Community
) -> None:
    other = a_program(
        OrganizationFactory(community=elsewhere, kinds=["provider"]), {a_skill("Linux"): 2}, listed=True
    )
    assert client.get(address_of(other)).status_code == 404
    assert other.name not in client.get(LIST).content.decode()
