"""What the owner learns and says, what whoever reported learns, and what is forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.concerns.actions.answering import answer_concern, tell_reporter
from techhire.plays.concerns.actions.deciding import close_concern, hold_concern
from techhire.plays.concerns.actions.forgetting import erase_old_contacts, forget_reporter
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.queries import (
    has_notices,
    held_and_unanswered,
    my_reports,
    notice_about,
    notice_numbered,
    notices_of,
    reporter_to_write_to,
)
from techhire.plays.marketplace.models import Posting
from tests.cases import in_one_world
from tests.conftest import NOW
from tests.factories.concerns import a_concern, a_report
from tests.factories.marketplace import PostingFactory


def test_the_owner_learns_of_it_only_when_something_is_done(
    convener: Actor, hiring_manager: Actor, job: Posting
) -> None:
    concern = a_concern(job, "unfair", words="Their manager shouted at Ana")
    assert not notices_of(hiring_manager) and notice_numbered(hiring_manager, concern.pk) is None
    hold_concern(convener, concern, now=NOW)
    notice = notice_about(hiring_manager, job)
    assert notice is not None
    assert [str(wrong) for wrong in notice.wrongs] == ["It treats people unfairly"]
    assert held_and_unanswered(hiring_manager) == 1


@in_one_world("role", ["visitor", "person", "trainer", "coach", "helper", "rival", "stranger", "convener"])
def test_nobody_else_reads_the_notice_or_answers(
    role: str, convener: Actor, job: Posting, request: pytest.FixtureRequest
) -> None:
    concern, actor = hold_concern(convener, a_concern(job), now=NOW), request.getfixturevalue(role)
    assert not notices_of(actor) and notice_about(actor, job) is None
    with pytest.raises(Refused):
        answer_concern(actor, concern, words="We are honest.", now=NOW)


def test_the_owner_answers_until_it_is_settled(convener: Actor, hiring_manager: Actor, job: Posting) -> None:
    concern = hold_concern(convener, a_concern(job), now=NOW)
    with pytest.raises(Refused):
        answer_concern(hiring_manager, concern, words="  ", now=NOW)
    assert answer_concern(hiring_manager, concern, words="We never ask.", now=NOW).answer == "We never ask."
    assert held_and_unanswered(hiring_manager) == 0
    close_concern(convener, concern, outcome="nothing_wrong", now=NOW)
    with pytest.raises(Refused, match="settled"):
        answer_concern(hiring_manager, concern, words="More.", now=NOW)
    assert [row.concern.outcome for row in notices_of(hiring_manager)] == ["nothing_wrong"]


def test_the_owner_reads_what_is_open_first_and_then_what_is_newest(
    convener: Actor, hiring_manager: Actor, employer: Organization, job: Posting
) -> None:
    jobs = [job, *PostingFactory.create_batch(3, organization=employer, published=True)]
    old, settled, read, new = (
        hold_concern(convener, a_concern(one), now=NOW + timedelta(days=day)) for day, one in enumerate(jobs)
    )
    for day, concern in enumerate((old, settled, read, new)):
        Concern.objects.filter(pk=concern.pk).update(opened_at=NOW + timedelta(days=day))
    Concern.objects.filter(pk=old.pk).update(state="new")
    close_concern(convener, settled, outcome="nothing_wrong", now=NOW)
    assert [row.concern.pk for row in notices_of(hiring_manager)] == [new.pk, read.pk, old.pk, settled.pk]


def test_whether_there_is_a_notice_reads_no_row(
    convener: Actor,
    hiring_manager: Actor,
    rival: Actor,
    job: Posting,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    assert not has_notices(hiring_manager)
    hold_concern(convener, a_concern(job), now=NOW)
    with django_assert_num_queries(1) as asked:
        assert has_notices(hiring_manager)
    assert "to_owner" not in asked[0]["sql"]
    assert not has_notices(rival)


def test_the_owner_does_not_answer_what_it_was_not_told(hiring_manager: Actor, job: Posting) -> None:
    with pytest.raises(Refused):
        answer_concern(hiring_manager, a_concern(job), words="We know.", now=NOW)


def test_a_reader_of_the_owner_reads_and_does_not_answer(
    convener: Actor, employer: Organization, as_member: Callable[..., Actor], job: Posting
) -> None:
    reader = as_member(employer, "reader")
    concern = hold_concern(convener, a_concern(job), now=NOW)
    assert notice_about(reader, job) is not None
    with pytest.raises(Refused):
        answer_concern(reader, concern, words="Hello.", now=NOW)


def test_whoever_left_an_address_is_told_once_and_at_the_end(convener: Actor, job: Posting) -> None:
    report = a_report(job, email="ana@example.org")
    with pytest.raises(Refused, match="Settle"):
        tell_reporter(convener, report, now=NOW)
    assert reporter_to_write_to(report.pk) is None
    close_concern(convener, report.concern, outcome="taken_down", now=NOW)
    tell_reporter(convener, report, now=NOW)
    tell_reporter(convener, report, now=NOW)
    assert Fact.objects.filter(name="ReporterTold").count() == 1
    assert reporter_to_write_to(report.pk) == report


def test_nobody_is_written_to_who_left_no_address(convener: Actor, job: Posting) -> None:
    report = a_report(job, phone="816 555 0100")
    close_concern(convener, report.concern, outcome="corrected", now=NOW)
    with pytest.raises(Refused, match="no e-mail"):
        tell_reporter(convener, report, now=NOW)


@in_one_world("role", ["hiring_manager", "rival", "stranger", "person", "coach"])
def test_only_the_civic_lead_has_them_written_to(
    role: str, convener: Actor, job: Posting, request: pytest.FixtureRequest
) -> None:
    report = a_report(job, email="ana@example.org")
    close_concern(convener, report.concern, outcome="corrected", now=NOW)
    with pytest.raises(Refused):
        tell_reporter(request.getfixturevalue(role), report, now=NOW)


def test_ninety_days_after_it_is_settled_nobody_can_be_reached(
    convener: Actor, person: Actor, job: Posting
) -> None:
    report_thing(
        person,
        job,
        wrong="money",
        words="Pay first, they said",
        email="a@example.org",
        in_portal=True,
        now=NOW,
    )
    report = Report.objects.get()
    close_concern(convener, report.concern, outcome="corrected", now=NOW)
    assert erase_old_contacts(job.community_id, now=NOW + timedelta(days=89)) == 0
    later = NOW + timedelta(days=90)
    assert erase_old_contacts(job.community_id, now=later) == 1
    assert erase_old_contacts(job.community_id, now=later) == 0
    report.refresh_from_db()
    assert (report.email, report.phone, report.account_id) == ("", "", None)
    assert report.words == "Pay first, they said"
    assert Fact.objects.get(name="ContactsErased").data["reports"] == 1


def test_an_open_report_keeps_its_contact(job: Posting) -> None:
    a_report(job, email="a@example.org")
    assert erase_old_contacts(job.community_id, now=NOW + timedelta(days=400)) == 0


def test_an_erased_account_stands_in_no_report(person: Actor, job: Posting) -> None:
    report_thing(person, job, wrong="money", email="a@example.org", in_portal=True, now=NOW)
    assert person.account_id is not None
    assert forget_reporter(person.account_id) == 1
    assert not my_reports(person)
    assert Report.objects.get().email == ""
