"""What an employer wrote stands on the person's first screen, is answered there, and stays readable."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.models import Message
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW
from tests.factories.seekers import findable

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(me: Seeker, posting: Posting, system: Actor) -> Message:
    Seeker.objects.filter(pk=me.pk).update(is_adult=True)
    me.refresh_from_db()
    ask_for_review(system, me, posting, now=NOW)
    decide(system, posting, me, answer="yes", now=NOW)
    return send_message(system, posting, me, text="Tuesday at 10 <b>or</b> Thursday?", now=NOW)


def test_it_is_read_and_answered_on_the_first_screen(mine: Client, written: Message) -> None:
    text = mine.get(reverse("seeker:home")).content.decode()
    assert "wrote to you" in text and "Tuesday at 10 &lt;b&gt;or&lt;/b&gt; Thursday?" in text
    field = f"m{written.pk}-words"
    assert field in text
    sent = {"message": written.pk, "answer": "other_time", field: "After six."}
    text = mine.post(reverse("seeker:messages"), sent, follow=True).content.decode()
    assert "No message waits" in text and "Answered: another time, please" in text and "After six." in text
    assert "wrote to you" not in mine.get(reverse("seeker:home")).content.decode()
    held = mine.get(reverse("seeker:download")).json()["messages_from_employers"]
    assert [(row["state"], row["words"]) for row in held] == [("other_time", "After six.")]
    again = mine.post(reverse("seeker:messages"), sent, follow=True).content.decode()
    assert "does not wait for an answer any more" in again


def test_typed_words_stay_where_the_answer_is_refused(mine: Client, written: Message) -> None:
    field = f"m{written.pk}-words"
    text = mine.post(
        reverse("seeker:messages"), {"message": written.pk, "answer": "perhaps", field: "After six."}
    ).content.decode()
    assert "After six." in text and "Say yes, no or another time." in text
    text = mine.post(
        reverse("seeker:messages"), {"message": written.pk, "answer": "yes", field: "a" * 400}
    ).content.decode()
    assert "a" * 400 in text and Message.objects.get().answer == ""


def test_words_to_a_message_that_was_taken_back_are_given_back(mine: Client, written: Message) -> None:
    address, sent = reverse("seeker:messages"), {"message": written.pk, "answer": "yes"}
    written.delete()
    page = mine.post(address, sent | {f"m{sent['message']}-words": "After six, please."})
    text = page.content.decode()
    assert "does not wait for an answer any more" in text
    assert "This was not sent" in text and "After six, please." in text
    assert mine.post(address, sent).status_code == 302


def test_in_spanish(mine: Client, written: Message) -> None:
    text = mine.get(reverse("seeker:messages"), headers={"accept-language": "es"}).content.decode()
    assert "espera su respuesta" in text and "wrote to you" not in text


@pytest.fixture
def found(me: Seeker, posting: Posting, tickets: Skill, system: Actor) -> Message:
    """A message to somebody who can be found and asked nobody to read them."""
    findable(me, tickets)
    show_shortlist(system, posting, now=NOW)
    decide(system, posting, me, answer="yes", now=NOW)
    return send_message(system, posting, me, text="Tuesday at 10?", now=NOW)


def read(mine: Client, name: str) -> str:
    return mine.get(reverse(f"seeker:{name}")).content.decode()


def test_a_message_that_ends_with_being_found_is_named_beside_the_button(
    mine: Client, found: Message
) -> None:
    words = "1 message from an employer waits for your answer; it ends when you turn this off."
    assert words in read(mine, "home") and words in read(mine, "found")
    mine.post(reverse("seeker:found_off"))
    assert "No message waits for your answer" in read(mine, "messages")
    assert "when you turn this off" not in read(mine, "home") + read(mine, "found")


def test_a_message_that_hiding_from_its_employer_ends_is_named_there(
    mine: Client, found: Message, employer: Organization
) -> None:
    words = f"1 message from {employer.name} waits for your answer; it ends if you hide from them."
    assert words in read(mine, "found")
    mine.post(reverse("seeker:block"), {"employer": employer.pk})
    assert "No message waits for your answer" in read(mine, "messages")
    assert "ends if you hide" not in read(mine, "found")


def test_a_message_that_rests_on_a_request_to_be_read_outlives_being_found(
    mine: Client, written: Message, me: Seeker, tickets: Skill
) -> None:
    findable(me, tickets)
    page = read(mine, "found")
    assert "when you turn this off" not in page + read(mine, "home") and "ends if you hide" in page
    mine.post(reverse("seeker:found_off"))
    assert "wrote to you" in read(mine, "home")


def test_without_a_message_nothing_is_said_to_end(mine: Client, me: Seeker, tickets: Skill) -> None:
    findable(me, tickets)
    assert "for your answer; it ends" not in read(mine, "home") + read(mine, "found")
