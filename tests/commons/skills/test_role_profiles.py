"""Role profiles of a community's own: made, copied, changed, published, retired; every step kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.life_cycle import publish_skill, replace_skill
from techhire.commons.skills.actions.role_life import propose_role, publish_role, retire_role, update_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import Framework, Occupation, ProfileSkill, RoleProfile, Skill
from techhire.commons.skills.queries import (
    own_role,
    own_roles,
    role_at,
    role_history,
    role_known,
    role_profiles,
    role_steps,
    role_titled,
)
from tests.cases import in_one_world
from tests.factories.skills import own_skill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_language")]
TOLD = {"name": "Barge desk", "about": "Helps crews.", "name_es": "Mesa de barcazas", "about_es": "Ayuda."}


def skill(code: str) -> Skill:
    return Skill.objects.get(code=code, framework__slug="starter")


def core(*codes: str) -> list[RoleLine]:
    """These skills at level 2, needed on day one."""
    return [RoleLine(skill(code).pk, 2) for code in codes]


@pytest.fixture
def shared() -> RoleProfile:
    """The one shared role: user support, which asks for troubleshooting at level 2."""
    return RoleProfile.objects.get(slug="user-support")


@pytest.fixture
def barge(convener: Actor, now: datetime) -> RoleProfile:
    """A proposed profile of the community's own that asks for SQL and DNS."""
    return propose_role(convener, lines=core("sql", "dns"), now=now, **TOLD)


@pytest.fixture
def own_copy(convener: Actor, shared: RoleProfile, now: datetime) -> RoleProfile:
    """A published copy of user support."""
    copy = propose_role(convener, copied_from=shared, about_es="Ayuda a la gente.", now=now)
    return publish_role(convener, copy, now=now)


def asked(role: RoleProfile) -> dict[str, tuple[int, int, str, str]]:
    rows = ProfileSkill.objects.filter(profile=role)
    said = rows.values_list("skill__code", "level", "weight", "importance", "when")
    return {code: (level, weight, importance, when) for code, level, weight, importance, when in said}


def test_a_profile_is_begun_from_nothing_and_used_once_it_is_published(
    barge: RoleProfile, convener: Actor, community: Community, now: datetime
) -> None:
    assert (barge.slug, barge.state, barge.version, barge.copied_from) == ("barge-desk", "proposed", 1, None)
    assert barge not in role_profiles(community) and role_known(community, "barge-desk") is None
    published = publish_role(convener, barge, note="Three employers asked.", now=now)
    assert (published.state, published.version) == ("published", 2)
    assert role_at(community, "barge-desk") == barge
    assert {fact.name for fact in Fact.objects.filter(subject_type="role")} == {"RoleProposed", "RoleMoved"}


def test_a_copy_takes_over_all_of_the_shared_one_and_its_place_while_it_is_published(
    own_copy: RoleProfile, shared: RoleProfile, convener: Actor, community: Community, now: datetime
) -> None:
    assert (own_copy.slug, own_copy.name, own_copy.soc_code) == ("user-support", "User support", "15-1232")
    assert asked(own_copy) == asked(shared) == {"computer-troubleshooting": (2, 3, "essential", "day_one")}
    assert list(role_profiles(community)) == [own_copy] and role_at(community, shared.slug) == own_copy
    assert list(role_profiles()) == [shared]
    retire_role(convener, own_copy, now=now)
    assert list(role_profiles(community)) == [shared] and role_at(community, shared.slug) == shared


def test_a_copy_is_known_by_the_titles_of_the_shared_one(own_copy: RoleProfile, community: Community) -> None:
    assert role_titled(role_profiles(community), "Help Desk Technician II") == own_copy


def test_another_community_never_sees_it(
    own_copy: RoleProfile, barge: RoleProfile, shared: RoleProfile, elsewhere: Community, stranger: Actor
) -> None:
    assert list(role_profiles(elsewhere)) == [shared]
    assert role_at(elsewhere, own_copy.slug) == shared and role_known(elsewhere, barge.slug) is None
    assert list(own_roles(stranger)) == [] and own_role(stranger, own_copy.pk) is None


