"""A browser session of a hiring manager."""

from collections.abc import Callable

import pytest
from django.test import Client

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor


@pytest.fixture
def sign_in(client: Client) -> Callable[[Actor], Client]:
    """A client signed in as the account of an actor."""

    def make(actor: Actor) -> Client:
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return make


@pytest.fixture
def desk(sign_in: Callable[[Actor], Client], hiring_manager: Actor, employer: Organization) -> Client:
    """The hiring manager's browser."""
    return sign_in(hiring_manager)
