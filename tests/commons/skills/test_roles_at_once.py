"""Two people of the civic lead press at the same moment: one is heard, the other is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.following import follow_step
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.actions.role_life import propose_role, update_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.models import RoleProfile, RoleRevision
from tests.conftest import NOW
from tests.factories.communities import CommunityFactory
from tests.factories.skills import own_skill

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: one SQLite file has one writer at a time")
    yield CommunityFactory(slug="shared")


def together(*deeds: Callable[[], object]) -> list[str]:
    """Begin all at the same moment, each on a connection of its own; what each was refused with, or nothing."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        try:
            barrier.wait(10)
            deed()
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(timeout=20) for done in [pool.submit(run, deed) for deed in deeds]]


def test_one_title_is_taken_once(place: Community) -> None:
    lead = Actor.system(place.pk)
    said = together(*[lambda: propose_role(lead, name="Barge desk", about="Helps.", now=NOW)] * 2)
    assert sorted(bool(one) for one in said) == [False, True]
    assert RoleProfile.objects.filter(community=place).count() == 1


def test_of_two_who_save_the_same_version_one_is_asked_to_look(place: Community) -> None:
    lead = Actor.system(place.pk)
    role = propose_role(lead, name="Barge desk", about="Helps.", now=NOW)
    save = [
        lambda: update_role(lead, role, about="Mine.", expected_version=1, now=NOW),
        lambda: update_role(lead, role, about="Yours.", expected_version=1, now=NOW),
    ]
    said = together(*save)
    assert sorted("Somebody else" in one for one in said) == [False, True]
    role.refresh_from_db()
    assert (role.version, RoleRevision.objects.filter(profile=role).count()) == (2, 2)


def test_a_save_and_a_following_wait_for_each_other(place: Community) -> None:
    lead = Actor.system(place.pk)
    old, new = own_skill(place, name="Barge radio"), own_skill(place, name="Marine radio")
    role = propose_role(lead, name="Barge desk", about="Helps.", lines=[RoleLine(old.pk, 2)], now=NOW)
    replace_skill(lead, old, new, now=NOW)
    together(
        lambda: update_role(lead, role, lines=[RoleLine(old.pk, 4), RoleLine(new.pk, 1)], now=NOW),
        lambda: follow_step(old.pk, 0, community_id=place.pk, now=NOW),
    )
    follow_step(old.pk, 0, community_id=place.pk, now=NOW)
    role.refresh_from_db()
    versions = RoleRevision.objects.filter(profile=role).values_list("version", flat=True)
    assert [line.skill for line in role.lines.all()] == [new]
    assert sorted(versions) == list(range(1, role.version + 1))
