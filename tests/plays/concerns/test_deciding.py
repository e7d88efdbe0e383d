"""The civic lead acts: out of sight, back, settled; and nobody else does."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.concerns.actions.deciding import (
    close_concern,
    hold_concern,
    read_concern,
    release_concern,
)
from techhire.plays.concerns.queries import concern_numbered, concerns_here, concerns_waiting, reports_of
from techhire.plays.concerns.rules import may_decide_concern, may_see_concern
from techhire.plays.marketplace.actions.publishing import close_posting, publish_posting, resume_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import open_postings, posting_by_identifier
from techhire.plays.providers.actions.programs import list_program
from techhire.plays.providers.models import Program
from techhire.plays.providers.queries import listed_programs, program_at
from tests.cases import in_one_world
from tests.conftest import NOW
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.concerns import a_concern, a_report
from tests.factories.marketplace import PostingFactory

OTHERS = (
    "visitor",
    "person",
    "hiring_manager",
    "trainer",
    "coach",
    "helper",
    "rival",
    "stranger",
)


@in_one_world("role", OTHERS)
def test_nobody_but_the_civic_lead_reads_or_decides(
    role: str, job: Posting, request: pytest.FixtureRequest
) -> None:
    actor, concern = request.getfixturevalue(role), a_concern(job)
    assert not may_see_concern(actor, concern) and not may_decide_concern(actor, concern)
    assert not concerns_here(actor) and not reports_of(actor, concern)
    assert concern_numbered(actor, concern.pk) is None and concerns_waiting(actor) == 0
    for deed in (read_concern, hold_concern):
        with pytest.raises(Refused):
            deed(actor, concern, now=NOW)
    with pytest.raises(Refused):
        close_concern(actor, concern, outcome="taken_down", now=NOW)
    job.refresh_from_db()
    assert job.state == "published"


def test_a_reader_of_the_civic_lead_reads_and_does_not_decide(
    civic: Organization, as_member: Callable[..., Actor], job: Posting
) -> None:
    reader, concern = as_member(civic, "reader"), a_concern(job)
    assert may_see_concern(reader, concern) and not may_decide_concern(reader, concern)


def test_nobody_reads_reports_about_their_own_organization(
    convener: Actor, employer: Organization, job: Posting
) -> None:
    account = Account.objects.get(pk=convener.account_id)
    seat(account, employer, "reader")
    both, concern = actor_for(account, employer.community), a_concern(job)
    assert not may_see_concern(both, concern)
    assert not concerns_here(both) and not reports_of(both, concern)


def test_what_asks_for_money_comes_first_then_what_is_reported_most(
    convener: Actor, job: Posting, course: Program, employer: Organization
) -> None:
    a_report(course, "outdated")
    a_report(course, "outdated")
    a_report(employer, "unfair")
    a_report(job, "money")
    assert [row.thing for row in concerns_here(convener)] == ["job", "program", "organization"]
    assert [row.number for row in concerns_here(convener)] == [1, 2, 1]


def test_a_list_of_many_takes_one_query(
    convener: Actor, employer: Organization, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _unused in range(5):
        a_report(PostingFactory(organization=employer, published=True))
    with django_assert_max_num_queries(1):
        assert len([(row.name, row.organization.name) for row in concerns_here(convener)]) == 5


def test_reading_it_twice_is_one_fact(convener: Actor, job: Posting) -> None:
    concern = a_concern(job)
    read_concern(convener, concern, now=NOW)
    assert read_concern(convener, concern, now=NOW).state == "read"
    assert Fact.objects.filter(name="ConcernRead").count() == 1


def test_a_job_is_out_of_sight_at_once_and_comes_back(
    convener: Actor, visitor: Actor, hiring_manager: Actor, job: Posting
) -> None:
    concern = hold_concern(convener, a_concern(job), to_owner="Please show us.", now=NOW)
    for again in ("", "Please show us."):
        assert hold_concern(convener, concern, to_owner=again, now=NOW).to_owner == "Please show us."
    with pytest.raises(Refused, match="its owner knows why"):
        hold_concern(convener, concern, to_owner="Stop this.", now=NOW)
    assert not open_postings(job.community_id) and posting_by_identifier(visitor, job.identifier) is None
    assert posting_by_identifier(hiring_manager, job.identifier) is not None
    for deed in (resume_posting, publish_posting):
        with pytest.raises(Refused, match="out of sight"):
            deed(hiring_manager, job, now=NOW)
    assert not release_concern(convener, concern, now=NOW).is_held
    assert [row.pk for row in open_postings(job.community_id)] == [job.pk]
    with pytest.raises(Refused):
        release_concern(convener, concern, now=NOW)


def test_a_job_that_was_paused_stays_paused_afterwards(convener: Actor, job: Posting) -> None:
    concern = a_concern(job)
    Posting.objects.filter(pk=job.pk).update(state="paused")
    hold_concern(convener, concern, now=NOW)
    close_concern(convener, concern, outcome="nothing_wrong", now=NOW)
    job.refresh_from_db()
    assert (job.state, job.held_from) == ("paused", "")


def test_a_job_whose_day_passed_meanwhile_is_expired_afterwards(convener: Actor, job: Posting) -> None:
    concern = hold_concern(convener, a_concern(job), now=NOW)
    Posting.objects.filter(pk=job.pk).update(valid_through=NOW.date().replace(month=2))
    release_concern(convener, concern, now=NOW)
    job.refresh_from_db()
    assert job.state == "expired"


def test_a_job_that_lost_what_it_needs_waits_for_its_employer(convener: Actor, job: Posting) -> None:
    concern = hold_concern(convener, a_concern(job), now=NOW)
    Posting.objects.filter(pk=job.pk).update(pay_min=None)
    close_concern(convener, concern, outcome="corrected", now=NOW)
    job.refresh_from_db()
    assert job.state == "paused"


def test_a_job_its_employer_closed_stays_closed(convener: Actor, hiring_manager: Actor, job: Posting) -> None:
    concern = hold_concern(convener, a_concern(job), now=NOW)
    close_posting(hiring_manager, job, reason="not_hiring", now=NOW)
    assert close_concern(convener, concern, outcome="taken_down", now=NOW).outcome == "taken_down"
    job.refresh_from_db()
    assert (job.state, job.close_reason) == ("closed", "not_hiring")


def test_an_employer_does_not_say_that_the_civic_lead_took_it_down(
    hiring_manager: Actor, job: Posting
) -> None:
    with pytest.raises(Refused, match="Choose why"):
        close_posting(hiring_manager, job, reason="taken_down", now=NOW)


def test_a_job_is_taken_down_for_good(convener: Actor, hiring_manager: Actor, job: Posting) -> None:
    close_concern(convener, a_concern(job), outcome="taken_down", now=NOW)
    job.refresh_from_db()
    assert (job.state, job.close_reason) == ("closed", "taken_down")
    assert Fact.objects.filter(name="PostingClosed", data__reason="taken_down").count() == 1
    with pytest.raises(Refused):
        publish_posting(hiring_manager, job, now=NOW)


def test_a_program_is_out_of_sight_and_comes_back(
    convener: Actor, visitor: Actor, trainer: Actor, course: Program
) -> None:
    community = course.organization.community
    concern = hold_concern(convener, a_concern(course), now=NOW)
    assert not listed_programs(community)
    assert program_at(visitor, course.organization.slug, course.slug) is None
    with pytest.raises(Refused, match="out of sight"):
        list_program(trainer, course, now=NOW)
    close_concern(convener, concern, outcome="corrected", now=NOW)
    assert [row.pk for row in listed_programs(community)] == [course.pk]


def test_a_program_is_taken_down_for_good(convener: Actor, trainer: Actor, course: Program) -> None:
    close_concern(convener, a_concern(course), outcome="taken_down", now=NOW)
    course.refresh_from_db()
    assert course.state == "closed"
    with pytest.raises(Refused):
        list_program(trainer, course, now=NOW)


def test_an_employer_is_paused_with_all_its_jobs_and_comes_back(
    convener: Actor, employer: Organization, job: Posting
) -> None:
    concern = hold_concern(convener, a_concern(employer), now=NOW)
    assert not open_postings(employer.community_id)
    close_concern(convener, concern, outcome="nothing_wrong", now=NOW)
    assert open_postings(employer.community_id).count() == 1


def test_an_employer_is_let_go(convener: Actor, employer: Organization) -> None:
    close_concern(convener, a_concern(employer), outcome="taken_down", now=NOW)
    employer.refresh_from_db()
    assert employer.state == "left"


def test_what_is_settled_is_not_decided_again(convener: Actor, job: Posting) -> None:
    concern = close_concern(convener, a_concern(job), outcome="nothing_wrong", now=NOW)
    for deed in (read_concern, hold_concern, release_concern):
        with pytest.raises(Refused, match="settled this already: nothing wrong was found"):
            deed(convener, concern, now=NOW)
    with pytest.raises(Refused, match="settled this already: nothing wrong was found"):
        close_concern(convener, concern, outcome="taken_down", now=NOW)


@pytest.mark.parametrize(("outcome", "to_owner"), [("", ""), ("eaten", ""), ("corrected", "x" * 2001)])
def test_how_it_ended_is_one_of_three(convener: Actor, job: Posting, outcome: str, to_owner: str) -> None:
    with pytest.raises(Refused):
        close_concern(convener, a_concern(job), outcome=outcome, to_owner=to_owner, now=NOW)


def test_another_civic_lead_of_the_same_community_decides_too(
    job: Posting, as_member: Callable[..., Actor]
) -> None:
    second = as_member(OrganizationFactory(community=job.community, kinds=["civic"]))
    assert hold_concern(second, a_concern(job), now=NOW).is_held
