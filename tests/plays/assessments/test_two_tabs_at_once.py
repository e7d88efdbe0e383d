"""Two tabs of one person in the same moment: one test begins, one answer counts, one seat is taken."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from techhire.commons.communities.models import Community
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import Taken, answer_question, begin_sitting, open_question
from techhire.plays.assessments.actions.supervised import list_person
from techhire.plays.assessments.models import CheckIn, Response, Sitting
from techhire.plays.seekers.queries import seeker_of
from tests.factories.assessments import a_bank, a_test, a_test_day
from tests.factories.communities import CommunityFactory, OrganizationFactory
from tests.factories.matches import NOW, a_person
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shared(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    assert connection.vendor == "postgresql"
    yield CommunityFactory(slug="shared")


@pytest.fixture
def somebody(shared: Community) -> Actor:
    """Somebody with a record."""
    actor = actor_for(AccountFactory(), shared)
    seeker_behind(actor)
    return actor


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed came to, done in the same moment over connections of their own; refusals are answers too."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(timeout=20) for done in [pool.submit(do, deed) for deed in deeds]]


def test_one_test_begins(somebody: Actor) -> None:
    me, test = seeker_of(somebody), a_test(a_bank())
    assert me is not None
    came = at_once(*[lambda: begin_sitting(somebody, me, test, now=NOW)] * 2)
    assert Sitting.objects.count() == 1
    assert sorted(type(one).__name__ for one in came) == ["Refused", "Sitting"]


def test_one_answer_counts(somebody: Actor) -> None:
    me = seeker_of(somebody)
    assert me is not None
    shown = open_question(somebody, begin_sitting(somebody, me, a_test(a_bank()), now=NOW), now=NOW)
    item_id = shown.current_id
    assert item_id is not None

    def send(choice: str) -> Callable[[], Any]:
        return lambda: answer_question(somebody, shown, place=0, item_id=item_id, answer=choice, now=NOW)

    came = at_once(send("a"), send("b"))
    assert {one.taken for one in came} == {Taken.SAVED, Taken.REPEATED}
    assert Response.objects.count() == 1


def test_the_last_seat_goes_to_one(shared: Community) -> None:
    onramp = OrganizationFactory(community=shared, kinds=["onramp"])
    day = a_test_day(onramp, a_test(a_bank(shared)), state="planned", seats=1)
    system, people = Actor.system(shared.pk), [a_person(shared), a_person(shared)]
    came = at_once(*[lambda one=one: list_person(system, day, one, now=NOW) for one in people])
    assert CheckIn.objects.count() == 1
    assert sorted(type(one).__name__ for one in came) == ["CheckIn", "Refused"]
