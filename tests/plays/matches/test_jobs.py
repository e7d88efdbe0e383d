"""The other side: which open jobs fit one person, why others are not shown, and what is not known."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Framework, Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import Shortlist, fit_for, is_seen, jobs_for
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import (
    NOW,
    TODAY,
    a_person,
    a_posting,
    a_skill,
    add_line,
    claims,
    crowd,
    found_person,
)
from tests.plays.matches.oracle import plain_order


@pytest.fixture
def seeker(community: Community, person: Actor, tickets: Skill) -> Seeker:
    """The signed-in person's own record: tickets proven at level 3."""
    return a_person(community, {tickets: 3}, account_id=person.account_id)


@in_one_world("who", ["hiring_manager", "rival", "visitor", "coach", "trainer", "helper", "stranger"])
def test_only_the_person_and_whom_they_let_in_see_their_jobs(
    who: str, seeker: Seeker, posting: Posting, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(Refused):
        jobs_for(actor, seeker, today=TODAY)
    with pytest.raises(Refused):
        fit_for(actor, seeker, posting)
    with pytest.raises(Refused):
        is_seen(actor, seeker, posting)


def test_a_posting_one_may_not_see_has_no_fit(
    seeker: Seeker,
    person: Actor,
    employer: Organization,
    elsewhere: Community,
    stranger: Actor,
    tickets: Skill,
) -> None:
    there = Organization.objects.get(community=elsewhere)
    for posting in (a_posting(employer, {tickets: 2}, state="draft"), a_posting(there, {tickets: 2})):
        with pytest.raises(Refused):
            fit_for(person, seeker, posting)


def test_jobs_come_best_first_with_each_line_in_words(
    seeker: Seeker, person: Actor, posting: Posting, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    easy = a_posting(employer, {tickets: 2}, pay_max=None)
    claims(seeker, networks, 3)
    jobs = jobs_for(person, seeker, today=TODAY)
    assert [job.posting for job in jobs] == [easy, posting]
    assert [(job.group, job.shows, job.of) for job in jobs] == [(0, 1, 1), (1, 1, 2)]
    assert {line.skill.pk: line.word for line in jobs[1].lines} == {
        tickets.pk: "proven",
        networks.pk: "claimed",
    }
    assert jobs[0].organization_name == employer.name and jobs[0].is_shown


def test_both_sides_see_the_same_fit(
    employer: Organization, hiring_manager: Actor, system: Actor, look: Callable[..., Shortlist]
) -> None:
    dice = random.Random(5)
    skills = [a_skill(f"Skill {n}") for n in range(5)]
    crowd(employer.community, skills, 30, dice)
    for _unused in range(3):
        asks = {skill: dice.choice([1, 2, 3]) for skill in dice.sample(skills, 3)}
        posting = a_posting(employer, asks, workplace=dice.choice(["on_site", "remote"]))
        standing, _considered, _out = plain_order(posting)
        for row in look(posting).rows:
            job = fit_for(system, Seeker.objects.get(pk=row.seeker_id), posting)
            assert (job.group, job.fit) == (row.group, pytest.approx(row.fit, abs=1e-12))
            assert (job.group, job.fit) == (
                standing[row.seeker_id][0],
                pytest.approx(standing[row.seeker_id][1]),
            )


@pytest.mark.parametrize(
    ("of_person", "of_posting", "reason"),
    [
        ({"travel_minutes": 1, "latitude": 39.5}, {}, "farther"),
        ({"remote_ok": False}, {"workplace": "remote"}, "done from home"),
        ({"authorized": "no"}, {}, "authorization"),
        ({"needs_sponsorship": "yes"}, {"sponsors": False}, "does not sponsor"),
        ({"schedule": 1}, {"schedule": 2}, "hours"),
        ({"pay_floor_cents": 3000}, {"pay_max": 20}, "pays less"),
        ({"available_from": date(2026, 9, 1)}, {"starts_on": date(2026, 4, 1)}, "before you can"),
    ],
)
def test_not_shown_because(
    of_person: dict[str, object],
    of_posting: dict[str, object],
    reason: str,
    seeker: Seeker,
    person: Actor,
    employer: Organization,
    tickets: Skill,
) -> None:
    posting = a_posting(employer, {tickets: 2}, **of_posting)
    Seeker.objects.filter(pk=seeker.pk).update(**of_person)
    seeker.refresh_from_db()
    assert jobs_for(person, seeker, today=TODAY) == []
    (job,) = jobs_for(person, seeker, today=TODAY, with_hidden=True)
    assert len(job.why_not) == 1 and reason in str(job.why_not[0]) and not job.is_shown
    assert [str(r) for r in fit_for(person, seeker, posting).why_not] == [str(job.why_not[0])]


def test_what_is_not_said_passes_and_is_told_as_unknown(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill
) -> None:
    a_posting(employer, {tickets: 2}, latitude=None, longitude=None)
    Seeker.objects.filter(pk=seeker.pk).update(pay_floor_cents=3000, schedule=1)
    seeker.refresh_from_db()
    (job,) = jobs_for(person, seeker, today=TODAY)
    unknown = " ".join(str(word) for word in job.unknown)
    assert "where the work is" in unknown and "what it pays" in unknown and "the hours" in unknown


def test_yearly_pay_is_compared_by_the_hour(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill
) -> None:
    a_posting(employer, {tickets: 2}, pay_max=41_600, pay_unit="YEAR")
    for floor, shown in ((2000, True), (2001, False)):
        Seeker.objects.filter(pk=seeker.pk).update(pay_floor_cents=floor)
        seeker.refresh_from_db()
        assert bool(jobs_for(person, seeker, today=TODAY)) is shown


def test_being_found_is_said_once_and_not_for_each_job(
    seeker: Seeker, person: Actor, posting: Posting
) -> None:
    assert not seeker.found
    assert fit_for(person, seeker, posting).why_not == []


def test_jobs_of_an_employer_one_hides_from_are_left_out(
    seeker: Seeker, person: Actor, posting: Posting, employer: Organization
) -> None:
    assert jobs_for(person, seeker, today=TODAY)
    block_employer(person, seeker, employer, now=NOW)
    assert jobs_for(person, seeker, today=TODAY) == []


def test_only_published_jobs_of_the_own_community_count(
    seeker: Seeker,
    person: Actor,
    employer: Organization,
    elsewhere: Community,
    tickets: Skill,
    stranger: Actor,
) -> None:
    a_posting(employer, {tickets: 2}, state="draft")
    a_posting(employer, {tickets: 2}, state="closed")
    a_posting(Organization.objects.get(community=elsewhere), {tickets: 2})
    assert jobs_for(person, seeker, today=TODAY) == []


def test_postings_kept_in_memory_follow_every_change(
    seeker: Seeker, person: Actor, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    """Swap two postings of equal version, rename an employer, rename a skill, raise a requirement."""
    one = a_posting(employer, {tickets: 2}, version=3)
    two = a_posting(employer, {tickets: 2}, version=3, state="paused")
    assert [job.posting for job in jobs_for(person, seeker, today=TODAY)] == [one]
    Posting.objects.filter(pk=one.pk).update(state="paused", version=4)
    Posting.objects.filter(pk=two.pk).update(state="published", version=3)
    assert [job.posting for job in jobs_for(person, seeker, today=TODAY)] == [two]
    Organization.objects.filter(pk=employer.pk).update(name="Renamed Works")
    assert jobs_for(person, seeker, today=TODAY)[0].organization_name == "Renamed Works"
    add_line(two, networks, 3)
    Posting.objects.filter(pk=two.pk).update(version=4)
    assert jobs_for(person, seeker, today=TODAY)[0].of == 2
    Skill.objects.filter(pk=networks.pk).update(name="Renamed skill")
    Framework.objects.update(changed_at=NOW.replace(hour=20))
    names = {line.skill.name for line in jobs_for(person, seeker, today=TODAY)[0].lines}
    assert "Renamed skill" in names


def test_the_number_of_queries_does_not_grow_with_postings(
    seeker: Seeker,
    person: Actor,
    employer: Organization,
    tickets: Skill,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(25):
        a_posting(employer, {tickets: 2})
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]  # a context manager of pytest-django
        assert len(jobs_for(person, seeker, today=TODAY)) == 20


def test_hidden_people_see_the_same_jobs_as_found_ones(
    community: Community, system: Actor, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    skills = {tickets: 3, networks: 2}
    hidden, found = a_person(community, skills), found_person(community, skills)
    both = [jobs_for(system, seeker, today=TODAY)[0] for seeker in (hidden, found)]
    assert (both[0].fit, both[0].group, both[0].why_not) == (both[1].fit, both[1].group, both[1].why_not)