def test_a_change_is_a_version_whose_history_says_who_when_and_what(
    barge: RoleProfile, convener: Actor, now: datetime
) -> None:
    lines = [RoleLine(skill("sql").pk, 3, 5, "preferred", "learned"), *core("python")]
    changed = update_role(convener, barge, name="Lock desk", lines=lines, note="Locks too.", now=now)
    assert (changed.version, asked(barge)["sql"]) == (2, (3, 5, "preferred", "learned"))
    step, first = role_steps(role_history(barge))
    assert (step.version, step.note, step.at) == (2, "Locks too.", now)
    assert step.by is not None and step.by.pk == convener.account_id
    assert [(one.field, one.before, one.after) for one in step.texts] == [("name", "Barge desk", "Lock desk")]
    told = {one.skill.code: (one.before, one.after) for one in step.asks}
    assert told.keys() == {"sql", "dns", "python"}
    before, after = told["sql"]
    assert before is not None and (before.level, before.importance, before.when) == (
        2,
        "essential",
        "day_one",
    )
    assert after is not None and (after.level, after.weight, after.when) == (3, 5, "learned")
    assert told["dns"][1] is None and told["python"][0] is None
    assert {one.skill.code for one in first.asks} == {"sql", "dns"}
    assert Fact.objects.get(name="RoleChanged").data == {"profile_id": barge.pk, "version": 2}


def test_saving_what_stands_there_is_no_version(barge: RoleProfile, convener: Actor, now: datetime) -> None:
    same = update_role(convener, barge, lines=core("dns", "sql"), now=now, **TOLD)
    assert same.version == 1 and role_history(barge).count() == 1


def test_whoever_saves_over_somebody_else_is_asked_to_look(
    barge: RoleProfile, convener: Actor, now: datetime
) -> None:
    update_role(convener, barge, about="New.", expected_version=1, now=now)
    for late in (
        lambda: update_role(convener, barge, about="Old.", expected_version=1, now=now),
        lambda: publish_role(convener, barge, expected_version=1, now=now),
        lambda: retire_role(convener, barge, expected_version=1, now=now),
    ):
        with pytest.raises(Refused, match="Somebody else changed this"):
            late()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"name": "User support"}, "name"),
        ({"about": ""}, "about"),
        ({"about": "x" * 1001}, "about"),
        ({"about_es": "\x00"}, "about_es"),
        ({"soc_code": "151232"}, "soc_code"),
        ({"soc_code": "15-9999"}, "soc_code"),
        ({"slug": "other"}, "slug"),
    ],
)
def test_a_text_that_cannot_stay_is_refused_at_its_field(
    barge: RoleProfile, convener: Actor, now: datetime, change: dict[str, Any], field: str
) -> None:
    Occupation.objects.create(scheme="soc2018", code="15-1232", title="Helpers")
    with pytest.raises(Refused) as refusal:
        update_role(convener, barge, now=now, **change)
    assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        propose_role(convener, now=now, **TOLD | {"name": "Other"} | change)
    assert refusal.value.field == field


def test_a_line_that_cannot_be_asked_is_refused(
    barge: RoleProfile, convener: Actor, community: Community, elsewhere: Community, now: datetime
) -> None:
    retired = own_skill(community, name="Telex", state="retired")
    sql = skill("sql").pk
    for lines, said in (
        ([RoleLine(sql, 6)], "level from 1 to 5"),
        ([RoleLine(sql, 2, 0)], "level from 1 to 5"),
        ([RoleLine(sql, 2, 3, "maybe")], "level from 1 to 5"),
        ([RoleLine(sql, 2, 3, "essential", "later")], "level from 1 to 5"),
        ([RoleLine(sql, 2), RoleLine(sql, 3)], "once"),
        ([RoleLine(10**9, 2)], "do not know"),
        ([RoleLine(own_skill(elsewhere, name="Theirs").pk, 2)], "do not know"),
        ([RoleLine(retired.pk, 2)], "“Telex” is not in use"),
        ([RoleLine(pk, 2) for pk in range(1, 42)], "at most 40"),
    ):
        with pytest.raises(Refused, match=said):
            update_role(convener, barge, lines=lines, now=now)
    assert asked(barge).keys() == {"sql", "dns"}


