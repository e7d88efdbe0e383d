"""Could I do this? From what people do now to three open jobs and one next step."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.communities.models import Community, Organization
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.plays.matches.queries import could_i
from techhire.plays.providers.models import Cohort, Program, Teaches
from tests.factories.matches import NOW, TODAY, a_posting, a_task


@pytest.fixture
def calls(tickets: Skill, excel: Skill) -> EverydayTask:
    return a_task("Answer calls", {tickets: 2, excel: 1})


@pytest.fixture
def router(networks: Skill) -> EverydayTask:
    return a_task("Set up a router", {networks: 2})


def test_the_jobs_nearest_to_what_somebody_does_come_first(
    community: Community,
    employer: Organization,
    calls: EverydayTask,
    tickets: Skill,
    networks: Skill,
    excel: Skill,
) -> None:
    far = a_posting(employer, {networks: 3, excel: 4, tickets: 5}, title="Far")
    near = a_posting(employer, {tickets: 2, networks: 2}, title="Near")
    there = a_posting(employer, {tickets: 2}, title="There")
    found = could_i(community, [calls.slug], today=TODAY)
    assert [job.posting for job in found.jobs] == [there, near, far]
    assert [(job.has, job.of) for job in found.jobs] == [(1, 1), (1, 2), (0, 3)]
    assert [line.skill for line in found.jobs[1].does] == [tickets]
    assert [line.skill for line in found.jobs[1].to_learn] == [networks]
    assert (found.open_if_confirmed, found.considered) == (1, 3)


def test_the_one_step_opens_most(
    community: Community, employer: Organization, calls: EverydayTask, tickets: Skill, networks: Skill
) -> None:
    for _unused in range(4):
        a_posting(employer, {tickets: 2, networks: 2})
    found = could_i(community, [calls.slug], today=TODAY)
    assert found.step is not None
    assert (found.step.kind, found.step.skill, found.step.gain_if_confirmed) == ("skill", networks, 4)


def test_a_program_can_be_the_step(
    community: Community,
    employer: Organization,
    provider: Organization,
    calls: EverydayTask,
    tickets: Skill,
    networks: Skill,
    excel: Skill,
) -> None:
    program = Program.objects.create(
        organization=provider, slug="both", name="Both", state="listed", confirmed_at=NOW
    )
    for skill in (networks, excel):
        Teaches.objects.create(program=program, skill=skill, level=3)
    Cohort.objects.create(program=program, starts_on=TODAY + timedelta(days=3), seats=9)
    a_posting(employer, {tickets: 2, networks: 2, excel: 3})
    found = could_i(community, [calls.slug], today=TODAY)
    assert found.step is not None and found.step.kind == "program"


def test_the_programs_there_are_are_read_once(
    community: Community, employer: Organization, calls: EverydayTask, tickets: Skill, networks: Skill
) -> None:
    a_posting(employer, {tickets: 2, networks: 2})
    with CaptureQueriesContext(connection) as asked:
        could_i(community, [calls.slug], today=TODAY)
    assert sum(f'FROM "{Program._meta.db_table}"' in one["sql"] for one in asked) == 1


def test_three_jobs_are_of_three_kinds(
    community: Community, employer: Organization, calls: EverydayTask, tickets: Skill
) -> None:
    for title in ("Help desk", "help desk", "Help desk", "Support line", "Front desk", "Fourth"):
        a_posting(employer, {tickets: 2}, title=title)
    jobs = could_i(community, [calls.slug], today=TODAY).jobs
    assert len({job.posting.title.casefold() for job in jobs}) == len(jobs) == 3


def test_tasks_add_up_by_their_highest_level(
    community: Community, calls: EverydayTask, tickets: Skill, excel: Skill, router: EverydayTask
) -> None:
    best = a_task("Run the help desk", {tickets: 4})
    found = could_i(community, [calls.slug, best.slug, "unknown", calls.slug], today=TODAY)
    assert {skill: level for skill, level in found.skills} == {tickets: 4, excel: 1}
    assert {task.slug for task in found.tasks} == {calls.slug, best.slug}


def test_nothing_tapped_or_nothing_open_says_so(
    community: Community, employer: Organization, calls: EverydayTask, tickets: Skill
) -> None:
    assert could_i(community, [calls.slug], today=TODAY).jobs == []
    a_posting(employer, {tickets: 2})
    empty = could_i(community, ["unknown"], today=TODAY)
    assert (empty.tasks, empty.jobs, empty.step) == ([], [], None)


def test_the_number_of_queries_does_not_grow(
    community: Community,
    employer: Organization,
    calls: EverydayTask,
    tickets: Skill,
    networks: Skill,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(25):
        a_posting(employer, {tickets: 2, networks: 3})
    with django_assert_max_num_queries(13):  # type: ignore[attr-defined]  # a context manager of pytest-django
        could_i(community, [calls.slug], today=TODAY)
