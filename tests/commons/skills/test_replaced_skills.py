"""What of the language itself follows where a skill is replaced: how texts are read, and role profiles."""

from datetime import datetime

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import publish_skill, replace_skill, update_skill
from techhire.commons.skills.bridge import read_text, vocabulary_for_reading
from techhire.commons.skills.models import (
    Framework,
    ProfileSkill,
    RoleProfile,
    Skill,
    SkillAlias,
    language_version,
    succession,
)
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


def test_names_of_a_communitys_replaced_skill_are_read_there_and_nowhere_else(
    community: Community, elsewhere: Community, convener: Actor, barge: Skill, now: datetime
) -> None:
    others = {other: language_version(other) for other in (elsewhere.pk, None)}
    here = language_version(community.pk)
    replace_skill(convener, barge, Skill.objects.get(code="python"), now=now)
    assert language_version(community.pk) != here
    assert {other: language_version(other) for other in others} == others
    names = {
        who: {row.name for row in vocabulary_for_reading(who)[0].rows} for who in (community.pk, *others)
    }
    assert {"Barge radio", "VHF radio"} <= names[community.pk]
    assert not {"Barge radio", "VHF radio"} & (names[elsewhere.pk] | names[None])


def test_what_is_kept_of_the_language_notices_that_a_replaced_skill_was_told_anew(
    community: Community, convener: Actor, barge: Skill, marine: Skill, now: datetime
) -> None:
    gone = replace_skill(convener, barge, marine, now=now)
    before = language_version(community.pk)
    update_skill(convener, gone, aliases=["Channel 13"], now=now)
    assert language_version(community.pk) != before
    assert [line.skill_id for line in read_text("Must have: Channel 13.", community.pk).lines] == [marine.pk]


@pytest.mark.parametrize("returns", ["first", "second"])
def test_lines_that_became_one_stay_where_they_are_whichever_skill_returns(
    community: Community, convener: Actor, barge: Skill, marine: Skill, now: datetime, returns: str
) -> None:
    radio, role = (
        own_skill(community, name="Radio"),
        RoleProfile.objects.create(slug="deck", name="Deck hand"),
    )
    for skill, level in ((barge, 2), (marine, 3)):
        ProfileSkill.objects.create(
            profile=role, skill=skill, level=level, importance="essential", when="day_one"
        )
    for skill in (barge, marine):
        replace_skill(convener, skill, radio, now=now)
        drain(lambda: now)
    publish_skill(convener, barge if returns == "first" else marine, now=now)
    drain(lambda: now)
    line = role.lines.get()
    assert (line.skill, line.level, line.named_as) == (radio, 3, None)