def test_what_is_published_is_told_in_spanish_and_asks_for_something_in_use(
    convener: Actor, community: Community, now: datetime
) -> None:
    telex = own_skill(community, name="Telex")
    role = propose_role(convener, name="Telex desk", about="Sends.", lines=[RoleLine(telex.pk, 2)], now=now)
    for field, change in (("name_es", {"name_es": "Télex"}), ("about_es", {"about_es": "Envía."})):
        with pytest.raises(Refused, match="both languages") as refusal:
            publish_role(convener, role, now=now)
        assert refusal.value.field == field
        update_role(convener, role, now=now, **change)
    Skill.objects.filter(pk=telex.pk).update(state="retired")
    with pytest.raises(Refused, match="“Telex” is not in use"):
        publish_role(convener, role, now=now)
    update_role(convener, role, lines=[RoleLine(telex.pk, 2, 3, "preferred")], now=now)
    Skill.objects.filter(pk=telex.pk).update(state="published")
    with pytest.raises(Refused, match="at least one essential"):
        publish_role(convener, role, now=now)
    update_role(convener, role, lines=core("sql"), now=now)
    publish_role(convener, role, now=now)
    for worse in ({"name_es": ""}, {"lines": []}):
        with pytest.raises(Refused):
            update_role(convener, role, now=now, **worse)


def test_only_steps_of_its_life_can_be_taken(barge: RoleProfile, convener: Actor, now: datetime) -> None:
    publish_role(convener, barge, now=now)
    with pytest.raises(Refused, match="from where it is"):
        publish_role(convener, barge, now=now)
    retire_role(convener, barge, now=now)
    with pytest.raises(Refused, match="from where it is"):
        retire_role(convener, barge, now=now)
    assert publish_role(convener, barge, now=now).version == 4


def test_one_title_is_one_profile(
    barge: RoleProfile, own_copy: RoleProfile, shared: RoleProfile, convener: Actor, now: datetime
) -> None:
    with pytest.raises(Refused, match="already a role profile"):
        propose_role(convener, copied_from=shared, now=now)
    retire_role(convener, barge, now=now)
    second = propose_role(convener, lines=core("sql"), now=now, **TOLD)
    assert second.slug == "barge-desk-2"
    with pytest.raises(Refused, match="already a role profile"):
        publish_role(convener, barge, now=now)


def test_shared_ones_alone_are_copied(
    barge: RoleProfile, shared: RoleProfile, convener: Actor, now: datetime
) -> None:
    retired = RoleProfile.objects.create(slug="gone", name="Gone", about="Was.", state="retired")
    for other in (barge, retired):
        with pytest.raises(Refused, match="shared role profiles"):
            propose_role(convener, copied_from=other, now=now, **TOLD | {"name": "New"})


def test_what_was_turned_down_is_shown_to_nobody_but_what_was_in_use_is(
    barge: RoleProfile, convener: Actor, hiring_manager: Actor, community: Community, now: datetime
) -> None:
    retire_role(convener, barge, now=now)
    assert role_known(community, barge.slug) is None and own_role(hiring_manager, barge.pk) is None
    publish_role(convener, barge, now=now)
    retire_role(convener, barge, now=now)
    assert role_known(community, barge.slug) == barge and role_at(community, barge.slug) is None
    assert own_role(hiring_manager, barge.pk) == barge and own_role(convener, barge.pk) == barge


