"""A program whose skill was replaced teaches the successor, at the higher level where it taught both."""

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.life_cycle import publish_skill, replace_skill
from techhire.plays.providers.actions.programs import set_teaches
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
    new.refresh_from_db()
    assert Teaches.objects.get(program=one).skill_version == new.version


def test_who_was_editing_the_program_is_asked_to_look_again(
    community: Community, provider: Organization, convener: Actor, system: Actor
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    program, other = a_program(provider, {old: 2}), a_program(provider, {new: 2})
    seen = program.version, other.version
    replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    program.refresh_from_db()
    other.refresh_from_db()
    assert (program.version, other.version) == (seen[0] + 1, seen[1])
    with pytest.raises(Refused, match="Somebody else changed this"):
        set_teaches(system, program, lines=[(old.pk, 2)], expected_version=seen[0], now=NOW)
    assert Teaches.objects.get(program=program).skill == new


@pytest.mark.parametrize("saved", [False, True])
def test_a_line_goes_back_unless_the_program_was_saved_with_the_successor(
    community: Community, provider: Organization, convener: Actor, system: Actor, saved: bool
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    program = a_program(provider, {old: 2})
    gone = replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    if saved:
        set_teaches(system, program, lines=[(new.pk, 2)], now=NOW)
    publish_skill(convener, gone, now=NOW)
    drain(lambda: NOW)
    assert Teaches.objects.get(program=program).skill == (new if saved else old)
