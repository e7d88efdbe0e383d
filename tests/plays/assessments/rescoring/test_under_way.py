"""A question that was pulled is gone in the next request; a test under way goes on without it and its answer."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.actions.sittings import (
    Taken,
    answer_question,
    begin_sitting,
    end_sitting,
    open_question,
)
from techhire.plays.assessments.bridge.banks import state_of
from techhire.plays.assessments.models import Assessment, Item, Rescoring, Response, Sitting, TestDay
from techhire.plays.assessments.queries.rescoring import sittings_touched
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import able, answer_all, answer_next, checked_in
from tests.plays.assessments.rescoring.conftest import Pull

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(person: Actor, dana: Seeker, day: TestDay, private: Assessment, now: datetime) -> Sitting:
    return begin_sitting(person, dana, private, check_in=checked_in(day, dana), seed=7, now=now)


@pytest.mark.parametrize("reason", ["leaked", "drifting", "wrong", "unfair"])
def test_the_next_request_shows_another_question(
    convener: Actor, person: Actor, begun: Sitting, now: datetime, reason: str
) -> None:
    shown = open_question(person, begun, now=now)
    pulled = shown.current
    assert pulled is not None
    pull_item(convener, pulled, reason=reason, now=now)
    again = open_question(person, begun, now=now)
    assert again.current_id not in {None, pulled.pk}
    ended = answer_all(person, again, able(0.5), now=now)
    assert not ended.responses.filter(item=pulled).exists()


def test_an_answer_on_its_way_to_a_pulled_question_is_kept_and_moves_nothing(
    convener: Actor, person: Actor, begun: Sitting, now: datetime
) -> None:
    shown = open_question(person, begun, now=now)
    pulled = shown.current
    assert pulled is not None
    pull_item(convener, pulled, reason="wrong", now=now)
    sent = answer_question(person, begun, place=0, item_id=pulled.pk, answer="a", now=now)
    assert sent.taken == Taken.REPLACED
    kept = Response.objects.get()
    assert (kept.scored, kept.counts) == (False, False)
    drain(lambda: now)
    ended = answer_all(person, sent.sitting, able(0.5), now=now)
    assert ended.level is not None and Evidence.objects.count() == 1


def test_an_answer_given_before_moves_a_test_under_way_no_more(
    person: Actor, begun: Sitting, pulled: Pull, now: datetime
) -> None:
    for turn in range(3):
        answer_next(person, begun, able(3), now + timedelta(minutes=turn))
    first = begun.responses.order_by("place")[0]
    before = Sitting.objects.get(pk=begun.pk)
    pulled(first.item)
    after = Sitting.objects.get(pk=begun.pk)
    assert (after.state, after.current_id) == (before.state, before.current_id)
    given = list(after.responses.order_by("place"))
    assert [row.counts for row in given] == [False, True, True]
    assert state_of(after, given).scored == 2
    ended = answer_all(person, after, able(0.5), now=now + timedelta(minutes=9))
    assert ended.responses.filter(scored=True).count() >= ended.rules["min_items"]
    assert not ended.responses.get(item=first.item).scored


def test_a_test_that_ended_before_the_worker_came_is_scored_again(
    convener: Actor, person: Actor, begun: Sitting, pulled: Pull, now: datetime
) -> None:
    for turn in range(6):
        answer_next(person, begun, able(3), now + timedelta(minutes=turn))
    first = begun.responses.order_by("place")[0].item
    pulled(first, work=False)
    ended = end_sitting(person, begun, now=now + timedelta(minutes=9))
    assert ended.responses.get(item=first).scored
    spoiled = ended.theta
    drain(lambda: now + timedelta(hours=3))
    after = Sitting.objects.get(pk=begun.pk)
    assert after.theta != spoiled and not after.responses.get(item=first).scored
    assert Evidence.objects.get().level == after.level


def test_who_has_the_question_in_front_of_them_is_looked_at_too(
    convener: Actor, person: Actor, begun: Sitting, now: datetime, later: datetime
) -> None:
    """On PostgreSQL an answer may be on its way that nobody sees yet; the sitting still shows the question."""
    shown = open_question(person, begun, now=now)
    assert shown.current is not None
    pull_item(convener, shown.current, reason="wrong", now=later)
    rescoring = Rescoring.objects.get()
    assert rescoring.sittings == 1 and list(sittings_touched(rescoring)) == [begun]
    Response.objects.create(
        sitting=begun, item=shown.current, place=0, points=1, seconds=9, item_version=1, at=now
    )
    drain(lambda: later)
    kept = Response.objects.get()
    assert (kept.scored, kept.counts) == (False, False)


def test_a_question_nobody_answered_starts_no_work(
    convener: Actor, private: Assessment, later: datetime
) -> None:
    item = Item.objects.filter(bank=private.bank).order_by("pk")[0]
    pull_item(convener, item, reason="wrong", now=later)
    assert not Rescoring.objects.exists()
