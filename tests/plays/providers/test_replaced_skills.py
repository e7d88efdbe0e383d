"""A program whose skill was replaced teaches the successor, at the higher level where it taught both."""

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.plays.providers.models import Teaches
from tests.factories.matches import NOW
from tests.factories.providers import a_program
from tests.factories.skills import own_skill

pytestmark = pytest.mark.django_db


def test_a_program_teaches_the_successor(
    community: Community, provider: Organization, convener: Actor
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    one, both = a_program(provider, {old: 2}), a_program(provider, {old: 3, new: 1})
    replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    taught = {row.program_id: (row.skill, row.level) for row in Teaches.objects.select_related("skill")}
    assert taught == {one.pk: (new, 2), both.pk: (new, 3)}
    assert Fact.objects.filter(name="TeachingFollowed").count() == 2
