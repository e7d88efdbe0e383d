"""Reminding employers of people who wait to be read: on the last day, then once a week, by day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import ask_for_review, remind_of_reviews, withdraw_review
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person

pytestmark = pytest.mark.django_db
LAST_DAY = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
"""Five business days after Monday, March 2, in the morning where the community is."""
DAY = timedelta(days=1)


@pytest.fixture
def waiting(posting: Posting, tickets: Skill, system: Actor, hiring_manager: Actor) -> Seeker:
    """Somebody who asked to be read; the letter about that is gone."""
    seeker = a_person(posting.community, {tickets: 3}, name="Quillonia Ardsley")
    ask_for_review(system, seeker, posting, now=NOW)
    letters(NOW)
    return seeker


def letters(now: datetime) -> list[str]:
    """Bodies of the reminders that went out at this hour."""
    tick(now)
    drain(lambda: now)
    found = [m.body for m in mail.outbox if "reviews_due" in m.extra_headers["Message-ID"]]
    mail.outbox.clear()
    return found


def test_the_last_day_is_told_in_the_morning_once(
    waiting: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    assert letters(LAST_DAY - DAY) == []
    assert letters(LAST_DAY.replace(hour=9)) == []
    [body] = letters(LAST_DAY)
    assert "1 person waits" in body and "Today is the last day" in body and posting.title in body
    assert f"/postings/{posting.identifier}/asked/" in body
    assert "Quillonia" not in body and waiting.code not in body
    assert letters(LAST_DAY + timedelta(hours=1)) == [] and letters(LAST_DAY + DAY) == []


def test_a_week_later_it_says_that_the_day_has_passed(
    waiting: Seeker, posting: Posting, system: Actor, tickets: Skill, hiring_manager: Actor
) -> None:
    letters(LAST_DAY)
    ask_for_review(system, a_person(posting.community, {tickets: 3}), posting, now=NOW + DAY)
    [body] = letters(LAST_DAY + timedelta(days=7, hours=1))
    assert "2 people wait" in body and "An answer was due by March 9, 2026." in body
    fact = Fact.objects.filter(name="ReviewsDue").latest("pk")
    assert (fact.data["waiting"], fact.data["late"]) == (2, 2)


@pytest.mark.parametrize("what", ["answered", "taken back", "blocked", "closed"])
def test_nothing_is_said_where_nobody_waits(
    what: str, waiting: Seeker, posting: Posting, system: Actor, hiring_manager: Actor
) -> None:
    if what == "answered":
        decide(hiring_manager, posting, waiting, answer="no", now=NOW)
    elif what == "taken back":
        withdraw_review(system, ReviewRequest.objects.get(), now=NOW)
    elif what == "blocked":
        block_employer(system, waiting, posting.organization, now=NOW)
    else:
        Posting.objects.filter(pk=posting.pk).update(state="closed")
    assert letters(LAST_DAY) == []


def test_later_keeps_it_waiting(waiting: Seeker, posting: Posting, hiring_manager: Actor) -> None:
    decide(hiring_manager, posting, waiting, answer="later", now=NOW)
    assert len(letters(LAST_DAY)) == 1


def test_every_member_who_may_answer_is_written_to(
    waiting: Seeker, employer: Organization, hiring_manager: Actor, as_member: Callable[..., Actor]
) -> None:
    owner, _reader = as_member(employer, "owner"), as_member(employer, "reader")
    tick(LAST_DAY)
    drain(lambda: LAST_DAY)
    to = {m.to[0] for m in mail.outbox if "reviews_due" in m.extra_headers["Message-ID"]}
    assert to == {Account.objects.get(pk=one.account_id).email for one in (owner, hiring_manager)}


@in_one_world(
    "who", ["hiring_manager", "rival", "person", "coach", "trainer", "helper", "convener", "stranger"]
)
def test_nobody_sends_it_by_hand(
    who: str, waiting: Seeker, posting: Posting, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        remind_of_reviews(request.getfixturevalue(who), posting, now=LAST_DAY)
