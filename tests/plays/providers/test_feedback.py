"""What employers said, by program: counts that single nobody out, for the provider and the civic lead."""

from collections.abc import Callable
from datetime import date

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.providers.actions.cohorts import complete_enrollment, enroll
from techhire.plays.providers.models import Program
from techhire.plays.providers.queries import feedback_by_program
from techhire.plays.seekers.models import EmployerFeedback, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, a_skill
from tests.factories.providers import a_cohort, a_program

pytestmark = pytest.mark.django_db

DONE, SAID = date(2026, 2, 10), date(2026, 2, 20)
MAY = {"trainer", "convener", "system", "provider_reader"}


@pytest.fixture
def network(db: None) -> Skill:
    return a_skill("Networking")


@pytest.fixture
def program(provider: Organization, network: Skill) -> Program:
    return a_program(provider, {network: 3}, listed=True, name="Network school")


@pytest.fixture
def provider_reader(provider: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(provider, "reader")


@pytest.fixture
def graduates(program: Program, system: Actor) -> list[Seeker]:
    """Twenty-two people who completed the program."""
    cohort = a_cohort(program, seats=30)
    people = [a_person(program.organization.community) for _one in range(22)]
    for seeker in people:
        complete_enrollment(system, enroll(system, cohort, seeker, now=NOW), on=DONE, now=NOW)
    return people


def say(
    employer: Organization, seeker: Seeker, skill: Skill, level: int, at: date = SAID, posting: int = 1
) -> None:
    EmployerFeedback.objects.create(
        seeker=seeker,
        organization=employer,
        skill=skill,
        level=level,
        posting_id=posting,
        at=at,
        given_at=NOW,
    )


def counts(actor: Actor, provider: Organization) -> list[tuple[str, int | None, int | None]]:
    return [
        (row.program.name, row.on_their_own.value, row.with_help.value)
        for row in feedback_by_program(actor, provider)
    ]


def test_people_are_counted_once_rounded_and_not_below_ten(
    trainer: Actor, provider: Organization, employer: Organization, network: Skill, graduates: list[Seeker]
) -> None:
    assert counts(trainer, provider) == []
    for at, seeker in enumerate(graduates):
        say(employer, seeker, network, 4 if at < 13 else 2)
        say(employer, seeker, network, 4 if at < 13 else 2, posting=2)
    assert counts(trainer, provider) == [("Network school", 15, None)]


def test_what_was_said_before_or_about_something_else_does_not_count(
    trainer: Actor, provider: Organization, employer: Organization, network: Skill, graduates: list[Seeker]
) -> None:
    other = a_skill("Cooking")
    for seeker in graduates:
        say(employer, seeker, network, 4, at=date(2026, 1, 5))
        say(employer, seeker, other, 4, posting=2)
    say(employer, a_person(provider.community), network, 5, posting=3)
    assert counts(trainer, provider) == []


def test_what_a_person_refused_still_counts_for_the_program(
    trainer: Actor, provider: Organization, employer: Organization, network: Skill, graduates: list[Seeker]
) -> None:
    for seeker in graduates:
        say(employer, seeker, network, 3)
    EmployerFeedback.objects.update(state="refused")
    assert counts(trainer, provider) == [("Network school", 20, None)]


@in_one_world(
    "who",
    [
        "trainer",
        "provider_reader",
        "convener",
        "system",
        "coach",
        "hiring_manager",
        "helper",
        "rival",
        "stranger",
        "person",
        "visitor",
    ],
)
def test_counts_are_for_the_provider_and_the_civic_lead(
    who: str, provider: Organization, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    if who in MAY:
        assert feedback_by_program(actor, provider) == []
    else:
        with pytest.raises(Refused):
            feedback_by_program(actor, provider)


def test_it_takes_the_same_queries_for_one_person_and_for_many(
    trainer: Actor,
    provider: Organization,
    employer: Organization,
    network: Skill,
    graduates: list[Seeker],
    django_assert_num_queries: Callable,
) -> None:
    for seeker in graduates:
        say(employer, seeker, network, 3)
    with django_assert_num_queries(3):
        feedback_by_program(trainer, provider)
