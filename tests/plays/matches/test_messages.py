"""Writing to somebody through the site: after a yes, without an address, answered yes, no or another time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.actions.publishing import close_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import (
    answer_message,
    clear_messages,
    send_message,
    withdraw_message,
)
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.models import Message
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.messages import (
    messages_about,
    messages_held,
    messages_to,
    people_written_to,
    waiting_messages,
)
from techhire.plays.matches.rules import may_answer_message, may_read_messages, may_send_message
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_posting, found_person
from tests.factories.seekers import access

TIMES = "Tuesday at 10 or Thursday at 3?\nOr call 816-555-0142."


@pytest.fixture
def me(person: Actor, posting: Posting, tickets: Skill) -> Seeker:
    """The signed-in person, found, who left no way to be reached."""
    return found_person(
        posting.community, {tickets: 3}, name="Quillonia Ardsley", account_id=person.account_id
    )


@pytest.fixture
def agreed(me: Seeker, posting: Posting, hiring_manager: Actor) -> Seeker:
    """The employer saw the person without a name and said yes."""
    show_shortlist(hiring_manager, posting, now=NOW)
    decide(hiring_manager, posting, me, answer="yes", now=NOW)
    return me


@pytest.fixture
def written(agreed: Seeker, posting: Posting, hiring_manager: Actor) -> Message:
    return send_message(hiring_manager, posting, agreed, text=TIMES, now=NOW)


def state(actor: Actor, posting: Posting, seeker: Seeker) -> str:
    return messages_about(actor, posting, seeker).messages[0].state.value


@pytest.mark.parametrize("answer", ["yes", "no", "other_time"])
def test_both_sides_read_the_answer_and_its_words(
    answer: str, person: Actor, written: Message, posting: Posting, hiring_manager: Actor
) -> None:
    me = written.seeker
    assert [one.pk for one in waiting_messages(person, me)] == [written.pk]
    assert state(hiring_manager, posting, me) == "waiting"
    later = NOW + timedelta(hours=3)
    answer_message(person, written, answer=answer, words="After six, please.", now=later)
    for one in (messages_about(hiring_manager, posting, me).messages[0], messages_to(person, me)[0]):
        assert (one.state.value, one.message.words, one.message.text) == (answer, "After six, please.", TIMES)
    assert waiting_messages(person, me) == []
    body = Fact.objects.get(name="MessageAnswered").data
    assert body == {
        "message_id": written.pk,
        "posting_id": posting.pk,
        "seeker_id": me.pk,
        "answer": answer,
    }


def test_the_employer_learns_nothing_more_than_the_person_writes(
    person: Actor, written: Message, posting: Posting, hiring_manager: Actor
) -> None:
    answer_message(person, written, answer="yes", now=NOW)
    name = pseudonym_of(posting.pk, written.seeker_id)
    shown = show_person(hiring_manager, posting, name, now=NOW)
    assert shown is not None and shown.known is None
    assert not AccessRecord.objects.filter(seeker=written.seeker, what="name").exists()


def test_nobody_is_written_to_before_a_yes(me: Seeker, posting: Posting, hiring_manager: Actor) -> None:
    with pytest.raises(Refused, match="Look at the people who fit first"):
        send_message(hiring_manager, posting, me, text=TIMES, now=NOW)
    show_shortlist(hiring_manager, posting, now=NOW)
    with pytest.raises(Refused, match="Say yes to this person first"):
        send_message(hiring_manager, posting, me, text=TIMES, now=NOW)
    decide(hiring_manager, posting, me, answer="later", now=NOW)
    with pytest.raises(Refused, match="Say yes to this person first"):
        send_message(hiring_manager, posting, me, text=TIMES, now=NOW)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "few words"), (" \n ", "few words"), ("a\x00b", "cannot keep"), ("a" * 1001, "too long")],
)
def test_empty_long_and_broken_texts_are_refused(
    text: str, words: str, agreed: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    with pytest.raises(Refused, match=words):
        send_message(hiring_manager, posting, agreed, text=text, now=NOW)
    assert not Message.objects.exists()


def test_one_waits_at_a_time_and_three_are_all(
    person: Actor, written: Message, posting: Posting, hiring_manager: Actor
) -> None:
    me = written.seeker
    with pytest.raises(Refused, match="still waits"):
        send_message(hiring_manager, posting, me, text="Again", now=NOW)
    answer_message(person, written, answer="other_time", now=NOW)
    second = send_message(hiring_manager, posting, me, text="Friday at 9?", now=NOW)
    for _unused in range(2):
        withdraw_message(hiring_manager, second, now=NOW)
    assert Fact.objects.filter(name="MessageWithdrawn").count() == 1
    send_message(hiring_manager, posting, me, text="Monday at 9?", now=NOW)
    answer_message(person, Message.objects.latest("pk"), answer="other_time", now=NOW)
    with pytest.raises(Refused, match="At most 3 messages"):
        send_message(hiring_manager, posting, me, text="Sunday?", now=NOW)


def test_after_a_no_nobody_writes_again_for_the_job(
    person: Actor, written: Message, posting: Posting, hiring_manager: Actor, employer: Organization
) -> None:
    answer_message(person, written, answer="no", now=NOW)
    with pytest.raises(Refused, match="answered no"):
        send_message(hiring_manager, posting, written.seeker, text="Please?", now=NOW)


def test_an_answer_is_given_once(person: Actor, written: Message) -> None:
    with pytest.raises(Refused, match="yes, no or another time"):
        answer_message(person, written, answer="maybe", now=NOW)
    with pytest.raises(Refused, match="too long"):
        answer_message(person, written, answer="yes", words="a" * 301, now=NOW)
    answer_message(person, written, answer="yes", now=NOW)
    with pytest.raises(Refused, match="already"):
        answer_message(person, written, answer="no", now=NOW)
    with pytest.raises(Refused, match="already"):
        withdraw_message(Actor.system(written.posting.community_id), written, now=NOW)


def _closed(posting: Posting, me: Seeker, manager: Actor, employer: Organization) -> None:
    close_posting(manager, posting, reason="not_hiring", now=NOW)


def _said_no(posting: Posting, me: Seeker, manager: Actor, employer: Organization) -> None:
    decide(manager, posting, me, answer="no", now=NOW)


def _hides(posting: Posting, me: Seeker, manager: Actor, employer: Organization) -> None:
    block_employer(Actor.system(posting.community_id), me, employer, now=NOW)


def _off(posting: Posting, me: Seeker, manager: Actor, employer: Organization) -> None:
    turn_found_off(Actor.system(posting.community_id), me, now=NOW)


@pytest.mark.parametrize("ends", [_closed, _said_no, _hides, _off])
def test_a_message_whose_ground_is_gone_waits_for_nobody(
    ends: Callable[..., None],
    person: Actor,
    written: Message,
    posting: Posting,
    hiring_manager: Actor,
    employer: Organization,
) -> None:
    ends(posting, written.seeker, hiring_manager, employer)
    assert waiting_messages(person, written.seeker) == []
    assert messages_to(person, written.seeker)[0].state == "ended"
    with pytest.raises(Refused, match="does not wait any more"):
        answer_message(person, written, answer="yes", now=NOW)


@pytest.mark.parametrize(
    ("role", "sends"),
    [
        ("hiring_manager", True),
        ("owner", True),
        ("reader", False),
        ("rival", False),
        ("trainer", False),
        ("coach", False),
        ("convener", False),
        ("helper", False),
        ("person", False),
        ("visitor", False),
        ("stranger", False),
    ],
)
def test_only_writing_members_of_the_employer_send_and_take_back(
    role: str,
    sends: bool,
    agreed: Seeker,
    posting: Posting,
    employer: Organization,
    as_member: Callable[..., Actor],
    hiring_manager: Actor,
    request: pytest.FixtureRequest,
) -> None:
    seats = {"owner": "owner", "reader": "reader"}
    actor = as_member(employer, seats[role]) if role in seats else request.getfixturevalue(role)
    assert bool(may_send_message(actor, posting, agreed)) == sends
    message = send_message(hiring_manager, posting, agreed, text=TIMES, now=NOW)
    if sends:
        withdraw_message(actor, message, now=NOW)
    else:
        with pytest.raises(Refused):
            withdraw_message(actor, message, now=NOW)
    may_look = sends or role == "reader"
    if may_look:
        assert messages_about(actor, posting, agreed).messages
    else:
        with pytest.raises(Refused):
            messages_about(actor, posting, agreed)


@in_one_world(
    "role", ["hiring_manager", "rival", "trainer", "coach", "convener", "helper", "visitor", "stranger"]
)
def test_only_the_person_reads_and_answers(
    role: str, written: Message, person: Actor, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(role)
    assert may_answer_message(person, written)
    assert not may_read_messages(actor, written.seeker) and not may_answer_message(actor, written)
    with pytest.raises(Refused):
        messages_to(actor, written.seeker)
    with pytest.raises(Refused):
        waiting_messages(actor, written.seeker)
    assert people_written_to(actor, [written.seeker_id]) == set()


def test_another_person_does_not_read_them(written: Message, community: object) -> None:
    other = Actor(
        account_id=Account.objects.create(handle="other").pk, community_id=written.seeker.community_id
    )
    assert not may_read_messages(other, written.seeker)


def test_a_coach_with_a_grant_sees_that_one_waits_and_not_what_it_says(
    written: Message, coach: Actor, onramp: Organization
) -> None:
    access(written.seeker, onramp, "coaching")
    assert people_written_to(coach, [written.seeker_id]) == {written.seeker_id}
    assert [one.pk for one in waiting_messages(coach, written.seeker)] == [written.pk]
    with pytest.raises(Refused, match="own page"):
        messages_to(coach, written.seeker)
    with pytest.raises(Refused, match="own page"):
        answer_message(coach, written, answer="yes", now=NOW)


def test_a_coach_answers_with_somebody_who_has_no_page_of_their_own(
    written: Message, coach: Actor, onramp: Organization
) -> None:
    Seeker.objects.filter(pk=written.seeker_id).update(account_id=None)
    access(written.seeker, onramp, "coaching")
    written.seeker.refresh_from_db()
    assert messages_to(coach, written.seeker)[0].is_waiting
    answer_message(coach, written, answer="yes", now=NOW)
    assert Fact.objects.get(name="MessageAnswered").actor_id == coach.account_id


def test_a_training_grant_tells_nothing(written: Message, trainer: Actor, provider: Organization) -> None:
    access(written.seeker, provider, "training")
    assert people_written_to(trainer, [written.seeker_id]) == set()
    with pytest.raises(Refused):
        waiting_messages(trainer, written.seeker)


def test_an_erased_person_takes_the_words_along(
    person: Actor, written: Message, hiring_manager: Actor, posting: Posting
) -> None:
    answer_message(person, written, answer="yes", words="Call my sister.", now=NOW)
    assert [row["words"] for row in messages_held(person, written.seeker)] == ["Call my sister."]
    with pytest.raises(Refused):
        clear_messages(Actor.system(posting.community_id), written.seeker, now=NOW)
    erase_seeker(person, written.seeker, now=NOW)
    drain(lambda: NOW)
    assert not Message.objects.exists()
    assert Fact.objects.get(name="MessagesCleared").data["messages"] == 1


def test_words_are_sealed_in_the_database(written: Message) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM matches_message")
        assert "Tuesday" not in cursor.fetchone()[0]


def test_a_message_of_one_job_is_not_read_at_another(
    written: Message, posting: Posting, employer: Organization, tickets: Skill, hiring_manager: Actor
) -> None:
    other = a_posting(employer, {tickets: 2})
    assert messages_about(hiring_manager, other, written.seeker).messages == []


def test_many_messages_take_the_same_queries(
    person: Actor,
    written: Message,
    posting: Posting,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(12):
        Message.objects.create(posting=posting, seeker=written.seeker, text="x", sent_at=NOW)
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]  # a context manager of pytest-django
        messages_to(person, written.seeker)
