"""A disputed result is read once more by a stranger who knows nothing of it, and all readings decide together."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.readings import ask_for_all_waiting
from techhire.plays.assessments.actions.rereading import ask_fresh_reading, call_off_fresh_reading
from techhire.plays.assessments.bridge.judging import double_readings
from techhire.plays.assessments.models import Judgment, Rubric, Submission
from techhire.plays.assessments.queries.readings import blind_work, work_due
from techhire.plays.assessments.queries.rereading import fresh_reading_of, would_be_reread
from techhire.plays.assessments.queries.works import work_result
from techhire.plays.seekers.actions.disputes import answer_dispute, open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.models import Dispute, Evidence, Seeker
from techhire.plays.seekers.queries import codes_of
from tests.cases import in_one_world
from tests.factories.judging import NOW, handed_in, names, says
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def work_goes_on() -> None:
    drain(lambda: NOW)


def disputed(person: Actor, work: Submission, reason: str = "wrong_level") -> Dispute:
    """The person says that the result is wrong, and what follows from it is done."""
    work.refresh_from_db()
    assert work.evidence is not None
    dispute = open_dispute(person, work.evidence, reason=reason, words="It was a 4.", now=NOW)
    work_goes_on()
    work.refresh_from_db()
    return dispute


def fresh(work: Submission) -> Judgment:
    return work.judgments.filter(is_fresh=True, state="waiting").get()


@pytest.fixture
def work(dana: Seeker, rubric: Rubric, second_assessor: Actor, third_assessor: Actor) -> Submission:
    """Judged by one at level 3; two others are named who have not read it."""
    made = handed_in(dana, rubric)
    says(made.judgments.get(), 3, 3)
    names(rubric, second_assessor, third_assessor)
    return made


def test_somebody_who_has_not_read_it_gets_it_as_any_other_work(
    person: Actor, work: Submission, assessor: Actor
) -> None:
    dispute = disputed(person, work)
    judgment = fresh(work)
    assert judgment.assessor is not None and judgment.assessor_id != assessor.account_id
    reader = actor_for(judgment.assessor, work.seeker.community)
    due, seen = work_due(reader)[0], blind_work(reader, judgment.pk)
    assert due.pseudonym == work.pseudonym and seen is not None
    assert [(row.level, row.remark) for row in seen.criteria] == [(None, ""), (None, "")]
    assert "It was a 4." not in repr((due, seen))
    dispute.refresh_from_db()
    assert dispute.looked_at_since == NOW and work.state == "reread"
    assert {"FreshReadingAsked", "FreshLookBegun", "ReadingAsked"} <= set(
        Fact.objects.values_list("name", flat=True)
    )


def test_the_result_of_all_readings_takes_the_place_of_the_disputed_one(
    person: Actor, dana: Seeker, work: Submission
) -> None:
    before = codes_of([dana.pk])
    dispute = disputed(person, work)
    assert codes_of([dana.pk]) == {}
    says(fresh(work), 4, 4, now=LATER)
    work.refresh_from_db()
    dispute.refresh_from_db()
    old = dispute.evidence
    assert (work.state, float(work.level or 0), dispute.answer) == ("judged", 3.5, "corrected")
    assert work.evidence is not None and float(work.evidence.level) == 3.5
    assert (old.state, old.replaced_by) == ("withdrawn", work.evidence)
    assert float(work.evidence.sd or 0) < float(old.sd or 0)
    assert codes_of([dana.pk]) not in ({}, before)
    body = Fact.objects.get(name="WorkReread").data
    assert (body["before"], body["evidence_id"], body["readings"]) == (old.pk, work.evidence.pk, 2)


@pytest.mark.parametrize(("level", "change"), [(4, "higher"), (2, "lower"), (3, "same")])
def test_the_person_reads_when_it_was_done_and_what_it_changed(
    person: Actor, work: Submission, level: int, change: str
) -> None:
    assert fresh_reading_of(person, work) is None
    disputed(person, work)
    waits = fresh_reading_of(person, work)
    assert waits is not None and waits.has_reader
    assert (waits.done_at, waits.after, waits.change) == (None, None, None)
    kept = work_result(person, work)
    assert kept is not None and (kept.readers, kept.lines[0].level) == (1, 3)
    says(fresh(work), level, level, now=LATER)
    work.refresh_from_db()
    told = fresh_reading_of(person, work)
    assert told is not None and (told.readers, told.done_at, told.change) == (1, LATER, change)
    assert float(told.before) == 3 and float(told.after or 0) == (3 + level) / 2
    result = work_result(person, work)
    assert result is not None and result.readers == 2


def test_where_the_fresh_reading_is_far_from_the_first_another_stranger_is_asked(
    person: Actor, work: Submission
) -> None:
    disputed(person, work)
    says(fresh(work), 5, 5)
    work.refresh_from_db()
    assert (work.state, work.readings) == ("reread", 3)
    kept = work_result(person, work)
    assert kept is not None and kept.readers == 1
    says(fresh(work), 4, 4)
    work.refresh_from_db()
    assert (work.state, float(work.level or 0)) == ("judged", 4)
    assert len(set(work.judgments.values_list("assessor_id", flat=True))) == 3


def test_a_fresh_reading_says_nothing_of_how_far_assessors_agree(
    person: Actor, rubric: Rubric, work: Submission
) -> None:
    disputed(person, work)
    says(fresh(work), 4, 4)
    assert double_readings(rubric) == []


def test_nobody_who_could_read_the_dispute_is_asked(
    person: Actor,
    work: Submission,
    rubric: Rubric,
    onramp: Organization,
    civic: Organization,
    as_member: Callable[..., Actor],
) -> None:
    rubric.assessors.update(ended_at=NOW)
    names(rubric, as_member(onramp), as_member(civic))
    dispute = disputed(person, work)
    assert not work.judgments.filter(is_fresh=True).exists()
    waits = fresh_reading_of(person, work)
    assert waits is not None and not waits.has_reader
    dispute.refresh_from_db()
    assert dispute.looked_at_since is None


def test_an_assessor_who_comes_to_the_steward_meanwhile_does_not_read_it(
    person: Actor, work: Submission, onramp: Organization, as_member: Callable[..., Actor]
) -> None:
    disputed(person, work)
    judgment = fresh(work)
    as_member(onramp, account=judgment.assessor)
    with pytest.raises(Refused, match="does not wait"):
        says(judgment, 4, 4)


def test_work_that_found_nobody_is_offered_to_whoever_is_named_next(
    person: Actor, rubric: Rubric, work: Submission, third_assessor: Actor
) -> None:
    rubric.assessors.update(ended_at=NOW)
    dispute = disputed(person, work)
    names(rubric, third_assessor)
    ask_for_all_waiting(now=LATER)
    assert fresh(work).assessor_id == third_assessor.account_id
    dispute.refresh_from_db()
    assert dispute.looked_at_since == NOW


def test_while_somebody_reads_it_the_steward_can_only_take_it_away(
    person: Actor, coach: Actor, work: Submission
) -> None:
    dispute = disputed(person, work)
    judgment = fresh(work)
    with pytest.raises(Refused, match="what they say decides"):
        answer_dispute(coach, dispute, answer="stands", now=NOW)
    answer_dispute(coach, dispute, answer="removed", now=NOW)
    work_goes_on()
    work.refresh_from_db()
    judgment.refresh_from_db()
    assert (work.state, work.readings, judgment.state) == ("judged", 1, "left")
    assert fresh_reading_of(person, work) is None
    assert Evidence.objects.get(kind="judged_work").state == "withdrawn"


def test_while_nobody_can_be_found_the_steward_may_let_it_stand(
    person: Actor, coach: Actor, rubric: Rubric, dana: Seeker, work: Submission
) -> None:
    before = codes_of([dana.pk])
    rubric.assessors.update(ended_at=NOW)
    dispute = disputed(person, work)
    answer_dispute(coach, dispute, answer="stands", now=NOW)
    work_goes_on()
    work.refresh_from_db()
    assert work.state == "judged" and codes_of([dana.pk]) == before


def test_a_reading_that_comes_in_after_the_answer_changes_nothing(
    person: Actor, coach: Actor, work: Submission
) -> None:
    dispute = disputed(person, work)
    judgment = fresh(work)
    answer_dispute(coach, dispute, answer="removed", now=NOW)
    says(judgment, 5, 5)
    assert Evidence.objects.filter(kind="judged_work").count() == 1
    work_goes_on()
    work.refresh_from_db()
    assert (work.state, work.judgments.filter(state="given").count()) == ("judged", 1)


def test_evidence_taken_back_by_its_source_calls_the_reading_off(
    person: Actor, coach: Actor, work: Submission
) -> None:
    dispute = disputed(person, work)
    withdraw_evidence(coach, dispute.evidence, now=NOW)
    work_goes_on()
    work.refresh_from_db()
    assert work.state == "judged" and not work.judgments.filter(state="waiting").exists()


@pytest.mark.parametrize("reason", ["not_me", "too_old", "other"])
def test_a_reading_answers_only_what_a_reading_can(person: Actor, work: Submission, reason: str) -> None:
    disputed(person, work, reason)
    assert work.state == "judged" and not work.judgments.filter(is_fresh=True).exists()


def test_work_is_read_once_more_once(person: Actor, work: Submission) -> None:
    assert work.evidence is None
    work.refresh_from_db()
    assert work.evidence is not None and would_be_reread(work.evidence)
    disputed(person, work)
    says(fresh(work), 4, 4)
    work.refresh_from_db()
    assert not would_be_reread(work.evidence)
    disputed(person, work)
    assert work.state == "judged"
    assert Dispute.objects.filter(answered_at__isnull=True, looked_at_since__isnull=True).count() == 1


def test_erasing_the_record_calls_it_off(person: Actor, dana: Seeker, work: Submission) -> None:
    disputed(person, work)
    erase_seeker(person, dana, now=NOW)
    work_goes_on()
    work.refresh_from_db()
    assert (work.state, work.text) == ("judged", "")
    assert not work.judgments.filter(state__in=("waiting", "begun")).exists()


def test_reacting_twice_asks_once(person: Actor, work: Submission, system: Actor) -> None:
    dispute = disputed(person, work)
    with pytest.raises(Refused):
        ask_fresh_reading(system, work, dispute, now=NOW)
    with pytest.raises(Refused):
        call_off_fresh_reading(system, work, now=NOW)
    assert work.judgments.filter(is_fresh=True).count() == 1


@in_one_world("who", ROLES)
def test_nobody_asks_for_it_by_hand_and_only_the_person_reads_of_it(
    role: Callable[[str], Actor], onramp: Organization, dana: Seeker, work: Submission, who: str
) -> None:
    access(dana, onramp, "coaching")
    actor = role(who)
    work.refresh_from_db()
    assert work.evidence is not None
    dispute = open_dispute(role("person"), work.evidence, reason="wrong_level", now=NOW)
    with pytest.raises(Refused):
        ask_fresh_reading(actor, work, dispute, now=NOW)
    work_goes_on()
    work.refresh_from_db()
    with pytest.raises(Refused):
        call_off_fresh_reading(actor, work, now=NOW)
    if who == "person":
        assert fresh_reading_of(actor, work) is not None
    else:
        with pytest.raises(Refused):
            fresh_reading_of(actor, work)
