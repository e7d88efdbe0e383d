"""Structured interviews: rated by those who may see the person; an employer's counts only by the person's yes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import answer_interview, open_interview
from techhire.plays.assessments.models import Interview, Rubric
from techhire.plays.assessments.queries.interviews import (
    interview_numbered,
    interview_result,
    interview_shown,
    interviews_of,
    interviews_with,
)
from techhire.plays.assessments.queries.works import works_held
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import AccessRecord, Consent, Evidence, Grant, Seeker
from tests.cases import in_one_world
from tests.factories.interviews import finishes, notes, rates
from tests.factories.judging import NOW, a_rubric, permitted
from tests.factories.matches import a_posting
from tests.factories.onramps import on_caseload
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db


def judged() -> list[Evidence]:
    return list(Evidence.objects.filter(kind="judged_work"))


def test_an_employers_interview_counts_only_once_the_person_agrees(
    hiring_manager: Actor, person: Actor, interview: Interview, seen: Seeker, guide: Rubric
) -> None:
    assert interview.agreement == "waiting"
    rates(hiring_manager, interview, 3, 4)
    done = finishes(hiring_manager, interview)
    assert (done.state, float(done.level), float(done.level_sd)) == ("finished", 3.67, 0.7)
    assert judged() == []
    assert list(interviews_of(person, seen)) == [done]
    assert interview_result(person, done).lines[1].says == "4 proficient"
    answered = answer_interview(person, done, agrees=True, now=NOW)
    piece = judged()[0]
    assert answered.evidence == piece and piece.source == f"rubric:{guide.pk}"
    assert (float(piece.level), float(piece.sd), piece.recorded_by) == (3.67, 0.7, None)
    with pytest.raises(Refused, match="nothing to answer"):
        answer_interview(person, done, agrees=False, now=NOW)


def test_a_no_keeps_it_with_the_employer_and_off_the_record(
    hiring_manager: Actor, person: Actor, interview: Interview, seen: Seeker, posting: Posting
) -> None:
    rates(hiring_manager, interview, 2, 2)
    done = finishes(hiring_manager, interview)
    assert answer_interview(person, done, agrees=False, now=NOW).agreement == "no"
    assert judged() == []
    kept = interviews_with(hiring_manager, interview.organization, seen, posting.pk)
    assert [row.pk for row in kept] == [interview.pk]
    assert interviews_with(hiring_manager, interview.organization, seen, posting.pk + 1) == []


def test_two_interviewers_rate_apart_and_then_together(
    hiring_manager: Actor, as_member: Callable[..., Actor], employer: Organization, interview: Interview
) -> None:
    colleague = as_member(employer)
    rates(hiring_manager, interview, 3, 3)
    before = interview_shown(colleague, interview)
    assert before.given == 1 and before.result is None and before.version == 0
    notes(colleague, interview, 4, None)
    with pytest.raises(Refused, match="colleague has begun"):
        finishes(hiring_manager, interview)
    rates(colleague, interview, 4, 4, version=1)
    after = interview_shown(colleague, interview)
    assert after.result is not None and after.result.readers == 2 and after.is_given
    with pytest.raises(Refused, match="already"):
        rates(colleague, interview, 1, 1, version=2)
    done = finishes(hiring_manager, interview)
    assert float(done.level) == 3.5


def test_it_is_not_finished_before_somebody_rated(hiring_manager: Actor, interview: Interview) -> None:
    with pytest.raises(Refused, match="Hand in a rating first"):
        finishes(hiring_manager, interview)
    rates(hiring_manager, interview, 3, 3)
    finishes(hiring_manager, interview)
    with pytest.raises(Refused, match="finished"):
        finishes(hiring_manager, interview)


def test_two_windows_of_one_interviewer_do_not_overwrite_each_other(
    hiring_manager: Actor, interview: Interview
) -> None:
    notes(hiring_manager, interview, 3, None)
    with pytest.raises(Refused, match="another window"):
        notes(hiring_manager, interview, 3, None)


def test_opening_twice_goes_on_with_the_same_interview(
    hiring_manager: Actor, employer: Organization, seen: Seeker, guide: Rubric, posting: Posting
) -> None:
    given: dict[str, Any] = {"job": job_of(hiring_manager, posting), "now": NOW}
    first = open_interview(hiring_manager, employer, seen, guide, **given)
    assert open_interview(hiring_manager, employer, seen, guide, **given) == first
    looked = AccessRecord.objects.filter(seeker=seen, purpose="hiring", what="name")
    assert looked.filter(organization=employer).exists()


def test_an_interview_belongs_to_its_posting_and_another_one_begins_its_own(
    hiring_manager: Actor, employer: Organization, seen: Seeker, guide: Rubric, interview: Interview
) -> None:
    second = a_posting(employer, {guide.skill: 2}, title="Another job")
    note_shown(hiring_manager, second, [seen.pk], now=NOW)
    unmask(hiring_manager, second, seen, early_reason="interview_set", now=NOW)
    job = job_of(hiring_manager, second)
    other = open_interview(hiring_manager, employer, seen, guide, job=job, now=NOW)
    assert (other.posting_id, other.permitted) == (second.pk, "waiting") and other.pk != interview.pk
    assert open_interview(hiring_manager, employer, seen, guide, job=job, now=NOW) == other
    assert [row.pk for row in interviews_with(hiring_manager, employer, seen, second.pk)] == [other.pk]


@pytest.mark.parametrize("with_posting", [True, False])
def test_no_two_are_open_by_one_guide_for_the_same(interview: Interview, with_posting: bool) -> None:
    copied = {"edition": interview.edition, "seeker": interview.seeker, "agreement": "waiting"}
    copied |= {"organization": interview.organization, "opened_at": NOW}
    copied["posting_id"] = interview.posting_id if with_posting else None
    if not with_posting:
        Interview.objects.create(**copied)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.create(**copied)


def test_a_guide_of_another_employer_is_refused(
    hiring_manager: Actor,
    employer: Organization,
    seen: Seeker,
    rival: Actor,
    tickets: Skill,
    posting: Posting,
) -> None:
    theirs = a_rubric(Organization.objects.get(pk=rival.organizations()[0]), tickets, kind="interview")
    with pytest.raises(Refused, match="not in use here"):
        open_interview(hiring_manager, employer, seen, theirs, job=job_of(hiring_manager, posting), now=NOW)


@pytest.mark.parametrize("before", ["waiting", "not_needed"])
def test_what_a_coach_sees_counts_only_once_the_person_agrees(
    coach: Actor, person: Actor, onramp: Organization, dana: Seeker, shared_guide: Rubric, before: str
) -> None:
    """Also where it was opened before the person was asked each time."""
    on_caseload(onramp, dana)
    interview = permitted(open_interview(coach, onramp, dana, shared_guide, now=NOW))
    assert interview.agreement == "waiting"
    Interview.objects.update(agreement=before)
    rates(coach, interview, 3, 3)
    done = finishes(coach, interview)
    assert done.agreement == "waiting" and done.evidence is None and judged() == []
    assert Fact.objects.get(name="InterviewFinished").data["needs_agreement"] is True
    with pytest.raises(Refused):
        answer_interview(coach, done, agrees=True, words="She says yes.", now=NOW)
    assert answer_interview(person, done, agrees=True, now=NOW).evidence in judged()
    yes = Consent.objects.get(purpose="vouching")
    assert yes.scope == ["show", f"interview:{done.pk}"] and not yes.spoken


def test_once_the_person_ends_the_access_nobody_of_the_organization_goes_on(
    hiring_manager: Actor, person: Actor, interview: Interview, seen: Seeker
) -> None:
    rates(hiring_manager, interview, 3, 3)
    end_grant(person, Grant.objects.get(seeker=seen, purpose="hiring"), now=NOW)
    assert interview_numbered(hiring_manager, interview.pk) is None
    with pytest.raises(Refused):
        finishes(hiring_manager, interview)


@in_one_world("who", ROLES)
def test_who_opens_rates_and_sees_an_employers_interview(
    role: Callable[[str], Actor],
    who: str,
    employer: Organization,
    seen: Seeker,
    guide: Rubric,
    posting: Posting,
    interview: Interview,
) -> None:
    actor = role(who)
    if who == "hiring_manager":
        rates(actor, interview, 3, 3)
        assert interview_numbered(actor, interview.pk) is not None
        return
    with pytest.raises(Refused):
        open_interview(actor, employer, seen, guide, job=job_of(actor, posting), now=NOW)
    with pytest.raises(Refused):
        rates(actor, interview, 3, 3)
    with pytest.raises(Refused):
        finishes(actor, interview)
    assert interview_numbered(actor, interview.pk) is None


@in_one_world("who", ROLES)
def test_the_person_answers_and_nobody_for_them(
    role: Callable[[str], Actor],
    who: str,
    hiring_manager: Actor,
    interview: Interview,
    seen: Seeker,
    onramp: Organization,
) -> None:
    access(seen, onramp, "coaching")
    rates(hiring_manager, interview, 3, 3)
    done = finishes(hiring_manager, interview)
    if who == "person":
        assert answer_interview(role(who), done, agrees=True, now=NOW).agreement == "yes"
        return
    with pytest.raises(Refused):
        answer_interview(role(who), done, agrees=True, now=NOW)


def test_a_coach_writes_the_answer_down_for_somebody_without_an_account(
    hiring_manager: Actor, coach: Actor, interview: Interview, seen: Seeker, onramp: Organization
) -> None:
    access(seen, onramp, "coaching")
    Seeker.objects.filter(pk=seen.pk).update(account=None)
    rates(hiring_manager, interview, 3, 3)
    done = finishes(hiring_manager, interview)
    with pytest.raises(Refused, match="in their words"):
        answer_interview(coach, done, agrees=True, now=NOW)
    assert answer_interview(coach, done, agrees=True, words="Yes, keep it.", now=NOW).agreement == "yes"
    yes = Consent.objects.get(purpose="vouching")
    assert (yes.words, yes.spoken, yes.recorded_by_id) == ("Yes, keep it.", True, coach.account_id)
    assert Fact.objects.filter(name="SpokenConsentHeard").exists()
    assert Fact.objects.get(name="InterviewAnswered").data["answer"] == "yes"


def test_the_persons_own_file_holds_every_rating_once_it_is_finished_and_nobody_who_gave_it(
    hiring_manager: Actor, person: Actor, interview: Interview, seen: Seeker
) -> None:
    rates(hiring_manager, interview, 3, 4)
    assert works_held(person, seen)["interview_ratings"] == []
    finishes(hiring_manager, interview)
    rated = works_held(person, seen)["interview_ratings"]
    assert [(row["criterion__name"], row["level"]) for row in rated] == [("Part 1", 3), ("Part 2", 4)]
    assert {row["judgment__interview_id"] for row in rated} == {interview.pk}
    assert all("remark" in row and not any("assessor" in key for key in row) for row in rated)
