"""Somebody who took a supervised test, and one of its questions that was found wrong."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, Item, Rescoring, Sitting, TestDay
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import able, answer_all, checked_in

Take = Callable[..., Sitting]
Pull = Callable[..., Rescoring | None]


@pytest.fixture
def later(now: datetime) -> datetime:
    """When the question was found wrong: after everybody was done."""
    return now + timedelta(hours=2)


@pytest.fixture
def take(day: TestDay, private: Assessment, now: datetime) -> Take:
    """``take(person, seeker, 0.5)`` sits the test under supervision, able to answer what is below that difficulty."""

    def sit(actor: Actor, seeker: Seeker, ability: float = 0.5, *, seed: int = 7) -> Sitting:
        check_in = checked_in(day, seeker)
        begun = begin_sitting(actor, seeker, private, check_in=check_in, seed=seed, now=now)
        return answer_all(actor, begun, able(ability), now=now)

    return sit


@pytest.fixture
def taken(take: Take, person: Actor, dana: Seeker) -> Sitting:
    """Dana's test, finished and counted."""
    return take(person, dana)


@pytest.fixture
def wrong(taken: Sitting) -> Item:
    """The first question Dana was asked."""
    return taken.responses.order_by("place")[0].item


@pytest.fixture
def pulled(convener: Actor, later: datetime) -> Pull:
    """``pulled(item)`` takes it out and lets the worker do the rest."""

    def pull(item: Item, reason: str = "wrong", *, work: bool = True, **more: bool) -> Rescoring | None:
        pull_item(convener, item, reason=reason, now=later, **more)
        if work:
            drain(lambda: later)
        return Rescoring.objects.filter(item=item).order_by("pk").last()

    return pull
