"""The nearest steps, computed twice: as shown, and if what the person told us is confirmed."""

from datetime import date, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import evidence
from techhire.plays.matches.queries import jobs_for, near_misses
from techhire.plays.matches.queries.steps import as_if_confirmed, code_of
from techhire.plays.providers.models import Cohort, Program, Teaches
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, TODAY, a_person, a_posting, claims, proves


@pytest.fixture
def seeker(community: Community, person: Actor) -> Seeker:
    return a_person(community, account_id=person.account_id)


@pytest.fixture
def program(provider: Organization, networks: Skill) -> Program:
    """Twelve weeks, teaches networks at level 3, starts in ten days."""
    made = Program.objects.create(
        organization=provider,
        slug="networks",
        name="Networks in twelve weeks",
        state="listed",
        tuition=400,
        confirmed_at=NOW,
    )
    Teaches.objects.create(program=made, skill=networks, level=3)
    Cohort.objects.create(program=made, starts_on=TODAY + timedelta(days=10), seats=12)
    return made


@in_one_world("who", ["hiring_manager", "rival", "visitor", "coach", "stranger"])
def test_only_the_person_and_whom_they_let_in_see_their_steps(
    who: str, seeker: Seeker, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        near_misses(request.getfixturevalue(who), seeker, today=TODAY)


def test_a_step_names_the_skill_and_counts_the_jobs_it_opens(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    proves(seeker, tickets, 3)
    for _unused in range(3):
        a_posting(employer, {tickets: 2, networks: 2})
    a_posting(employer, {tickets: 2})
    steps = near_misses(person, seeker, today=TODAY)
    assert (steps.open_now, steps.considered, steps.claims_only) == (1, 4, False)
    best = steps[0]
    assert (best.kind, best.skill, best.level) == ("skill", networks, 2)
    assert (best.gain_shown, best.gain_if_confirmed) == (3, 3)


def test_the_promise_of_a_step_is_kept_when_it_is_taken(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    """After a test at that level exactly the promised jobs are open."""
    proves(seeker, tickets, 3)
    for _unused in range(3):
        a_posting(employer, {tickets: 2, networks: 2})
    before = near_misses(person, seeker, today=TODAY)
    proves(seeker, before[0].skill, before[0].level)
    after = near_misses(person, seeker, today=TODAY)
    assert after.open_now == before.open_now + before[0].gain_shown


def test_people_who_have_only_claims_see_what_confirming_them_opens(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    claims(seeker, tickets, 3)
    a_posting(employer, {tickets: 2})
    a_posting(employer, {tickets: 2, networks: 2})
    steps = near_misses(person, seeker, today=TODAY)
    assert (steps.open_now, steps.open_if_confirmed, steps.claims_only) == (0, 1, True)
    by_skill = {(step.skill, step.level): step for step in steps}
    assert by_skill[tickets, 2].gain_shown == 1 and by_skill[tickets, 2].gain_if_confirmed == 0
    assert by_skill[networks, 2].gain_shown == 0 and by_skill[networks, 2].gain_if_confirmed == 1


def test_a_program_comes_with_length_cost_and_next_start(
    seeker: Seeker,
    person: Actor,
    employer: Organization,
    tickets: Skill,
    networks: Skill,
    program: Program,
) -> None:
    proves(seeker, tickets, 3)
    a_posting(employer, {tickets: 2, networks: 2})
    steps = near_misses(person, seeker, today=TODAY)
    step = next(step for step in steps if step.kind == "program")
    assert step.program is not None and step.program.program_id == program.pk
    assert (step.weeks, step.tuition, step.next_start) == (12, 400, TODAY + timedelta(days=10))
    assert step.gain_shown + step.moves_up >= 1


def test_jobs_that_conditions_keep_away_are_no_gain(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    proves(seeker, tickets, 3)
    a_posting(employer, {tickets: 2, networks: 2}, pay_max=10)
    Seeker.objects.filter(pk=seeker.pk).update(pay_floor_cents=2_000)
    seeker.refresh_from_db()
    steps = near_misses(person, seeker, today=TODAY)
    assert (steps.considered, len(steps)) == (0, 0)


def test_nobody_with_nothing_is_left_without_an_answer(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill
) -> None:
    assert list(near_misses(person, seeker, today=TODAY)) == []
    a_posting(employer, {tickets: 2})
    assert near_misses(person, seeker, today=TODAY)[0].gain_shown == 1
    assert jobs_for(person, seeker, today=TODAY) == []


def test_at_most_the_limit_and_the_best_first(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill, excel: Skill
) -> None:
    for asked, times in ((tickets, 1), (networks, 3), (excel, 2)):
        for _unused in range(times):
            a_posting(employer, {asked: 2})
    steps = near_misses(person, seeker, today=TODAY, limit=2)
    assert [step.skill for step in steps] == [networks, excel]


@pytest.mark.parametrize(
    "kinds", [["claim"], ["claim", "claim"], ["claim", "completion"], ["completion"], []]
)
def test_if_confirmed_is_the_evidence_engines_own_reading(kinds: list[str]) -> None:
    as_of = date(2026, 3, 1)
    pieces = [
        evidence.Piece(evidence.Kind(kind), 1.5 + at, "somebody", date(2025, 6, 1 + at))
        for at, kind in enumerate(kinds)
    ]
    wanted = evidence.if_confirmed(pieces, as_of=as_of, half_life_years=6).code
    assert code_of(as_if_confirmed(pieces, as_of), as_of, 6) == wanted
