"""A browser that is signed in as somebody."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import set_script_prefix

from techhire.commons.people.models import Account
from techhire.commons.permits import Actor


@pytest.fixture
def browser(community: object) -> Callable[[Actor | None], Client]:
    """``browser(actor)`` has the actor's account signed in; ``browser(None)`` nobody."""

    def open_as(actor: Actor | None) -> Client:
        client = Client()
        if actor is not None and actor.account_id is not None:
            client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return open_as


@pytest.fixture(autouse=True)
def back_to_the_first_community() -> Iterator[None]:
    """The test client, unlike a web server, leaves the prefix of the last request's community in place."""
    yield
    set_script_prefix("/")
