"""Letters about messages say that there is one, never what it says, from whom, for what or to whom."""

from datetime import datetime

import pytest
from django.core import mail

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import answer_message, send_message, withdraw_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Message
from techhire.plays.seekers.models import Seeker
from tests.factories.marketplace import PostingFactory
from tests.factories.seekers import findable, seeker_behind
from tests.factories.skills import SkillFactory


@pytest.fixture
def written(
    person: Actor, employer: Organization, hiring_manager: Actor, system: Actor, now: datetime
) -> Message:
    """Written to somebody who reads Spanish."""
    posting = PostingFactory(organization=employer, published=True)
    seeker = findable(seeker_behind(person, "Dana Reyes"), SkillFactory())
    Seeker.objects.filter(pk=seeker.pk).update(language="es")
    ask_for_review(system, seeker, posting, now=now)
    decide(hiring_manager, posting, seeker, answer="yes", now=now)
    return send_message(hiring_manager, posting, seeker, text="Tuesday at the back door?", now=now)


def letters(name: str) -> list[mail.EmailMessage]:
    return [m for m in mail.outbox if name in m.extra_headers["Message-ID"]]


def test_the_person_hears_in_their_language_that_somebody_wrote(
    written: Message, employer: Organization, now: datetime
) -> None:
    drain(lambda: now)
    (letter,) = letters("message_sent")
    assert letter.to == [Account.objects.get(pk=written.seeker.account_id).email]
    assert letter.subject == "Alguien le escribió" and "/my/messages/" in letter.body
    for word in (employer.name, written.posting.title, "Tuesday", "Dana"):
        assert word not in letter.body and word not in letter.subject


def test_what_was_taken_back_is_not_told(written: Message, hiring_manager: Actor, now: datetime) -> None:
    withdraw_message(hiring_manager, written, now=now)
    drain(lambda: now)
    assert not letters("message_sent")


def test_the_employer_hears_that_it_was_answered_and_not_by_whom(
    written: Message, person: Actor, hiring_manager: Actor, now: datetime
) -> None:
    answer_message(person, written, answer="no", words="I moved to Ohio.", now=now)
    drain(lambda: now)
    (letter,) = letters("message_answered")
    assert letter.to == [Account.objects.get(pk=hiring_manager.account_id).email]
    assert written.posting.title in letter.body and "/write/" in letter.body
    for word in ("Dana", "Ohio", "no, thank you"):
        assert word not in letter.body
