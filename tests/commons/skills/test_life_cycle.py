"""A skill's life in a community's own framework, who may move it, and what is kept of each step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.alignment import align_skills, remove_alignment
from techhire.commons.skills.actions.life_cycle import (
    propose_skill,
    publish_skill,
    replace_skill,
    retire_skill,
    review_skill,
    update_skill,
)
from techhire.commons.skills.bridge import read_text
from techhire.commons.skills.models import Alignment, Framework, Skill, SkillRevision
from techhire.commons.skills.queries import (
    alignments_of,
    anchors_for,
    find_skills,
    history_of,
    library_counts,
    search_skills,
    skill_numbered,
    skills_waiting,
)
from tests.cases import in_one_world
from tests.factories.skills import own_skill

pytestmark = pytest.mark.django_db
RADIO: dict[str, Any] = {
    "name": "Barge radio",
    "name_es": "Radio de barcazas",
    "definition": "Talks to barges on the right channel.",
    "definition_es": "Habla con las barcazas en el canal correcto.",
    "kind": "method",
}
NOT_CIVIC = ["hiring_manager", "trainer", "coach", "helper", "person", "visitor", "stranger"]


@pytest.fixture
def proposed(small_language: Framework, hiring_manager: Actor, now: datetime) -> Skill:
    return propose_skill(hiring_manager, aliases=["VHF radio", "barge radio"], now=now, **RADIO)


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "convener"])
def test_every_partner_may_propose(
    request: pytest.FixtureRequest, small_language: Framework, who: str, now: datetime
) -> None:
    skill = propose_skill(request.getfixturevalue(who), now=now, **RADIO)
    assert (skill.state, skill.version, skill.code) == ("proposed", 1, "barge-radio")
    assert Fact.objects.filter(name="SkillProposed", subject_id=skill.pk).count() == 1


@in_one_world("who", ["person", "visitor"])
def test_others_may_not_propose(
    request: pytest.FixtureRequest, small_language: Framework, who: str, now: datetime
) -> None:
    before = Skill.objects.count()
    with pytest.raises(Refused, match="partners"):
        propose_skill(request.getfixturevalue(who), now=now, **RADIO)
    assert Skill.objects.count() == before


def test_a_proposal_is_not_in_use_until_it_is_published(
    proposed: Skill, convener: Actor, community: Community, now: datetime
) -> None:
    assert not find_skills("barge", community=community)
    assert [s.pk for s in skills_waiting(convener)] == [proposed.pk]
    publish_skill(convener, proposed, now=now)
    assert find_skills("barge", community=community) == [proposed.pk]
    assert find_skills("vhf radio", community=community) == [proposed.pk]
    assert library_counts(convener).own == 1


def test_texts_are_read_with_a_communitys_own_skill_there_and_nowhere_else(
    proposed: Skill, convener: Actor, community: Community, elsewhere: Community, now: datetime
) -> None:
    ad = "Requirements: must have VHF radio and Python."
    assert proposed.pk not in {line.skill_id for line in read_text(ad, community.pk).lines}
    publish_skill(convener, proposed, now=now)
    assert proposed.pk in {line.skill_id for line in read_text(ad, community.pk).lines}
    for other in (elsewhere.pk, None):
        assert {line.name for line in read_text(ad, other).lines} == {"Python"}


MOVES: dict[str, Callable[..., Skill]] = {
    "review": review_skill,
    "publish": publish_skill,
    "retire": retire_skill,
    "replace": lambda actor, skill, now: replace_skill(
        actor, skill, Skill.objects.get(code="python", framework__slug="starter"), now=now
    ),
    "update": lambda actor, skill, now: update_skill(actor, skill, name="X", now=now),
}


@in_one_world("who", NOT_CIVIC)
@pytest.mark.parametrize("move", MOVES)
def test_only_the_civic_lead_decides(
    request: pytest.FixtureRequest, proposed: Skill, who: str, move: str, now: datetime
) -> None:
    with pytest.raises(Refused, match="civic lead|another community"):
        MOVES[move](request.getfixturevalue(who), proposed, now=now)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.version) == ("proposed", 1)


@pytest.mark.parametrize("move", ["publish", "retire", "update"])
def test_the_starter_framework_is_not_the_communitys_to_change(
    small_language: Framework, convener: Actor, move: str, now: datetime
) -> None:
    with pytest.raises(Refused, match="shared by every community"):
        MOVES[move](convener, Skill.objects.get(code="python"), now=now)


def test_every_step_is_kept_with_who_and_why(
    proposed: Skill, hiring_manager: Actor, convener: Actor, now: datetime
) -> None:
    review_skill(convener, proposed, note="Asked two tugboat firms.", now=now)
    publish_skill(convener, proposed, now=now)
    update_skill(convener, proposed, half_life_years=12, note="Radios last.", now=now)
    retire_skill(convener, proposed, now=now)
    steps = list(history_of(proposed))[::-1]
    assert [step.state for step in steps] == ["proposed", "in_review", "published", "published", "retired"]
    assert [step.version for step in steps] == [1, 2, 3, 4, 5]
    assert steps[0].by_id == hiring_manager.account_id
    assert steps[1].note == "Asked two tugboat firms."
    assert steps[3].changes == {"half_life_years": ["6.0", "12"]}
    assert Fact.objects.filter(name="SkillMoved").count() == 3
    assert Fact.objects.filter(name="SkillChanged").count() == 1


@pytest.mark.parametrize(
    ("state", "move"),
    [
        ("published", review_skill),
        ("published", publish_skill),
        ("in_review", review_skill),
        ("retired", retire_skill),
    ],
)
def test_a_skill_does_not_jump(
    small_language: Framework,
    convener: Actor,
    community: Community,
    now: datetime,
    state: str,
    move: Callable[..., Skill],
) -> None:
    skill = own_skill(community, state=state)
    with pytest.raises(Refused) as refusal:
        move(convener, skill, now=now)
    assert refusal.value.field == "state"
    assert not SkillRevision.objects.exists()


def test_a_retired_skill_may_come_back(
    small_language: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    skill = own_skill(community, state="retired")
    assert publish_skill(convener, skill, now=now).state == "published"


def test_a_replaced_skill_points_to_one_in_use(
    small_language: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    skill, retired = own_skill(community), own_skill(community, state="retired")
    for bad in (skill, retired):
        with pytest.raises(Refused) as refusal:
            replace_skill(convener, skill, bad, now=now)
        assert refusal.value.field == "successor"
    python = Skill.objects.get(code="python")
    assert replace_skill(convener, skill, python, now=now).replaced_by == python
    skill.refresh_from_db()
    assert (skill.state, skill.replaced_by_id) == ("replaced", python.pk)


def test_two_people_saving_at_once_lose_nothing(proposed: Skill, convener: Actor, now: datetime) -> None:
    update_skill(convener, proposed, definition="First.", expected_version=1, now=now)
    with pytest.raises(Refused, match="Somebody else changed this"):
        update_skill(convener, proposed, definition="Second.", expected_version=1, now=now)
    proposed.refresh_from_db()
    assert proposed.definition == "First."


def test_saving_the_same_again_makes_no_version(proposed: Skill, convener: Actor, now: datetime) -> None:
    update_skill(convener, proposed, name="Barge radio", aliases=["VHF radio"], now=now)
    proposed.refresh_from_db()
    assert proposed.version == 1


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "Python"}, "name"),
        ({"name": "python 3"}, "name"),
        ({"definition": ""}, "definition"),
        ({"kind": "wizardry"}, "kind"),
        ({"half_life_years": "0"}, "half_life_years"),
        ({"half_life_years": "long"}, "half_life_years"),
        ({"half_life_years": "NaN"}, "half_life_years"),
        ({"aliases": ["SQL"]}, "aliases"),
        ({"aliases": [f"name {n}" for n in range(41)]}, "aliases"),
        ({"color": "red"}, "color"),
        ({"note": "x" * 401}, "note"),
    ],
)
def test_bad_words_name_their_field_and_leave_nothing_behind(
    small_language: Framework, convener: Actor, now: datetime, details: dict[str, Any], field: str
) -> None:
    before = Skill.objects.count()
    with pytest.raises(Refused) as refusal:
        propose_skill(convener, now=now, **{**RADIO, **details})
    assert refusal.value.field == field
    assert Skill.objects.count() == before


def test_the_same_words_in_another_community_are_another_skill(
    proposed: Skill, stranger: Actor, elsewhere: Community, now: datetime
) -> None:
    theirs = propose_skill(stranger, now=now, **RADIO)
    assert theirs.framework != proposed.framework
    assert skill_numbered(stranger, proposed.pk) is None


def test_a_tie_keeps_the_versions_it_was_made_with(
    small_language: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    own, python = own_skill(community), Skill.objects.get(code="python")
    tie = align_skills(convener, own, python, relation="broader", now=now)
    Skill.objects.filter(pk=python.pk).update(version=9)
    tie.refresh_from_db()
    assert (tie.origin_version, tie.target_version, tie.relation) == (1, 1, "broader")
    python.refresh_from_db()
    renewed = align_skills(convener, own, python, relation="exact", now=now)
    assert (renewed.pk, renewed.target_version) == (tie.pk, 9)
    assert [t.pk for t in alignments_of(community.pk, python)] == [tie.pk]
    assert Fact.objects.filter(name="SkillsAligned").count() == 2


def test_a_tie_of_another_community_is_not_seen(
    small_language: Framework, convener: Actor, community: Community, elsewhere: Community, now: datetime
) -> None:
    python = Skill.objects.get(code="python")
    align_skills(convener, own_skill(community), python, relation="exact", now=now)
    assert not alignments_of(elsewhere.pk, python)


@in_one_world("who", NOT_CIVIC)
def test_only_the_civic_lead_ties_and_unties(
    request: pytest.FixtureRequest,
    small_language: Framework,
    convener: Actor,
    community: Community,
    who: str,
    now: datetime,
) -> None:
    own, python = own_skill(community), Skill.objects.get(code="python")
    tie = align_skills(convener, own, python, relation="exact", now=now)
    actor = request.getfixturevalue(who)
    with pytest.raises(Refused):
        align_skills(actor, own, python, relation="related", now=now)
    with pytest.raises(Refused):
        remove_alignment(actor, tie, now=now)
    assert Alignment.objects.get().relation == "exact"


def test_bad_ties_are_refused(
    small_language: Framework, convener: Actor, community: Community, elsewhere: Community, now: datetime
) -> None:
    own, python = own_skill(community), Skill.objects.get(code="python")
    with pytest.raises(Refused, match="itself"):
        align_skills(convener, own, own, relation="exact", now=now)
    with pytest.raises(Refused, match="stand"):
        align_skills(convener, own, python, relation="cousin", now=now)
    with pytest.raises(Refused, match="another community"):
        align_skills(convener, own, own_skill(elsewhere), relation="exact", now=now)
    with pytest.raises(Refused, match="shared by every"):
        align_skills(convener, python, own, relation="exact", now=now)


def test_searching_puts_the_name_before_what_only_mentions_it(small_language: Framework) -> None:
    assert search_skills("sql")[0].code == "sql"
    assert search_skills("  ") == []


@pytest.mark.parametrize("field", ["name_es", "definition_es"])
def test_a_skill_is_not_published_until_it_is_told_in_spanish_too(
    small_language: Framework, hiring_manager: Actor, convener: Actor, now: datetime, field: str
) -> None:
    skill = propose_skill(hiring_manager, now=now, **RADIO | {field: ""})
    with pytest.raises(Refused, match="both languages") as refusal:
        publish_skill(convener, skill, now=now)
    assert refusal.value.field == field
    update_skill(convener, skill, now=now, **{field: RADIO[field]})
    publish_skill(convener, skill, now=now)
    with pytest.raises(Refused, match="both languages"):
        update_skill(convener, skill, now=now, **{field: ""})


def test_a_broader_skill_is_one_in_use_and_never_stands_below(
    small_language: Framework, proposed: Skill, convener: Actor, community: Community, now: datetime
) -> None:
    wide = own_skill(community, name="Radio", parent=proposed)
    with pytest.raises(Refused, match="broader than itself"):
        update_skill(convener, proposed, parent=wide, now=now)
    with pytest.raises(Refused, match="in use"):
        update_skill(convener, wide, parent=own_skill(community, state="retired"), now=now)
    python = Skill.objects.get(code="python")
    assert update_skill(convener, proposed, parent=python, now=now).parent == python
    assert update_skill(convener, proposed, parent=None, now=now).parent is None


def test_a_level_of_ones_own_is_told_in_both_languages_and_can_be_taken_back(
    proposed: Skill, convener: Actor, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        update_skill(convener, proposed, anchors={3: ("Calls alone.", "")}, now=now)
    assert refusal.value.field == "anchor_3_es"
    changed = update_skill(convener, proposed, anchors={3: ("Calls alone.", "Llama sin ayuda.")}, now=now)
    assert changed.version == proposed.version + 1
    assert anchors_for(proposed)[2].text_es == "Llama sin ayuda."
    update_skill(convener, proposed, anchors={3: ("", "")}, now=now)
    assert anchors_for(proposed)[2].text == "Level 3."


def test_a_broader_skill_that_went_out_of_use_stays_while_nobody_changes_it(
    small_language: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    retired = own_skill(community, name="Wire", state="retired")
    skill = own_skill(community, parent=retired)
    changed = update_skill(convener, skill, parent=retired, definition="Talks.", now=now)
    assert (changed.definition, changed.parent) == ("Talks.", retired)


def test_a_ring_that_two_people_closed_at_once_does_not_hold_up_who_comes_after(
    small_language: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    one, other, skill = (own_skill(community) for _ in range(3))
    Skill.objects.filter(pk=one.pk).update(parent=other)
    Skill.objects.filter(pk=other.pk).update(parent=one)
    assert update_skill(convener, skill, parent=Skill.objects.get(pk=one.pk), now=now).parent == one


def test_what_is_proposed_has_a_broader_skill_in_use_here(
    small_language: Framework, convener: Actor, community: Community, elsewhere: Community, now: datetime
) -> None:
    for bad in (own_skill(community, state="retired"), own_skill(elsewhere)):
        with pytest.raises(Refused, match="in use") as refusal:
            propose_skill(convener, parent=bad, now=now, **RADIO)
        assert refusal.value.field == "parent"
    python = Skill.objects.get(code="python")
    assert propose_skill(convener, parent=python, now=now, **RADIO).parent == python
