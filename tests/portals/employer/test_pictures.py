"""Pictures of the shortlist: what softer lines would open, how far people are; nobody is singled out by a bar."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from tests.factories.matches import a_posting, found_person

Open = Callable[..., list[str]]


@pytest.fixture
def posting(employer: Organization, tickets: Skill, networks: Skill) -> Posting:
    return a_posting(employer, {tickets: 2, networks: 4})


@pytest.fixture
def pictures(posting: Posting, hiring_manager: Actor, sign_in: Callable[[Actor], Client]) -> Open:
    """The words of each picture of the page, and of the table beneath it."""

    def read(language: str = "en") -> list[str]:
        address = reverse("employer:shortlist", args=[posting.identifier])
        page = sign_in(hiring_manager).get(address, headers={"accept-language": language}).content.decode()
        return re.findall(r'<figure class="th-chart">.*?</figure>', page, re.DOTALL)

    return read


def test_what_softer_lines_open_stands_beside_what_fits_now(
    posting: Posting, pictures: Open, tickets: Skill, networks: Skill
) -> None:
    for _unused in range(12):
        found_person(posting.community, {tickets: 4, networks: 3})
    for _unused in range(10):
        found_person(posting.community, {tickets: 4})
    softer, along = pictures()
    assert "As it is asked now" in softer and "fewer than 10" in softer
    assert "Home networks at level 3" in softer and "Home networks learned on the job" in softer
    assert "about 20" in softer and "Ticket handling" not in softer
    assert "1 of 2" in along and "about 20" in along and "all 2 of 2" in along
    numbers = {int(one) for one in re.findall(r"about (\d+)", softer + along)}
    assert all(number >= 10 and number % 5 == 0 for number in numbers)


def test_pictures_speak_the_language_of_the_reader(
    posting: Posting, pictures: Open, tickets: Skill, networks: Skill
) -> None:
    for _unused in range(12):
        found_person(posting.community, {tickets: 4})
    softer, along = pictures("es")
    assert "Redes del hogar, si se aprende en el trabajo" in softer
    assert "1 de 2" in along


def test_few_people_make_no_picture(posting: Posting, pictures: Open, tickets: Skill) -> None:
    for _unused in range(5):
        found_person(posting.community, {tickets: 4})
    assert pictures() == []
