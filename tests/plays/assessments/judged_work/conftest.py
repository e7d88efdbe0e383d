"""A work sample in use, people of other partners who judge, and somebody who hands work in."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.models import Interview, Rubric
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.models import Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import NOW, a_rubric, names, permitted
from tests.factories.matches import a_posting
from tests.factories.people import AccountFactory
from tests.factories.seekers import findable, seeker_behind

ROLES = [
    "person",
    "other_person",
    "coach",
    "trainer",
    "hiring_manager",
    "helper",
    "convener",
    "rival",
    "stranger",
    "visitor",
    "onramp_reader",
    "other_coach",
    "assessor",
]


@pytest.fixture
def dana(person: Actor) -> Seeker:
    """Somebody with an account and an empty record."""
    return seeker_behind(person)


@pytest.fixture
def college(community: Community) -> Organization:
    """A provider that neither keeps the rubric nor knows the person."""
    return OrganizationFactory(community=community, kinds=["provider"])


@pytest.fixture
def assessor(college: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Somebody of another partner who was named to judge."""
    return as_member(college)


@pytest.fixture
def second_assessor(college: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(college)


@pytest.fixture
def third_assessor(college: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(college)


@pytest.fixture
def rubric(onramp: Organization, tickets: Skill, assessor: Actor) -> Rubric:
    """The onramp's work sample, judged by one assessor."""
    made = a_rubric(onramp, tickets)
    names(made, assessor)
    return made


@pytest.fixture
def double_rubric(
    onramp: Organization, tickets: Skill, assessor: Actor, second_assessor: Actor, third_assessor: Actor
) -> Rubric:
    """A work sample that is always read by two, with a third at hand."""
    made = a_rubric(onramp, tickets, second_readings=100)
    names(made, assessor, second_assessor, third_assessor)
    return made


@pytest.fixture
def other_person(community: Community) -> Actor:
    """Another job seeker."""
    actor = actor_for(AccountFactory(), community)
    seeker_behind(actor, "Lee Park")
    return actor


@pytest.fixture
def onramp_reader(onramp: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Somebody who may look at what the onramp keeps, and no more."""
    return as_member(onramp, "reader")


@pytest.fixture
def other_coach(community: Community, as_member: Callable[..., Actor]) -> Actor:
    """A member of another onramp."""
    return as_member(OrganizationFactory(community=community, kinds=["onramp"]))


@pytest.fixture
def role(request: pytest.FixtureRequest) -> Callable[[str], Actor]:
    """``role("coach")`` is the actor of that name."""
    return request.getfixturevalue


@pytest.fixture
def guide(employer: Organization, tickets: Skill) -> Rubric:
    return a_rubric(employer, tickets, kind="interview", task="", task_es="")


@pytest.fixture
def shared_guide(onramp: Organization, tickets: Skill) -> Rubric:
    return a_rubric(onramp, tickets, kind="interview", task="", task_es="")


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def seen(dana: Seeker, tickets: Skill, posting: Posting, hiring_manager: Actor) -> Seeker:
    """Dana, whose name the employer learned for its posting."""
    findable(dana, tickets)
    note_shown(hiring_manager, posting, [dana.pk], now=NOW)
    unmask(hiring_manager, posting, dana, early_reason="interview_set", now=NOW)
    return Seeker.objects.get(pk=dana.pk)


@pytest.fixture
def interview(
    hiring_manager: Actor, employer: Organization, seen: Seeker, guide: Rubric, posting: Posting
) -> Interview:
    return permitted(
        open_interview(hiring_manager, employer, seen, guide, job=job_of(hiring_manager, posting), now=NOW)
    )


@pytest.fixture
def asked(
    hiring_manager: Actor, employer: Organization, seen: Seeker, guide: Rubric, posting: Posting
) -> Interview:
    """An interview the person has not answered yet."""
    return open_interview(hiring_manager, employer, seen, guide, job=job_of(hiring_manager, posting), now=NOW)
