"""The picture of the nearest steps: how many more jobs each opens, in the reader's language, with its table."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import a_posting, a_skill, proves
from tests.factories.seekers import piece


def page(mine: Client, language: str = "en") -> str:
    return mine.get(reverse("seeker:steps"), headers={"accept-language": language}).content.decode()


@pytest.fixture
def jobs(me: Seeker, employer: Organization, tickets: Skill, networks: Skill) -> None:
    """Two jobs open with networks, one with cabling."""
    proves(me, tickets, 3)
    cabling = a_skill("Cabling", name_es="Cableado")
    for asks in ({tickets: 2, networks: 2}, {tickets: 2, networks: 2}, {tickets: 2, cabling: 1}):
        a_posting(employer, asks)


@pytest.mark.parametrize(
    ("language", "name", "more"),
    [
        ("en", "Show Home networks, level 2", "2 more jobs"),
        ("es", "Mostrar Redes del hogar", "2 empleos más"),
    ],
)
def test_each_step_is_a_bar_of_the_jobs_it_opens(
    language: str, name: str, more: str, mine: Client, jobs: None
) -> None:
    text = page(mine, language)
    svg = re.search(r"<svg[^>]*th-bars.*?</svg>", text, re.DOTALL)
    assert svg and name in svg[0] and more in svg[0] and svg[0].count("<rect") == 2
    assert f"<td>{more}</td>" in text


def test_what_is_only_told_is_counted_as_if_it_were_confirmed(
    me: Seeker, mine: Client, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    for skill in (networks, a_skill("Cabling")):
        a_posting(employer, {tickets: 2, skill: 2})
    assert "by step, if what you told us is confirmed" in page(mine)


def test_one_step_alone_has_no_picture(
    me: Seeker, mine: Client, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    proves(me, tickets, 3)
    a_posting(employer, {tickets: 2, networks: 2})
    text = page(mine)
    assert "Home networks" in text and "th-bars" not in text


@pytest.mark.parametrize(
    ("language", "none"), [("en", "none now, 1 if confirmed"), ("es", "ninguno ahora, 1 si se confirma")]
)
def test_a_step_that_opens_no_job_yet_has_its_line_too(
    language: str, none: str, me: Seeker, mine: Client, jobs: None, employer: Organization, tickets: Skill
) -> None:
    told, left = a_skill("Printers"), a_skill("Scanners")
    piece(me, told, "claim", 3)
    a_posting(employer, {tickets: 2, told: 2, left: 2})
    text = page(mine, language)
    steps = text.count('<li class="th-card"')
    svg = re.search(r"<svg[^>]*th-bars.*?</svg>", text, re.DOTALL)
    assert svg and svg[0].count("<rect") == steps > 2, "as many bars as steps"
    assert f">{none}</text>" in svg[0] and f"<td>{none}</td>" in text
