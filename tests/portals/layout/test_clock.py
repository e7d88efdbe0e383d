"""Pages and letters tell days and times by the community's clock, whatever the day is in Greenwich."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.actions import invite_member
from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.seekers.actions.claims import claim_skill
from techhire.plays.seekers.models import AccessRecord, Evidence
from tests.factories.matches import a_posting, a_skill
from tests.factories.providers import a_cohort, a_program
from tests.factories.seekers import seeker_behind

TEN_AT_NIGHT = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
"""Monday, March 2, 10 p.m. in Chicago, and Tuesday already in Greenwich."""
AFTER_MIDNIGHT = datetime(2026, 3, 3, 6, 5, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def browser(community: Community) -> Callable[[Actor], Client]:
    """``browser(actor)`` has the actor's account signed in."""

    def open_as(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return open_as


def test_a_cohort_can_be_joined_until_midnight_there(client: Client, provider: Organization) -> None:
    program = a_program(provider, {a_skill("Networking"): 3}, listed=True)
    a_cohort(program, starts_on=MONDAY, seats=12)
    page = reverse("public:program", args=[provider.slug, program.slug])
    for moment, joins in ((TEN_AT_NIGHT, True), (AFTER_MIDNIGHT, False)):
        with time_machine.travel(moment, tick=False):
            told = client.get(page).content.decode()
            api = client.get(f"/api/v1/programs/{program.pk}").json()
        assert ("March 2, 2026" in told or "03/02/2026" in told) == joins
        assert api["next_start"] == ("2026-03-02" if joins else None)


def test_a_look_is_told_by_the_hour_there_and_once_an_evening(
    browser: Callable[[Actor], Client], person: Actor, hiring_manager: Actor, employer: Organization
) -> None:
    seeker = seeker_behind(person)
    posting = a_posting(employer, {})
    with timezone.override(employer.community.zone):
        for hour in (0, 2, 4):
            now = datetime(2026, 3, 3, hour, 0, tzinfo=UTC)
            note_shown(hiring_manager, posting, [seeker.pk], now=now)
    assert AccessRecord.objects.count() == 1
    page = browser(person).get(reverse("seeker:who_looked")).content.decode()
    assert "March 2, 2026, 6 p.m." in page


def test_what_somebody_says_at_night_is_said_that_day(person: Actor) -> None:
    claim_skill(person, seeker_behind(person), a_skill("Networking"), level=2, now=TEN_AT_NIGHT)
    assert Evidence.objects.get().at == MONDAY


def test_a_letter_tells_the_day_there(
    civic: Organization, as_member: Callable[..., Actor], community: Community
) -> None:
    owner = as_member(civic, "owner")
    invite_member(owner, civic, email="new@example.org", role="member", language="en", now=TEN_AT_NIGHT)
    drain(lambda: TEN_AT_NIGHT)
    assert "March 16, 2026" in mail.outbox[0].body


def test_one_request_does_not_leave_its_clock_to_the_next(client: Client, community: Community) -> None:
    client.get("/jobs/")
    assert timezone.get_current_timezone_name() == "UTC"
