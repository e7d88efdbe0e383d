"""What of the language itself follows where a skill is replaced: how texts are read, and role profiles."""

from datetime import datetime

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.bridge import read_text
from techhire.commons.skills.models import Framework, ProfileSkill, RoleProfile, Skill, SkillAlias, succession
from tests.factories.skills import own_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def barge(small_language: Framework, community: Community) -> Skill:
    skill = own_skill(community, name="Barge radio")
    SkillAlias.objects.create(skill=skill, text="VHF radio")
    return skill


@pytest.fixture
def marine(small_language: Framework, community: Community) -> Skill:
    return own_skill(community, name="Marine radio")


@pytest.mark.parametrize("words", ["barge radio", "VHF radio", "marine radio"])
def test_a_text_that_names_the_old_skill_is_read_as_its_successor(
    community: Community, convener: Actor, barge: Skill, marine: Skill, now: datetime, words: str
) -> None:
    replace_skill(convener, barge, marine, now=now)
    read = read_text(f"Must have: {words}.", community.pk)
    assert [(line.skill_id, line.name) for line in read.lines] == [(marine.pk, "Marine radio")]


def test_a_role_asks_for_the_successor(
    community: Community, convener: Actor, barge: Skill, marine: Skill, now: datetime
) -> None:
    role = RoleProfile.objects.create(community=community, slug="deck", name="Deck hand")
    ProfileSkill.objects.create(profile=role, skill=barge, level=2, importance="essential", when="day_one")
    replace_skill(convener, barge, marine, now=now)
    drain(lambda: now)
    line = role.lines.get()
    assert (line.skill, line.named_as) == (marine, barge)
    assert Fact.objects.get(name="RoleLineFollowed").subject_id == role.pk


def test_a_way_is_followed_to_its_end_and_kin_are_all_that_end_there(
    community: Community, convener: Actor, barge: Skill, marine: Skill, now: datetime
) -> None:
    radio, python = own_skill(community, name="Radio"), Skill.objects.get(code="python")
    replace_skill(convener, barge, marine, now=now)
    replace_skill(convener, marine, radio, now=now)
    chain = succession()
    assert chain.end_of(barge.pk) == radio.pk and chain.end_of(python.pk) == python.pk
    assert chain.kin_of([marine.pk]) == {barge.pk, marine.pk, radio.pk}
    assert chain.through(marine.pk) == {barge.pk, marine.pk}
