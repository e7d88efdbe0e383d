"""Whoever answers a dispute reads the task, the levels and the work, without a name; nobody else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Rubric, Submission
from techhire.plays.assessments.queries.disputed import disputed_file, disputed_work, judged_in
from techhire.plays.assessments.rules.judging import may_see_disputed_work
from techhire.plays.seekers.actions.disputes import answer_dispute, open_dispute
from techhire.plays.seekers.models import Dispute, Seeker
from tests.cases import in_one_world
from tests.factories.judging import NOW, WORDS, handed_in, names, says
from tests.factories.seekers import access, piece
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def work(dana: Seeker, rubric: Rubric) -> Submission:
    """Judged by the only assessor at levels 3 and 2."""
    made = handed_in(dana, rubric)
    says(made.judgments.get(), 3, 2)
    made.refresh_from_db()
    return made


def disputed(person: Actor, work: Submission, reason: str = "wrong_level") -> Dispute:
    assert work.evidence is not None
    dispute = open_dispute(person, work.evidence, reason=reason, words="It was a 4.", now=NOW)
    drain(lambda: NOW)
    dispute.refresh_from_db()
    return dispute


@in_one_world("who", ROLES)
def test_only_those_who_answer_may_see_it(
    who: str, person: Actor, work: Submission, role: Callable[[str], Actor]
) -> None:
    dispute = disputed(person, work)
    assert bool(may_see_disputed_work(role(who), work, dispute)) is (who in {"coach", "convener"})


def test_they_see_the_task_the_levels_by_reading_and_the_work(
    person: Actor, coach: Actor, work: Submission, dana: Seeker
) -> None:
    seen = disputed_work(coach, disputed(person, work))
    assert seen is not None and seen.may_read
    assert (seen.text, seen.readings, seen.edition) == (WORDS, 1, work.edition)
    assert [[score.level for score in line.scores] for line in seen.criteria] == [[3], [2]]
    assert dana.name not in repr(seen)


def test_whose_organization_sees_the_person_by_name_sees_the_levels_but_not_the_work(
    person: Actor, coach: Actor, convener: Actor, work: Submission, dana: Seeker, rubric: Rubric
) -> None:
    access(dana, rubric.organization, "coaching")
    dispute = disputed(person, work)
    seen = disputed_work(coach, dispute)
    assert seen is not None and not seen.may_read and (seen.text, seen.files) == ("", [])
    assert seen.criteria[0].scores and "by name" in str(seen.may_read.reason)
    assert disputed_file(coach, dispute, 1) is None
    lead = disputed_work(convener, dispute)
    assert lead is not None and lead.text == WORDS


def test_after_the_answer_nobody_reads_it(person: Actor, coach: Actor, work: Submission) -> None:
    dispute = disputed(person, work)
    answer_dispute(coach, dispute, answer="stands", now=NOW)
    assert not may_see_disputed_work(coach, work, dispute)


def test_the_state_of_a_fresh_reading_is_said(
    person: Actor, coach: Actor, work: Submission, rubric: Rubric, second_assessor: Actor
) -> None:
    dispute = disputed(person, work)
    nobody = disputed_work(coach, dispute)
    assert nobody is not None and nobody.fresh == "nobody"
    names(rubric, second_assessor)
    dispute.refresh_from_db()
    waits = disputed_work(coach, dispute)
    assert waits is not None and waits.fresh == "under_way" and waits.readings == 1
    says(work.judgments.get(is_fresh=True), 3, 3, now=LATER)
    work.refresh_from_db()
    assert work.evidence is not None
    again = open_dispute(person, work.evidence, reason="wrong_level", now=LATER)
    drain(lambda: LATER)
    told = disputed_work(coach, again)
    assert told is not None and (told.fresh, told.readings) == ("done_before", 2)


def test_for_another_reason_nothing_is_read_again(person: Actor, coach: Actor, work: Submission) -> None:
    told = disputed_work(coach, disputed(person, work, "not_me"))
    assert told is not None and told.fresh == "not_asked"


def test_a_dispute_about_something_else_has_no_work(
    person: Actor, coach: Actor, work: Submission, dana: Seeker, rubric: Rubric
) -> None:
    vouched = piece(dana, rubric.skill, "vouch", 2, organization=rubric.organization)
    other = open_dispute(person, vouched, reason="not_me", now=NOW)
    assert disputed_work(coach, other) is None
    dispute = disputed(person, work, "not_me")
    assert judged_in([other, dispute]) == {dispute.pk}
