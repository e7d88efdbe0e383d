"""Two staff adding evidence in the same moment take turns; neither piece is lost from the estimate."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from techhire.commons.communities.models import Community
from techhire.engines import evidence as engine
from techhire.plays.seekers.models import Estimate, Evidence
from tests.factories.communities import CommunityFactory
from tests.factories.seekers import piece, seeker_in
from tests.factories.skills import SkillFactory


@pytest.fixture
def shared(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    yield CommunityFactory(slug="shared")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_connections_adding_at_once_lose_nothing(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    seeker, skill = seeker_in(shared), SkillFactory(half_life_years=6)
    start = Barrier(2)

    def add(source: str) -> None:
        try:
            start.wait(timeout=10)
            piece(seeker, skill, "proctored_test", 3.0, sd=0.3, source=source)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(add, "one"), pool.submit(add, "two")]:
            done.result(timeout=20)
    assert Evidence.objects.count() == 2
    alone = engine.estimate(
        [engine.Piece(engine.Kind.PROCTORED_TEST, 3.0, "one", shared.as_of, sd=0.3)],
        as_of=shared.as_of,
        half_life_years=6,
    )
    assert engine.decode(Estimate.objects.get().code).sd < alone.sd
