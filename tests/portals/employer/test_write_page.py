"""Writing to somebody the employer said yes to: the page, the words, the state, and nothing about the person."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import answer_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Message
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_person, a_posting, a_skill


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling")


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, system: Actor) -> Seeker:
    """Somebody without any address, who asked to be read and got a yes."""
    somebody = a_person(posting.community, {tickets: 3}, name="Quillonia Ardsley")
    ask_for_review(system, somebody, posting, now=NOW)
    decide(system, posting, somebody, answer="yes", now=NOW)
    return somebody


def place(posting: Posting, seeker: Seeker) -> str:
    return reverse("employer:write", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])


def test_a_message_is_sent_waits_and_is_answered(
    desk: Client, posting: Posting, seeker: Seeker, system: Actor
) -> None:
    name = pseudonym_of(posting.pk, seeker.pk)
    person = reverse("employer:asked_person", args=[posting.identifier, name])
    assert "Write a message" in desk.get(person).content.decode()
    page = desk.post(place(posting, seeker), {"do": "send", "text": "Tuesday at 10?"}, follow=True)
    text = page.content.decode()
    assert "Tuesday at 10?" in text and "Waits for an answer" in text and "Quillonia" not in text
    assert "Waits for an answer" in desk.get(person).content.decode()
    answer_message(system, Message.objects.get(), answer="other_time", words="After six.", now=NOW)
    for address in (person, place(posting, seeker)):
        text = desk.get(address).content.decode()
        assert "Answered: another time, please" in text and "After six." in text and "Quillonia" not in text


def test_hostile_words_are_shown_as_words_and_kept_where_they_are_refused(
    desk: Client, posting: Posting, seeker: Seeker, system: Actor
) -> None:
    bad = "<script>alert(1)</script>\nTuesday"
    text = desk.post(place(posting, seeker), {"do": "send", "text": bad}, follow=True).content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text
    again = desk.post(place(posting, seeker), {"do": "send", "text": "A second one"}).content.decode()
    assert "A second one" in again and "still waits" in again and Message.objects.count() == 1
    long = desk.post(place(posting, seeker), {"do": "send", "text": "a" * 1200}).content.decode()
    assert "error-summary" in long and "a" * 1200 in long


def test_it_is_taken_back(desk: Client, posting: Posting, seeker: Seeker) -> None:
    desk.post(place(posting, seeker), {"do": "send", "text": "Tuesday?"})
    message = Message.objects.get()
    text = desk.post(place(posting, seeker), {"withdraw": "999"}, follow=True).content.decode()
    assert "not there any more" in text
    text = desk.post(place(posting, seeker), {"withdraw": message.pk}, follow=True).content.decode()
    assert "Taken back" in text


def test_nobody_behind_the_name_is_a_page_without_a_reason(desk: Client, posting: Posting) -> None:
    page = desk.get(reverse("employer:write", args=[posting.identifier, "abcdef"]))
    assert page.status_code == 404


def test_words_to_somebody_who_is_gone_are_given_back(desk: Client, posting: Posting) -> None:
    address = reverse("employer:write", args=[posting.identifier, "abcdef"])
    page = desk.post(address, {"do": "send", "text": "Tuesday at 10?\n<b>Bring</b> nothing."})
    text = page.content.decode()
    assert page.status_code == 404 and "This was not sent" in text
    assert "Tuesday at 10?\n&lt;b&gt;Bring&lt;/b&gt; nothing." in text
    assert "This was not sent" not in desk.get(address).content.decode()
