"""A skill that another took the place of: demand and supply go on meeting, and back again where it returns."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import publish_skill, replace_skill
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.models import AssessmentPlan, PlanStep, Posting, Requirement
from techhire.plays.matches import reactions
from techhire.plays.matches.actions.snapshots import draw_up_snapshot, publish_snapshot
from techhire.plays.matches.models import Snapshot
from techhire.plays.matches.queries import Shortlist
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.models import Estimate, Evidence, Seeker
from techhire.plays.seekers.queries import skill_lines, skill_story
from tests.factories.matches import NOW, a_posting, add_line, found_person, proves
from tests.factories.skills import own_skill

pytestmark = pytest.mark.django_db
Look = Callable[..., Shortlist]


@pytest.fixture
def barge(community: Community) -> Skill:
    return own_skill(community, name="Barge radio", name_es="Radio de barcaza")


@pytest.fixture
def marine(community: Community) -> Skill:
    return own_skill(community, name="Marine radio", name_es="Radio marina")


def work(at: timedelta = timedelta()) -> None:
    drain(lambda: NOW + at)


def replace(convener: Actor, old: Skill, successor: Skill) -> None:
    replace_skill(convener, old, successor, now=NOW)
    work()


def code_of(seeker: Seeker, skill: Skill) -> int:
    return Estimate.objects.filter(seeker=seeker, skill=skill).values_list("code", flat=True).first() or 0


def people_in(shown: Shortlist) -> dict[int, int]:
    """How many of the skills asked for each person shows."""
    return {row.seeker_id: row.shows for row in shown.rows}


def test_a_posting_that_asks_the_old_skill_meets_who_shows_either(
    community: Community, employer: Organization, convener: Actor, barge: Skill, marine: Skill, look: Look
) -> None:
    posting = a_posting(employer, {barge: 2})
    before, after = found_person(community, {barge: 3}), found_person(community, {marine: 3})
    assert people_in(look(posting)).get(after.pk, 0) == 0
    replace(convener, barge, marine)
    late = found_person(community, {marine: 3})
    assert people_in(look(posting)) == {before.pk: 1, after.pk: 1, late.pk: 1}


def test_a_posting_that_asks_the_successor_meets_who_showed_the_old_skill(
    community: Community, employer: Organization, convener: Actor, barge: Skill, marine: Skill, look: Look
) -> None:
    posting, before = a_posting(employer, {marine: 2}), found_person(community, {barge: 3})
    replace(convener, barge, marine)
    late = found_person(community, {barge: 3})
    assert people_in(look(posting)) == {before.pk: 1, late.pk: 1}
    assert set(Evidence.objects.values_list("skill_id", flat=True)) == {barge.pk}


def test_the_snapshot_is_built_anew_where_many_people_stand_elsewhere_now(
    community: Community,
    employer: Organization,
    convener: Actor,
    barge: Skill,
    marine: Skill,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posting, before = a_posting(employer, {marine: 2}), found_person(community, {barge: 3})
    publish_snapshot(draw_up_snapshot(community.pk, now=NOW), now=NOW)
    monkeypatch.setattr(reactions, "ENOUGH_CHANGES", 1)
    replace(convener, barge, marine)
    assert people_in(look(posting)) == {before.pk: 1}
    built = Snapshot.objects.count()
    work(timedelta(minutes=2))
    assert Snapshot.objects.count() == built + 1
    assert people_in(look(posting)) == {before.pk: 1}


def test_the_successors_estimate_counts_both_and_the_record_shows_every_piece(
    community: Community, convener: Actor, system: Actor, barge: Skill, marine: Skill
) -> None:
    seeker = found_person(community, {barge: 3})
    proves(seeker, marine, 3)
    alone = code_of(seeker, marine)
    replace(convener, barge, marine)
    assert code_of(seeker, barge) == 0 and code_of(seeker, marine) not in (0, alone)
    assert [line.skill.pk for line in skill_lines(system, seeker)] == [marine.pk]
    story = skill_story(system, seeker, marine)
    assert story.line.code == code_of(seeker, marine) and len(story.pieces) == 2
    assert skill_story(system, seeker, barge).pieces
    withdraw_evidence(system, Evidence.objects.get(seeker=seeker, skill=barge), now=NOW)
    assert code_of(seeker, marine) == alone


def test_a_posting_that_asks_both_asks_the_successor_once_at_the_higher_level(
    employer: Organization, convener: Actor, barge: Skill, marine: Skill
) -> None:
    posting = a_posting(employer, {barge: 4})
    add_line(posting, marine, 2, importance="preferred", when="learned", weight=5)
    replace(convener, barge, marine)
    line = Requirement.objects.get(posting=posting)
    assert (line.skill, line.level, line.weight) == (marine, 4, 5)
    assert (line.importance, line.when) == ("essential", "day_one")
    posting.refresh_from_db()
    assert posting.version == 2


def test_steps_of_a_plan_go_with_the_skill(
    employer: Organization, barge: Skill, marine: Skill, convener: Actor
) -> None:
    posting = a_posting(employer, {barge: 2})
    plan = AssessmentPlan.objects.create(posting=posting, organization=employer, changed_at=NOW)
    PlanStep.objects.create(plan=plan, skill=barge, kind="interview", enough=2, stage="interview", minutes=10)
    replace(convener, barge, marine)
    assert PlanStep.objects.get(plan=plan).skill == marine


def test_a_chain_is_followed_to_its_end_and_a_skill_that_comes_back_stands_for_itself(
    community: Community, employer: Organization, convener: Actor, barge: Skill, marine: Skill, look: Look
) -> None:
    posting, seeker = a_posting(employer, {barge: 2}), found_person(community, {barge: 3})
    radio = own_skill(community, name="Two-way radio")
    replace(convener, barge, marine)
    replace(convener, marine, radio)
    assert code_of(seeker, radio) and people_in(look(posting)) == {seeker.pk: 1}
    assert posting.requirements.get().skill == radio
    marine.refresh_from_db()
    publish_skill(convener, marine, now=NOW)
    work()
    assert posting.requirements.get().skill == marine and people_in(look(posting)) == {seeker.pk: 1}
    barge.refresh_from_db()
    publish_skill(convener, barge, now=NOW)
    work()
    assert posting.requirements.get().skill == barge and people_in(look(posting)) == {seeker.pk: 1}
    assert (code_of(seeker, marine), code_of(seeker, radio)) == (0, 0)


def test_what_followed_is_told_and_doing_it_again_changes_nothing(
    employer: Organization, community: Community, convener: Actor, barge: Skill, marine: Skill
) -> None:
    posting = a_posting(employer, {barge: 2})
    closed: Posting = a_posting(employer, {barge: 2}, state="closed")
    replace(convener, barge, marine)
    told = Fact.objects.filter(name="RequirementFollowed")
    assert set(told.values_list("subject_id", flat=True)) == {posting.pk, closed.pk}
    work()
    assert told.count() == 2
    assert Fact.objects.get(name="SkillStandsElsewhere").data == {
        "skill_id": barge.pk,
        "before_id": barge.pk,
        "after_id": marine.pk,
    }


def test_a_line_that_the_employer_saved_with_the_successor_stays_there(
    employer: Organization, convener: Actor, system: Actor, barge: Skill, marine: Skill
) -> None:
    posting = a_posting(employer, {barge: 2})
    replace(convener, barge, marine)
    set_requirements(system, posting, lines=[Line(marine.pk, 2)], now=NOW)
    barge.refresh_from_db()
    publish_skill(convener, barge, now=NOW)
    work()
    line = posting.requirements.get()
    assert (line.skill, line.named_as) == (marine, None)
