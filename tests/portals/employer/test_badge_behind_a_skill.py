"""An employer sees that a badge stands behind a skill where the person lets employers know, and no name by that."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.sharing import show_employers
from techhire.plays.credentials.actions.standing import revoke_badge
from techhire.plays.credentials.models import Credential
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_posting, a_skill, found_person

SAID = "signed badge of River City TechHire, level 3"


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling")


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def person_found(posting: Posting, tickets: Skill) -> Seeker:
    return found_person(posting.community, {tickets: 3})


@pytest.fixture
def badge(person_found: Seeker, tickets: Skill, system: Actor) -> Credential:
    return get_badge(system, person_found, skill_id=tickets.pk, holder="nobody", now=NOW)


@pytest.fixture
def shown(
    posting: Posting, person_found: Seeker, hiring_manager: Actor, sign_in: Callable[[Actor], Client]
) -> Callable[[], str]:
    """The page of the person, as the hiring manager reads it."""
    client = sign_in(hiring_manager)
    show_shortlist(hiring_manager, posting, now=NOW)
    names = [posting.identifier, pseudonym_of(posting.pk, person_found.pk)]
    return lambda: client.get(reverse("employer:person", args=names)).content.decode()


def test_it_stands_there_when_the_person_says_so_and_only_then(
    shown: Callable[[], str], badge: Credential, person_found: Seeker, system: Actor
) -> None:
    assert SAID not in shown()
    show_employers(system, badge, on=True, now=NOW)
    assert SAID in shown()
    assert person_found.name not in shown() and str(badge.identifier) not in shown()
    show_employers(system, badge, on=False, now=NOW)
    assert SAID not in shown()


def test_one_that_was_taken_back_is_not_shown(
    shown: Callable[[], str], badge: Credential, system: Actor
) -> None:
    show_employers(system, badge, on=True, now=NOW)
    revoke_badge(system, badge, reason="mistake", now=NOW)
    assert SAID not in shown()
