"""What an employer wrote stands on the person's first screen, is answered there, and stays readable."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Message
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW

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
