"""A browser session of a hiring manager, a job, and somebody who fits it."""

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
from tests.factories.matches import a_posting, a_skill, found_person


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
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling", name_es="Manejo de tickets")


@pytest.fixture
def networks(db: None) -> Skill:
    return a_skill("Home networks", name_es="Redes del hogar")


@pytest.fixture
def posting(employer: Organization, tickets: Skill, networks: Skill) -> Posting:
    return a_posting(employer, {tickets: 2, networks: 2})


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, networks: Skill) -> Seeker:
    """Somebody who shows both skills."""
    return found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")


def shortlist_of(posting: Posting) -> str:
    """Where its shortlist is."""
    return reverse("employer:shortlist", args=[posting.identifier])


def person_at(posting: Posting, seeker: Seeker) -> str:
    """Where somebody of its shortlist is."""
    return reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])
