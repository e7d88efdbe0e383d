"""A browser session of a hiring manager, and people who fit the job."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import found_person


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


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, networks: Skill) -> Seeker:
    """Somebody who shows both skills."""
    return found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")


@pytest.fixture
def thirty(posting: Posting, tickets: Skill, networks: Skill) -> list[Seeker]:
    """As many who show both skills."""
    return [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(30)]


def shortlist_of(posting: Posting) -> str:
    """Where its shortlist is."""
    return reverse("employer:shortlist", args=[posting.identifier])


def person_at(posting: Posting, seeker: Seeker) -> str:
    """Where somebody of its shortlist is."""
    return reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])
