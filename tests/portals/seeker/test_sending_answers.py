"""What the script of a test sends and is told: where to go on, that the browser has to send it, and nothing twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Sitting
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test

pytestmark = pytest.mark.django_db
NOW_PAGE = "/my/tests/now/"


@pytest.fixture
def taking(mine: Client, me: Seeker, tickets: Skill) -> Client:
    """The person's phone, with a test of four questions begun and its first one shown."""
    test = a_test(a_bank(skill=tickets), min_items=4, max_items=4, stop_se=0, seconds=1800)
    mine.post(f"/my/tests/{test.pk}/")
    mine.get(NOW_PAGE)
    return mine


def question() -> dict[str, Any]:
    """Where the form says it stands."""
    sitting = Sitting.objects.get(state="under_way")
    return {"place": sitting.responses.count(), "item": sitting.current_id}


def send(client: Client, address: str = NOW_PAGE, **data: Any) -> Any:
    """As the script does."""
    return client.post(address, data, headers={"Accept": "application/json"})


def test_it_is_told_where_to_go_on(taking: Client) -> None:
    assert send(taking, **question(), answer="a").json() == {"to": NOW_PAGE}
    assert "Question 2" in taking.get(NOW_PAGE).content.decode()
    assert send(taking, "/my/tests/now/break/").json() == {"to": NOW_PAGE}


def test_an_answer_that_does_not_fit_is_left_to_the_browser(taking: Client) -> None:
    sent = question()
    assert send(taking, **sent).status_code == 422
    assert "usa-error-message" in taking.post(NOW_PAGE, sent).content.decode()


def test_what_is_sent_again_because_no_answer_came_counts_once_and_warns_of_nothing(taking: Client) -> None:
    first = question() | {"answer": "a"}
    send(taking, **first)
    assert send(taking, **first, again="1").json() == {"to": NOW_PAGE}
    shown = taking.get(NOW_PAGE).content.decode()
    assert "Question 2" in shown and "had answered that question already" not in shown
    send(taking, **first | {"answer": "b"})
    assert "had answered that question already" in taking.get(NOW_PAGE).content.decode()
    assert Sitting.objects.get().responses.get().answer == "a"


def test_the_last_answer_sent_again_leads_to_the_result_without_a_warning(taking: Client) -> None:
    for _turn in range(4):
        last = question() | {"answer": "a"}
        told = send(taking, **last).json()
    result = f"/my/tests/results/{Sitting.objects.get().pk}/"
    assert told == {"to": result}
    assert send(taking, **last, again="1").json() == told
    assert "changed nothing" not in taking.get(result).content.decode()
    assert send(taking, **last).json() == told
    assert "changed nothing" in taking.get(result).content.decode()


def test_signed_out_what_was_typed_is_kept_on_a_page_of_its_own(taking: Client) -> None:
    sent = question()
    taking.logout()
    told = send(taking, **sent, answer="a")
    assert told.status_code == 403 and "Your session ended" in told.content.decode()
    assert 'name="answer" value="a"' in told.content.decode()


def test_a_page_whose_time_is_over_sends_what_stands_there(taking: Client) -> None:
    for _turn in range(3):
        send(taking, **question(), answer="a")
    Sitting.objects.update(ends_at=timezone.now())
    told = send(taking, **question(), answer="a", over="1").json()
    ended = Sitting.objects.get()
    assert told == {"to": f"/my/tests/results/{ended.pk}/"}
    assert ended.stop_reason == "time" and ended.responses.count() == 4


def test_a_page_ahead_of_the_server_goes_on(taking: Client) -> None:
    assert send(taking, **question(), answer="a", over="1").json() == {"to": NOW_PAGE}
    assert not Sitting.objects.get().responses.exists()


@pytest.mark.parametrize(("left", "says"), [(600, "Minutes left: 10"), (100, "Seconds left: ")])
def test_the_last_two_minutes_are_told_in_seconds_with_a_warning(
    left: int, says: str, taking: Client
) -> None:
    Sitting.objects.update(ends_at=timezone.now() + timedelta(seconds=left))
    shown = taking.get(NOW_PAGE).content.decode()
    assert says in shown
    assert ('id="soon-over" hidden' in shown) == (left > 120)


def test_without_a_limit_there_is_no_clock(taking: Client) -> None:
    Sitting.objects.update(ends_at=None)
    shown = taking.get(NOW_PAGE).content.decode()
    assert 'id="clock"' not in shown and 'id="soon-over" hidden' in shown


def test_a_question_with_its_own_time_counts_it_down(taking: Client) -> None:
    Sitting.objects.update(item_seconds=60, shown_at=timezone.now() - timedelta(seconds=15))
    shown = taking.get(NOW_PAGE).content.decode()
    assert "Seconds left for this question: 4" in shown
    Sitting.objects.update(shown_at=timezone.now() - timedelta(seconds=95))
    assert "Seconds left for this question: 0" in taking.get(NOW_PAGE).content.decode()


def test_no_page_of_a_test_is_kept_by_a_browser(taking: Client) -> None:
    assert "no-store" in taking.get(NOW_PAGE)["Cache-Control"]
