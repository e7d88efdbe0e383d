"""Somebody who works for two providers stays with the one they chose, whichever form or list they use."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.providers.models import Program
from techhire.portals.provider.urls import urlpatterns
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import a_rubric
from tests.factories.matches import a_skill
from tests.factories.providers import a_cohort, a_program, a_trainee
from tests.factories.seekers import piece

READ_ONLY = {"programs", "feedback", "people"}


@dataclass(frozen=True)
class Desk:
    """The browser, and the provider that was chosen of the two."""

    client: Client
    chosen: Organization

    def at(self, name: str, *args: Any, **query: Any) -> str:
        more = "".join(f"&{key}={value}" for key, value in query.items())
        return reverse(f"provider:{name}", args=args) + f"?organization={self.chosen.pk}{more}"


@pytest.fixture
def desk(
    browser: Callable[[Actor], Client],
    trainer: Actor,
    provider: Organization,
    as_member: Callable[..., Actor],
) -> Desk:
    second = OrganizationFactory(community=provider.community, name="Zenith", kinds=["provider"])
    return Desk(browser(as_member(second, account=Account.objects.get(pk=trainer.account_id))), second)


def typed(**more: Any) -> dict[str, Any]:
    said = {"name": "Cloud start", "language": "en", "pace": "live", "length_weeks": 10}
    return said | {"hours_per_week": 12, "tuition": "900.00"} | more


def forms(desk: Desk, program: Program) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The page's name, its address, and what is sent, in the order in which they can be."""

    def version() -> int:
        return Program.objects.get(pk=program.pk).version

    yield "home", desk.at("home"), {"program": program.pk}
    yield "new_program", desk.at("new_program"), typed()
    yield "program", desk.at("program", program.pk), {"move": "suspend"}
    yield "program", desk.at("program", program.pk), typed(save=1, name="Other name", version=version())
    skill = a_skill("Networks")
    sent = {"add": skill.pk, f"level-{skill.pk}": "2", "save": 1}
    yield "teaches", desk.at("teaches", program.pk), sent | {"version": version()}
    yield "new_cohort", desk.at("new_cohort", program.pk), {"starts_on": "2036-05-04", "seats": 12}
    trainee, cohort = a_trainee(desk.chosen), a_cohort(program)
    yield "cohort", desk.at("cohort", cohort.pk), {"enroll": 1, "person": [trainee.code]}
    told = {"title": "Local badge", "issuer": "Harbor Guild", "level": "3", "on": "2026-01-20"}
    yield "person_credential", desk.at("person_credential", trainee.code, other=1, skill=skill.pk), told
    yield "person_work", desk.at("person_work", trainee.code), {"offer": a_rubric(desk.chosen).pk}
    row = piece(trainee, skill, "vouch", 4, organization=desk.chosen)
    yield "vouches", desk.at("vouches"), {"vouch": row.pk, "answer": "made up"}
    yield "person", desk.at("person", trainee.code), {"withdraw": row.pk}


def test_every_form_leads_to_a_page_of_the_provider_that_was_chosen(desk: Desk) -> None:
    program, sent = a_program(desk.chosen, {a_skill("Linux"): 3}, listed=True), set()
    for name, address, data in forms(desk, program):
        answer = desk.client.post(address, data)
        assert answer.status_code == 302, name
        assert f"organization={desk.chosen.pk}" in answer["Location"], name
        assert desk.client.get(answer["Location"]).status_code == 200, name
        sent.add(name)
    assert sent | READ_ONLY == {route.name for route in urlpatterns}


@pytest.mark.parametrize("name", ["home", "programs", "people", "new_program", "feedback", "vouches"])
def test_links_between_lists_lead_to_the_provider_that_was_chosen(name: str, desk: Desk) -> None:
    a_trainee(desk.chosen)
    main = desk.client.get(desk.at(name)).content.decode().partition("<main")[2].partition("</main>")[0]
    lists = {reverse(f"provider:{one}") for one in ("home", "programs", "people", "new_program", "vouches")}
    links = [link for link in re.findall(r'href="([^"]*)"', main) if link.partition("?")[0] in lists]
    assert links and all(f"organization={desk.chosen.pk}" in link for link in links)