def test_another_occupation_has_another_detailed_code(
    own_copy: RoleProfile, convener: Actor, now: datetime
) -> None:
    RoleProfile.objects.filter(pk=own_copy.pk).update(onet_code="15-1232.00")
    assert update_role(convener, own_copy, name="Support", now=now).onet_code == "15-1232.00"
    assert update_role(convener, own_copy, soc_code="15-1231", now=now).onet_code == ""


def test_a_code_that_came_with_the_shared_one_is_not_asked_about_until_it_changes(
    own_copy: RoleProfile, convener: Actor, now: datetime
) -> None:
    Occupation.objects.create(scheme="soc2018", code="15-1252", title="Developers")
    changed = update_role(convener, own_copy, soc_code="15-1232", about="Helps more.", now=now)
    assert (changed.soc_code, changed.about) == ("15-1232", "Helps more.")
    with pytest.raises(Refused, match="no such code"):
        update_role(convener, own_copy, soc_code="15-1231", now=now)


DEEDS: list[Callable[..., object]] = [
    lambda actor, role, now: propose_role(actor, now=now, **TOLD | {"name": "Mine"}),
    lambda actor, role, now: update_role(actor, role, about="Mine.", now=now),
    lambda actor, role, now: publish_role(actor, role, now=now),
    lambda actor, role, now: retire_role(actor, role, now=now),
]
OTHERS = ["hiring_manager", "trainer", "coach", "helper", "rival", "person", "visitor"]


@in_one_world("who", OTHERS)
def test_only_the_civic_lead_may(
    who: str, barge: RoleProfile, request: pytest.FixtureRequest, now: datetime
) -> None:
    actor = request.getfixturevalue(who)
    for deed in DEEDS:
        with pytest.raises(Refused):
            deed(actor, barge, now)
    barge.refresh_from_db()
    assert (barge.version, RoleProfile.objects.filter(name="Mine").count()) == (1, 0)


def test_a_reader_of_the_civic_lead_changes_nothing(
    as_member: Callable[..., Actor], civic: Organization, barge: RoleProfile, now: datetime
) -> None:
    for deed in DEEDS:
        with pytest.raises(Refused, match="Only the civic lead"):
            deed(as_member(civic, "reader"), barge, now)


def test_the_civic_lead_of_another_community_changes_nothing_here(
    stranger: Actor, barge: RoleProfile, now: datetime
) -> None:
    for deed in DEEDS[1:]:
        with pytest.raises(Refused, match="another community"):
            deed(stranger, barge, now)


def test_a_shared_one_is_changed_by_nobody(convener: Actor, shared: RoleProfile, now: datetime) -> None:
    for deed in DEEDS[1:]:
        with pytest.raises(Refused, match="Every community has this"):
            deed(convener, shared, now)


def test_its_lines_follow_a_replaced_skill_and_its_history_says_so(
    convener: Actor, community: Community, now: datetime
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    role = propose_role(convener, lines=[RoleLine(old.pk, 2)], now=now, **TOLD)
    gone = replace_skill(convener, old, new, now=now)
    drain(lambda: now)
    role.refresh_from_db()
    step = role_steps(role_history(role))[0]
    assert (role.version, step.version, step.followed, step.by) == (2, 2, [(old, new)], None)
    with pytest.raises(Refused, match="Somebody else changed this"):
        update_role(convener, role, lines=[RoleLine(old.pk, 3)], expected_version=1, now=now)
    update_role(convener, role, lines=[RoleLine(new.pk, 3)], now=now)
    publish_skill(convener, gone, now=now)
    drain(lambda: now)
    assert role.lines.get().skill == new


def test_the_starter_is_loaded_beside_a_communitys_own(
    own_copy: RoleProfile, shared: RoleProfile, small_language: Framework, now: datetime
) -> None:
    load_starter(now=now)
    own_copy.refresh_from_db()
    assert (own_copy.name, asked(own_copy).keys()) == ("User support", {"computer-troubleshooting"})
