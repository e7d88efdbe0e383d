"""When the time of a test is over: the last answer counts, the page may close it, and the server's clock decides."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.accommodations import set_accommodation
from techhire.plays.assessments.actions.on_time import close_on_time
from techhire.plays.assessments.actions.sittings import (
    Taken,
    answer_question,
    begin_sitting,
    open_question,
    take_break,
)
from techhire.plays.assessments.models import Assessment, Sitting
from techhire.plays.assessments.queries.results import questions_of, result_of
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test, able, answer_next

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shown(person: Actor, dana: Seeker, now: datetime) -> Sitting:
    """The fifth question of a test, which has a minute left."""
    sitting = begin_sitting(person, dana, a_test(a_bank(), seconds=1800), seed=5, now=now)
    for turn in range(4):
        answer_next(person, sitting, able(0), now + turn * timedelta(seconds=1))
    Sitting.objects.update(ends_at=now + MINUTE)
    return open_question(person, sitting, now=now)


def close(person: Actor, shown: Sitting, now: datetime, answer: object = "") -> Sitting:
    """The page sends what stands on it."""
    assert shown.current_id is not None
    return close_on_time(person, shown, place=4, item_id=shown.current_id, answer=answer, now=now)


def test_an_answer_of_the_last_moments_is_the_last_one(person: Actor, shown: Sitting, now: datetime) -> None:
    assert shown.current_id is not None
    sent = {"place": 4, "item_id": shown.current_id, "answer": "a"}
    step = answer_question(person, shown, now=now + MINUTE + timedelta(seconds=20), **sent)
    assert step.taken is Taken.SAVED and step.sitting.stop_reason == "time"
    assert shown.responses.filter(scored=True).count() == 5


def test_the_page_closes_it_with_the_answer_that_stands_there(
    person: Actor, shown: Sitting, now: datetime
) -> None:
    ended = close(person, shown, now + MINUTE, "a")
    assert (ended.state, ended.stop_reason) == ("finished", "time")
    assert ended.level is not None and ended.responses.filter(scored=True).count() == 5


@pytest.mark.parametrize("answer", ["", [], "zzz", {}])
def test_half_an_answer_is_none_and_nothing_sent_before_is_lost(
    answer: object, person: Actor, shown: Sitting, now: datetime
) -> None:
    ended = close(person, shown, now + MINUTE, answer)
    assert ended.state == "finished" and ended.level is not None
    assert ended.responses.count() == 4


def test_a_page_ahead_of_the_server_closes_nothing_early(
    person: Actor, shown: Sitting, now: datetime
) -> None:
    early = close(person, shown, now + MINUTE - timedelta(seconds=10), "a")
    assert early.state == "under_way" and early.responses.count() == 4
    assert close(person, shown, now + MINUTE - timedelta(seconds=1), "a").state == "finished"


def test_time_given_back_or_a_break_keeps_it_open(person: Actor, shown: Sitting, now: datetime) -> None:
    take_break(person, shown, now=now)
    assert close(person, shown, now + 2 * MINUTE, "a").state == "interrupted"
    Sitting.objects.update(state="under_way", paused_at=None, ends_at=now + 10 * MINUTE)
    assert close(person, shown, now + 2 * MINUTE, "a").state == "under_way"


def test_somebody_without_a_limit_is_never_closed(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    set_accommodation(person, dana, extra_time="open", breaks="open", now=now)
    sitting = open_question(person, begin_sitting(person, dana, practice, now=now), now=now)
    assert sitting.current_id is not None
    sent = {"place": 0, "item_id": sitting.current_id, "answer": "a"}
    assert close_on_time(person, sitting, **sent, now=now + timedelta(days=2)).state == "under_way"


def test_sent_twice_it_closes_once(person: Actor, shown: Sitting, now: datetime) -> None:
    close(person, shown, now + MINUTE, "a")
    again = close(person, shown, now + MINUTE, "a")
    assert again.state == "finished" and again.responses.count() == 5


def test_nobody_else_closes_it(everybody: dict[str, Actor], shown: Sitting, now: datetime) -> None:
    for who, actor in everybody.items():
        if who != "person":
            with pytest.raises(Refused):
                close(actor, shown, now + MINUTE)


def test_an_answer_that_came_too_late_is_told_as_one(person: Actor, shown: Sitting, now: datetime) -> None:
    ended = close(person, shown, now + 2 * MINUTE, "a")
    late = questions_of(person, ended, "en")[-1]
    assert late.is_late and not late.counts
    result = result_of(person, ended)
    assert (result.answered, result.in_time, result.least) == (5, 4, 4)
