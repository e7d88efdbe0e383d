"""Where evidence is refused as a test ends: the test is over, the answers are kept, and the worker tries again."""

from datetime import datetime, timedelta
from functools import partial
from operator import add
from typing import Any

import pytest

from techhire.commons.ledger.models import Reaction
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions import closing
from techhire.plays.assessments.actions.overdue import count_waiting
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.actions.supervised import confirm_identity
from techhire.plays.assessments.models import Assessment, Sitting, TestDay
from techhire.plays.assessments.queries.results import result_of
from techhire.plays.assessments.reactions import sittings as reactions
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import answer_all, checked_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def refuse(*_given: Any, **_named: Any) -> None:
    raise Refused("That day has not come yet.", field="at")


@pytest.fixture
def ended(
    person: Actor,
    dana: Seeker,
    private: Assessment,
    day: TestDay,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> Sitting:
    """A supervised test whose evidence was refused at the last answer."""
    sitting = begin_sitting(person, dana, private, check_in=checked_in(day, dana), now=now)
    with monkeypatch.context() as patch:
        patch.setattr(closing, "add_evidence", refuse)
        return answer_all(person, sitting)


def test_the_last_answer_ends_the_test_and_the_result_is_shown(person: Actor, ended: Sitting) -> None:
    assert ended.state == "finished" and ended.level is not None and ended.evidence is None
    result = result_of(person, ended)
    assert result.reading is not None and "tried again" in result.why


def test_the_worker_counts_it(person: Actor, ended: Sitting, now: datetime) -> None:
    drain(lambda: now + HOUR)
    ended.refresh_from_db()
    assert ended.evidence == Evidence.objects.get(kind="proctored_test")
    assert result_of(person, ended).counts
    drain(lambda: now + 2 * HOUR)
    assert Evidence.objects.count() == 1


def test_it_is_tried_now_and_then_and_at_last_left_for_a_person(
    ended: Sitting, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "add_evidence", refuse)
    mine = Reaction.objects.get(handler__endswith="count_what_waited")
    first = mine.due_at
    drain(lambda: first)
    mine.refresh_from_db()
    assert mine.state == "waiting" and mine.due_at == first + reactions.WAITS[0]
    for days in range(1, 40):
        drain(partial(add, now, timedelta(days=days)))
    mine.refresh_from_db()
    assert mine.state == "stuck" and not Evidence.objects.exists()


def test_staff_who_check_somebody_in_late_are_not_stopped_by_it(
    person: Actor,
    dana: Seeker,
    private: Assessment,
    day: TestDay,
    coach: Actor,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_in = checked_in(day, dana)
    sitting = begin_sitting(person, dana, private, check_in=check_in, now=now)
    check_in.confirmed_at = None
    check_in.save()
    answer_all(person, sitting)
    with monkeypatch.context() as patch:
        patch.setattr(closing, "add_evidence", refuse)
        assert confirm_identity(coach, check_in, how="known", now=now).confirmed_at == now
    drain(lambda: now + HOUR)
    assert Evidence.objects.get().kind == "proctored_test"


def test_what_staff_took_out_meanwhile_is_not_counted(ended: Sitting, now: datetime) -> None:
    Sitting.objects.update(state="voided", voided_for="help")
    drain(lambda: now + HOUR)
    assert not Evidence.objects.exists()


def test_nobody_counts_it_by_hand(everybody: dict[str, Actor], ended: Sitting, now: datetime) -> None:
    for actor in everybody.values():
        with pytest.raises(Refused):
            count_waiting(actor, ended, now=now)
    count_waiting(Actor.system(ended.seeker.community_id), ended, now=now)
    assert Evidence.objects.exists()
