"""A browser that is signed in as somebody."""

from collections.abc import Callable

import pytest
from django.test import Client

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Seeker
from tests.factories.providers import a_trainee


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
def trainee(provider: Organization) -> Seeker:
    return a_trainee(provider, name="Rosa Quill")
