"""A plan says which step shows which skill, asks for no more than the job, and for no more time than is fair."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.models import Assessment
from techhire.plays.marketplace.actions.plans import Step, set_plan
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.models import AssessmentPlan, Posting, Requirement
from techhire.plays.marketplace.queries import choices_for, plan_shown, plans_for_person
from techhire.plays.seekers.actions.evidence import add_evidence
from tests.cases import in_one_world
from tests.factories.assessments import a_bank, a_test
from tests.factories.seekers import seeker_in


@pytest.fixture
def asked(published: Posting) -> Requirement:
    """The one skill of the posting, at level 2."""
    return Requirement.objects.get(posting=published)


@pytest.fixture
def quick(published: Posting, asked: Requirement) -> Assessment:
    """A test of that skill of ten minutes in a private bank."""
    return a_test(a_bank(published.community, asked.skill), seconds=600)


def step(test: Assessment, **changes: object) -> Step:
    given = {"choice": f"test-{test.pk}", "enough": 2, "stage": "before_yes"} | changes
    return Step(test.bank.skill_id, **given)  # type: ignore[arg-type]  # wrong on purpose in places


def test_a_plan_is_saved_whole_and_told_to_the_ledger(
    hiring_manager: Actor, published: Posting, quick: Assessment, now: datetime
) -> None:
    set_plan(hiring_manager, published, published.organization, steps=[step(quick)], now=now)
    shown = plan_shown(hiring_manager, published, published.organization)
    assert shown is not None and shown.total == 10 and shown.minutes == {"before_yes": 10}
    assert [(s.assessment_id, s.enough) for s in shown.steps] == [(quick.pk, 2)]
    assert Fact.objects.get(name="PlanSet").data == {
        "posting_id": published.pk,
        "organization_id": published.organization_id,
        "steps": 1,
        "minutes": 10,
    }


def test_no_steps_end_the_plan(
    hiring_manager: Actor, published: Posting, quick: Assessment, now: datetime
) -> None:
    for steps in ([step(quick)], []):
        set_plan(hiring_manager, published, published.organization, steps=steps, now=now)
    assert not AssessmentPlan.objects.exists()
    assert plan_shown(hiring_manager, published, published.organization) is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"enough": 3}, "more than the job"),
        ({"enough": 0}, "more than the job"),
        ({"choice": "test-999999"}, "not offered"),
        ({"choice": "nonsense"}, "not offered"),
        ({"stage": "someday"}, "when the step comes"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_changes(
    wrong: dict[str, object],
    why: str,
    hiring_manager: Actor,
    published: Posting,
    quick: Assessment,
    now: datetime,
) -> None:
    with pytest.raises(Refused, match=why):
        set_plan(hiring_manager, published, published.organization, steps=[step(quick, **wrong)], now=now)
    assert not AssessmentPlan.objects.exists()


def test_a_skill_the_job_does_not_ask_for_is_refused(
    hiring_manager: Actor, published: Posting, now: datetime
) -> None:
    other = a_test(a_bank(published.community))
    with pytest.raises(Refused, match="does not ask"):
        set_plan(hiring_manager, published, published.organization, steps=[step(other)], now=now)


def test_a_stage_asks_for_no_more_time_than_is_fair(
    hiring_manager: Actor, published: Posting, asked: Requirement, now: datetime
) -> None:
    long = a_test(a_bank(published.community, asked.skill), seconds=3600)
    with pytest.raises(Refused, match="at most 20 are fair"):
        set_plan(hiring_manager, published, published.organization, steps=[step(long)], now=now)
    set_plan(
        hiring_manager, published, published.organization, steps=[step(long, stage="after_yes")], now=now
    )


def test_the_second_of_two_people_saving_at_once_is_told(
    hiring_manager: Actor, published: Posting, quick: Assessment, now: datetime
) -> None:
    firm = published.organization
    set_plan(hiring_manager, published, firm, steps=[step(quick)], expected_version=0, now=now)
    with pytest.raises(Refused, match="Somebody else"):
        set_plan(hiring_manager, published, firm, steps=[], expected_version=0, now=now)
    assert AssessmentPlan.objects.count() == 1


@in_one_world("who", ["rival", "stranger", "convener", "trainer", "helper", "person", "visitor", "coach"])
def test_nobody_else_changes_the_plan_of_an_employer(
    who: str, published: Posting, quick: Assessment, now: datetime, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        set_plan(
            request.getfixturevalue(who), published, published.organization, steps=[step(quick)], now=now
        )
    assert not AssessmentPlan.objects.exists()


def test_a_reader_changes_nothing(
    published: Posting,
    employer: Organization,
    quick: Assessment,
    as_member: Callable[..., Actor],
    now: datetime,
) -> None:
    with pytest.raises(Refused):
        set_plan(as_member(employer, "reader"), published, employer, steps=[step(quick)], now=now)


def test_an_onramp_has_a_plan_of_its_own_for_a_job_it_can_see(
    coach: Actor, onramp: Organization, published: Posting, draft: Posting, quick: Assessment, now: datetime
) -> None:
    set_plan(coach, published, onramp, steps=[step(quick)], now=now)
    assert plan_shown(coach, published, onramp) is not None
    assert plan_shown(coach, published, published.organization) is None
    with pytest.raises(Refused):
        set_plan(coach, draft, onramp, steps=[], now=now)


def test_a_provider_makes_no_plan(
    trainer: Actor, provider: Organization, published: Posting, quick: Assessment, now: datetime
) -> None:
    with pytest.raises(Refused):
        set_plan(trainer, published, provider, steps=[step(quick)], now=now)


def test_a_plan_follows_what_the_job_asks_for_later(
    hiring_manager: Actor, published: Posting, quick: Assessment, now: datetime
) -> None:
    set_plan(hiring_manager, published, published.organization, steps=[step(quick)], now=now)
    skill = quick.bank.skill
    set_requirements(hiring_manager, published, lines=[Line(skill.pk, 1)], now=now)
    shown = plan_shown(hiring_manager, published, published.organization)
    assert shown is not None and shown.steps[0].enough == 1


def test_whoever_has_proven_a_skill_has_nothing_to_do(
    hiring_manager: Actor, system: Actor, published: Posting, quick: Assessment, now: datetime
) -> None:
    set_plan(hiring_manager, published, published.organization, steps=[step(quick)], now=now)
    seeker = seeker_in(published.community)
    ((_plan, (before,)),) = plans_for_person(system, seeker, published)
    add_evidence(
        system, seeker, skill_id=quick.bank.skill_id, kind="proctored_test", level=3.0, sd=0.3, at=now.date(),
        source="bank:1", now=now,
    )  # fmt: skip
    ((_plan, (after,)),) = plans_for_person(system, seeker, published)
    assert (before.enough, after.enough, after.word) == (False, True, "proven")


def test_choices_are_those_of_this_community_and_practice(
    hiring_manager: Actor, published: Posting, asked: Requirement, quick: Assessment, elsewhere: object,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    practice = a_test(a_bank(None, asked.skill))
    a_test(a_bank(elsewhere, asked.skill))  # type: ignore[arg-type]  # the fixture's community
    with django_assert_max_num_queries(6):
        found = choices_for(hiring_manager, published, published.organization)[asked.skill_id]
    assert {(c.key, c.proves) for c in found} == {(f"test-{practice.pk}", False), (f"test-{quick.pk}", True)}
