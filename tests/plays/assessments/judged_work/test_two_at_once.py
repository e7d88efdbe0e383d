"""Two assessors who hand in at the same moment, and one person who begins in two windows, take turns."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from techhire.commons.communities.models import Community
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.submissions import begin_work
from techhire.plays.assessments.models import Rubric, Submission
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.communities import CommunityFactory, OrganizationFactory, seat
from tests.factories.judging import NOW, a_rubric, handed_in, names, says
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in


@pytest.fixture
def shared(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    yield CommunityFactory(slug="shared", is_default=True)


@pytest.fixture
def twice(shared: Community) -> Rubric:
    """A work sample that two people of a college read."""
    rubric = a_rubric(OrganizationFactory(community=shared, kinds=["onramp"]), second_readings=100)
    college = OrganizationFactory(community=shared, kinds=["provider"])
    for _one in range(3):
        account = AccountFactory()
        seat(account, college)
        names(rubric, actor_for(account, shared))
    return rubric


def at_once(*deeds: Callable[[], object]) -> None:
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        for done in [pool.submit(run, deed) for deed in deeds]:
            done.result(timeout=20)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_judgments_handed_in_at_once_make_one_piece_of_evidence(shared: Community, twice: Rubric) -> None:
    assert connection.vendor == "postgresql"
    work = handed_in(seeker_in(shared, account=AccountFactory()), twice)
    first, second = work.judgments.order_by("place")
    at_once(lambda: says(first, 3, 3), lambda: says(second, 4, 4))
    assert Evidence.objects.count() == 1
    assert Submission.objects.get().state == "judged"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_task_begun_in_two_windows_at_once_is_begun_once(shared: Community, twice: Rubric) -> None:
    account = AccountFactory()
    seeker: Seeker = seeker_in(shared, account=account)
    actor: Actor = actor_for(account, shared)

    def begin() -> object:
        return begin_work(actor, seeker, twice, now=NOW)

    at_once(begin, begin)
    assert Submission.objects.count() == 1
