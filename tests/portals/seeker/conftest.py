"""A job seeker with a few skills, a job that asks for them, and a browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.plays.seekers.models import Seeker
from tests.factories.judging import NOW
from tests.factories.matches import a_skill, a_task
from tests.factories.seekers import piece, seeker_behind


@pytest.fixture
def browser(community: Community) -> Callable[[Actor | None], Client]:
    """``browser(actor)`` has the actor's account signed in; ``browser(None)`` nobody."""

    def open_as(actor: Actor | None) -> Client:
        client = Client()
        if actor is not None and actor.account_id is not None:
            client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return open_as


@pytest.fixture
def mine(browser: Callable[[Actor | None], Client], person: Actor) -> Client:
    """The person's own phone."""
    return browser(person)


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling", name_es="Manejo de tickets", definition="Keeping track of requests.")


@pytest.fixture
def task(tickets: Skill, networks: Skill) -> EverydayTask:
    return a_task("I help when the Wi-Fi is down", {tickets: 2, networks: 1})


@pytest.fixture
def me(person: Actor, tickets: Skill) -> Seeker:
    """The person's record, with one claim in it."""
    seeker = seeker_behind(person)
    piece(seeker, tickets, "claim", 3)
    return seeker


@pytest.fixture
def clock(settings: Settings, tmp_path: Any) -> Iterator[Any]:
    """Requests happen at the moment tests live in; what is uploaded lies in a folder of the test."""
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def page(client: Client, name: str, *args: object) -> str:
    """What stands on a page, by the name of its address."""
    response = client.get(reverse(f"seeker:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()
