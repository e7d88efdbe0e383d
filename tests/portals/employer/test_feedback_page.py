"""Saying what one saw of somebody one met: preset levels, for skills of the job, and only after the name was shown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import EmployerFeedback, Seeker
from tests.factories.matches import NOW, a_posting, a_skill, found_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling")


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def somebody(posting: Posting, tickets: Skill, hiring_manager: Actor) -> Seeker:
    """Somebody the employer was shown without a name."""
    seeker = found_person(posting.community, {tickets: 3}, name="Rosa Quill")
    show_shortlist(hiring_manager, posting, now=NOW)
    return seeker


def page_of(name: str, posting: Posting, seeker: Seeker) -> str:
    return reverse(f"employer:{name}", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])


def test_a_level_is_said_and_changed_after_the_name_was_shown(
    desk: Client, hiring_manager: Actor, posting: Posting, tickets: Skill, somebody: Seeker
) -> None:
    page = page_of("feedback", posting, somebody)
    assert desk.get(page).status_code == 403
    unmask(hiring_manager, posting, somebody, early_reason="interview_set", now=NOW)
    assert page in desk.get(page_of("person", posting, somebody)).content.decode()
    assert "What did you see Rosa Quill do?" in desk.get(page).content.decode()
    chosen = f"{page}?skill={tickets.pk}"
    assert (
        "Please look at this again" in desk.post(chosen, {"level": "9", "on": "2026-02-20"}).content.decode()
    )
    assert "has not come yet" in desk.post(chosen, {"level": "3", "on": "2099-02-20"}).content.decode()
    assert desk.post(chosen, {"level": "3", "on": "2026-02-20"}).status_code == 302
    desk.post(chosen, {"level": "4", "on": "2026-02-21"})
    row = EmployerFeedback.objects.get()
    assert (row.level, row.skill, row.seeker, row.posting_id) == (4, tickets, somebody, posting.pk)
    assert "4 proficient" in desk.get(page).content.decode()


def test_a_skill_the_job_does_not_ask_for_cannot_be_chosen(
    desk: Client, hiring_manager: Actor, posting: Posting, somebody: Seeker
) -> None:
    unmask(hiring_manager, posting, somebody, early_reason="interview_set", now=NOW)
    other = a_skill("Cooking")
    page = page_of("feedback", posting, somebody)
    desk.post(f"{page}?skill={other.pk}", {"level": "3", "on": "2026-02-20"})
    assert not EmployerFeedback.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("rival", 404), ("trainer", 403), ("coach", 403), ("person", 403), ("stranger", 403)]
)
def test_others_do_not_reach_it(
    who: str,
    status: int,
    sign_in: Callable[[Actor], Client],
    posting: Posting,
    somebody: Seeker,
    request: pytest.FixtureRequest,
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert client.get(page_of("feedback", posting, somebody)).status_code == status
