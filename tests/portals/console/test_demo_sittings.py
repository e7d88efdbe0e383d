"""Tests the demo's people took go in by the steps the pages take."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import CheckIn, Sitting, TestDay
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.portals.console.demo.seeding import Scene
from techhire.portals.console.demo.sittings import LISTED, TESTED, add_sittings
from tests.conftest import NOW
from tests.factories.assessments import a_bank, a_test, an_item
from tests.factories.communities import OrganizationFactory
from tests.factories.onramps import on_caseload
from tests.factories.seekers import seeker_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(community: Community, as_member: Callable[..., Actor]) -> Scene:
    """The demo's onramp with its people, and the named seeker."""
    onramp = OrganizationFactory(community=community, kinds=["onramp"], name="Eastside Career House")
    coach = as_member(onramp)
    named = Account.objects.create(handle="seeker@demo.example", email="seeker@demo.example")
    seeker_in(community, account=named, name="Lucía Navarro")
    for _turn in range(TESTED + LISTED + 1):
        on_caseload(onramp)
    return Scene(
        community=community,
        slug=community.slug,
        now=NOW,
        dice=random.Random(3),
        skills={},
        profiles={},
        organizations={onramp.name: onramp},
        accounts={named.handle: named},
        seats={onramp.name: [Account.objects.get(pk=coach.account_id)]},
    )


def test_a_day_is_over_one_is_to_come_and_somebody_is_in_the_middle_of_a_test(scene: Scene) -> None:
    bank = a_bank(scene.community)
    for kind in ("match", "order", "short_text", "numeric", "multiple"):
        an_item(bank, kind=kind)
    a_test(bank)
    a_test(a_bank())
    a_test(a_bank())
    add_sittings(scene)
    over, coming = TestDay.objects.order_by("starts_at")
    assert (over.state, coming.state) == ("closed", "planned")
    assert CheckIn.objects.filter(day=over, confirmed_at__isnull=False).count() == TESTED
    assert CheckIn.objects.filter(day=coming).count() == LISTED
    assert Evidence.objects.filter(kind="proctored_test").count() == TESTED
    mine = Sitting.objects.filter(seeker=Seeker.objects.get(account__handle="seeker@demo.example"))
    assert sorted(mine.values_list("state", flat=True)) == ["finished", "under_way"]
    assert not mine.exclude(evidence=None).exists()
    assert coming.starts_at > NOW + timedelta(days=5)


def test_without_a_test_of_its_own_a_community_has_no_test_day(scene: Scene) -> None:
    add_sittings(scene)
    assert not TestDay.objects.exists() and not Sitting.objects.exists()


def test_another_community_gets_none_of_it(scene: Scene) -> None:
    scene.organizations.clear()
    scene.accounts.clear()
    a_test(a_bank(scene.community))
    add_sittings(scene)
    assert not TestDay.objects.exists()
