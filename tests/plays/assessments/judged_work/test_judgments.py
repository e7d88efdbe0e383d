"""Judgments become evidence with an error from agreement; a third reader is asked where two differ."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import evidence as engine
from techhire.engines.psychometrics.readings import ASSUMED_SD, combine
from techhire.plays.assessments.actions.judgments import give_judgment, leave_judgment, save_judgment
from techhire.plays.assessments.actions.rubric_life import change_rubric, open_rubric, send_for_reading
from techhire.plays.assessments.actions.rubrics import remove_criterion
from techhire.plays.assessments.models import Judgment, Rubric, Score, Submission
from techhire.plays.assessments.queries.agreement import agreement_of
from techhire.plays.assessments.queries.readings import blind_work, work_due
from techhire.plays.assessments.queries.works import Standing, work_result, work_standing
from techhire.plays.matches.queries import shortlist
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.models import Estimate, Evidence, Seeker
from techhire.plays.seekers.queries import codes_of
from tests.factories.judging import NOW, WORDS, handed_in, names, says, scored
from tests.factories.matches import a_person, a_posting, proves
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


def of(work: Submission, place: int) -> Judgment:
    return work.judgments.exclude(state="left").get(place=place)


def test_the_last_judgment_makes_it_evidence_with_an_error_above_zero(
    dana: Seeker, rubric: Rubric, tickets: Skill
) -> None:
    work = handed_in(dana, rubric)
    says(of(work, 1), 3, 4, now=NOW + timedelta(days=2))
    piece = Evidence.objects.get()
    assert (piece.kind, piece.source, piece.skill) == ("judged_work", f"rubric:{rubric.pk}", tickets)
    assert piece.organization == rubric.organization and piece.recorded_by is None
    assert float(piece.level) == pytest.approx(3.67) and float(piece.sd) == 0.5
    assert piece.at == NOW.date() and piece.title == "Answer a ticket"
    work.refresh_from_db()
    assert (work.state, work.evidence, work.judged_at) == ("judged", piece, NOW + timedelta(days=2))
    code = Estimate.objects.get(seeker=dana, skill=tickets).code
    assert engine.decode(code).evidence_class == engine.EvidenceClass.EYES_ON
    assert Fact.objects.get(name="WorkJudged").actor_id is None


def test_the_title_is_in_the_language_of_the_person(dana: Seeker, rubric: Rubric) -> None:
    Seeker.objects.update(language="es")
    says(of(handed_in(dana, rubric), 1), 3, 3)
    assert Evidence.objects.get().title == "Responder a un ticket"


def test_the_shortlist_moves_in_the_next_request(
    dana: Seeker, rubric: Rubric, tickets: Skill, employer: Organization, hiring_manager: Actor, person: Actor
) -> None:
    Seeker.objects.filter(pk=dana.pk).update(is_adult=True, latitude=39.1, longitude=-94.58)
    other = a_person(dana.community, {tickets: 2}, is_adult=True)
    turn_found_on(Actor.system(dana.community_id), other, words="Yes", now=NOW)
    proves(dana, a_skill_beside(tickets), 2)
    dana.refresh_from_db()
    turn_found_on(person, dana, now=NOW)
    posting = a_posting(employer, {tickets: 3})
    before = [row.seeker_id for row in shortlist(hiring_manager, posting, now=NOW).rows]
    assert before[0] == other.pk
    says(of(handed_in(dana, rubric), 1), 4, 4)
    after = [row.seeker_id for row in shortlist(hiring_manager, posting, now=NOW).rows]
    assert after[0] == dana.pk


def a_skill_beside(skill: Skill) -> Skill:
    return Skill.objects.create(
        framework=skill.framework, code="beside", name="Beside", changed_at=skill.changed_at
    )


def test_two_readers_who_agree_make_it_surer(dana: Seeker, double_rubric: Rubric) -> None:
    work = handed_in(dana, double_rubric)
    says(of(work, 1), 3, 3)
    assert not Evidence.objects.exists()
    says(of(work, 2), 4, 4)
    work.refresh_from_db()
    assert float(work.level) == 3.5 and work.readings == 2
    # One pair that is one level apart among nineteen assumed ones.
    assert float(work.level_sd) == pytest.approx((((0.5 + 19 * 0.25) / 20) / 2) ** 0.5, abs=0.001)


def test_the_second_reader_sees_nothing_of_the_first(
    dana: Seeker, double_rubric: Rubric, role: Callable[[str], Actor]
) -> None:
    work = handed_in(dana, double_rubric)
    says(of(work, 1), 5, 5)
    second = of(work, 2)
    assert second.assessor is not None
    actor = actor_for(second.assessor, dana.community)
    seen = blind_work(actor, second.pk)
    assert seen is not None
    assert [(row.level, row.remark) for row in seen.criteria] == [(None, ""), (None, "")]


def test_a_third_is_asked_where_two_differ_by_more_than_a_level(dana: Seeker, double_rubric: Rubric) -> None:
    work = handed_in(dana, double_rubric)
    says(of(work, 1), 2, 2)
    says(of(work, 2), 4, 3)
    work.refresh_from_db()
    assert (work.state, work.readings) == ("handed_in", 3)
    assert not Evidence.objects.exists()
    says(of(work, 3), 3, 3)
    work.refresh_from_db()
    assert work.state == "judged" and float(work.level) == pytest.approx((2 + 10 / 3 + 3) / 3, abs=0.01)
    assert len({row.assessor_id for row in work.judgments.all()}) == 3


def test_exactly_one_level_apart_is_no_difference(dana: Seeker, double_rubric: Rubric) -> None:
    work = handed_in(dana, double_rubric)
    says(of(work, 1), 2, 3)
    says(of(work, 2), 3, 4)
    assert Submission.objects.get().state == "judged"


def test_where_no_third_can_be_found_it_waits_and_nothing_is_lost(
    dana: Seeker, double_rubric: Rubric, third_assessor: Actor, coach: Actor
) -> None:
    double_rubric.assessors.filter(account_id=third_assessor.account_id).update(ended_at=NOW)
    work = handed_in(dana, double_rubric)
    says(of(work, 1), 1, 1)
    says(of(work, 2), 5, 5)
    assert Submission.objects.get().state == "handed_in"
    names(double_rubric, third_assessor)
    says(of(work, 3), 3, 3)
    assert Submission.objects.get().state == "judged"


def test_a_draft_is_kept_and_handed_in_only_when_it_is_whole(
    dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    judgment = of(work, 1)
    first, second = work.edition.criteria.order_by("place")
    save_judgment(assessor, judgment, scores={first.pk: (3, "")}, version=1, now=NOW)
    seen = blind_work(assessor, judgment.pk)
    assert seen is not None and [row.level for row in seen.criteria] == [3, None]
    for scores, field in (
        ({second.pk: (2, "clear")}, f"remark_{first.pk}"),
        ({first.pk: (3, "clear")}, f"level_{second.pk}"),
    ):
        with pytest.raises(Refused) as refusal:
            give_judgment(assessor, judgment, scores=scores, version=2, now=NOW)
        assert refusal.value.field == field
    assert Score.objects.count() == 1 and not Evidence.objects.exists()
    give_judgment(assessor, judgment, scores=scored(work.edition, 3, 2), version=2, now=NOW)
    assert Evidence.objects.exists()


@pytest.mark.parametrize(
    ("score", "words"),
    [((6, "clear"), "five levels"), ((0, "clear"), "five levels"), ((3, "spite"), "from the list")],
)
def test_only_levels_and_remarks_of_the_lists_are_taken(
    dana: Seeker, rubric: Rubric, assessor: Actor, score: tuple[int, str], words: str
) -> None:
    work = handed_in(dana, rubric)
    first = work.edition.criteria.get(place=1)
    with pytest.raises(Refused, match=words):
        save_judgment(assessor, of(work, 1), scores={first.pk: score}, version=1, now=NOW)


def test_a_criterion_of_another_rubric_is_refused(
    dana: Seeker, rubric: Rubric, double_rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    foreign = double_rubric.editions.get().criteria.get(place=1)
    with pytest.raises(Refused, match="another rubric"):
        save_judgment(assessor, of(work, 1), scores={foreign.pk: (3, "clear")}, version=1, now=NOW)


def test_handing_in_twice_and_changing_afterwards_are_refused(
    dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    judgment = says(of(work, 1), 3, 3)
    for deed in (give_judgment, save_judgment):
        with pytest.raises(Refused, match="does not wait"):
            deed(assessor, judgment, scores=scored(work.edition, 5, 5), version=judgment.version, now=NOW)
    assert Evidence.objects.count() == 1


def test_of_two_windows_the_second_is_told(dana: Seeker, rubric: Rubric, assessor: Actor) -> None:
    work = handed_in(dana, rubric)
    save_judgment(assessor, of(work, 1), scores=scored(work.edition, 3, None), version=1, now=NOW)
    with pytest.raises(Refused, match="another window"):
        save_judgment(assessor, of(work, 1), scores=scored(work.edition, 1, None), version=1, now=NOW)


def test_a_rubric_changed_while_judging_changes_nothing_for_this_work(
    dana: Seeker, rubric: Rubric, assessor: Actor, coach: Actor, convener: Actor
) -> None:
    work = handed_in(dana, rubric)
    save_judgment(assessor, of(work, 1), scores=scored(work.edition, 3, None), version=1, now=NOW)
    new = change_rubric(coach, rubric, now=NOW)
    remove_criterion(coach, new, place=2, version=new.version, now=NOW)
    send_for_reading(coach, new, now=NOW)
    open_rubric(convener, new, now=NOW)
    seen = blind_work(assessor, of(work, 1).pk)
    assert seen is not None and seen.edition.number == 1
    assert [row.level for row in seen.criteria] == [3, None]
    says(of(work, 1), 3, 4)
    assert float(Evidence.objects.get().level) == pytest.approx(3.67)


def test_the_person_reads_words_not_names(person: Actor, dana: Seeker, double_rubric: Rubric) -> None:
    work = handed_in(dana, double_rubric)
    assert work_result(person, work) is None
    says(of(work, 1), 2, 5)
    says(of(work, 2), 3, 5)
    work.refresh_from_db()
    told = work_result(person, work)
    assert told is not None and told.readers == 2
    assert [str(kind) for kind in told.kinds] == ["training provider"]
    first, second = told.lines
    assert (first.level, first.says, first.here.text) == (3, "3 independent", "Does part 3.")
    assert first.following.text == "Does part 4." and second.following is None
    assert [str(remark) for remark in first.remarks] == ["easy to follow"]
    assert "fairly sure" in str(told.sure) or "sure" in str(told.sure)


def test_the_person_reads_how_far_it_is_and_whether_it_may_go_back(
    person: Actor, dana: Seeker, double_rubric: Rubric
) -> None:
    work = handed_in(dana, double_rubric)
    assert work_standing(person, work) == Standing(0, 2, lacks_reader=False, can_take_back=True)
    says(of(work, 1), 2, 5)
    assert work_standing(person, work) == Standing(1, 2, lacks_reader=False, can_take_back=False)
    double_rubric.assessors.update(ended_at=NOW)
    left = of(work, 2)
    assert left.assessor is not None
    leave_judgment(actor_for(left.assessor, dana.community), left, reason="no_time", now=NOW)
    assert work_standing(person, work).lacks_reader


def test_every_kind_of_partner_that_judged_is_named(
    person: Actor, dana: Seeker, rubric: Rubric, support: Organization, as_member: Callable[..., Actor]
) -> None:
    rubric.assessors.update(ended_at=NOW)
    names(rubric, as_member(support))
    work = handed_in(dana, rubric)
    says(of(work, 1), 3, 3)
    work.refresh_from_db()
    told = work_result(person, work)
    assert told is not None and [str(kind) for kind in told.kinds] == ["support partner"]


def test_the_person_can_dispute_it_and_it_stops_counting(person: Actor, dana: Seeker, rubric: Rubric) -> None:
    says(of(handed_in(dana, rubric), 1), 3, 3)
    open_dispute(person, Evidence.objects.get(), reason="wrong_level", now=NOW)
    assert codes_of([dana.pk]) == {}


def test_nobody_is_judged_after_they_are_gone(dana: Seeker, rubric: Rubric, assessor: Actor) -> None:
    work = handed_in(dana, rubric)
    Seeker.objects.update(state="erased")
    assert work_due(assessor) == []
    with pytest.raises(Refused):
        says(of(work, 1), 3, 3)


def read_twice(rubric: Rubric, readings: list[tuple[int, int]]) -> None:
    """One piece of work for each pair of levels."""
    for first, second in readings:
        person = a_person(rubric.organization.community, account=AccountFactory())
        work = handed_in(person, rubric)
        says(of(work, 1), first, first)
        says(of(work, 2), second, second)


def test_agreement_is_told_from_ten_pairs_on(dana: Seeker, double_rubric: Rubric, coach: Actor) -> None:
    empty = agreement_of(coach, double_rubric)
    assert (empty.pairs, empty.lacking, empty.kappa, empty.assumed_percent) == (0, 10, None, 100)
    read_twice(double_rubric, [(2, 3), (3, 3), (4, 4), (1, 2), (5, 5), (2, 2), (3, 3), (1, 1), (4, 4)])
    few = agreement_of(coach, double_rubric)
    assert (few.pairs, few.lacking, few.is_small) == (9, 1, True)
    assert (few.kappa, few.icc_one, few.icc_two) == (None, None, None)
    read_twice(double_rubric, [(5, 5)])
    told = agreement_of(coach, double_rubric)
    assert (told.pieces, told.pairs, told.lacking, told.is_small) == (10, 10, 0, False)
    assert told.kappa is not None and 0.8 < told.kappa < 1
    assert told.icc_one is not None and told.icc_two is not None and told.icc_one < told.icc_two
    assert told.error.sd == pytest.approx(((2 * 0.5 + 10 * 0.25) / 20) ** 0.5)
    assert sum(row.given for row in told.people) == 20


def test_readers_who_go_apart_are_never_told_less_than_minus_one(
    dana: Seeker, double_rubric: Rubric, coach: Actor
) -> None:
    read_twice(double_rubric, [(1, 4), (4, 2)] * 5)
    told = agreement_of(coach, double_rubric)
    assert told.icc_two == -1 and told.icc_one is not None and -1 <= told.icc_one < 0


def test_enough_pairs_leave_no_assumption(
    dana: Seeker, double_rubric: Rubric, coach: Actor, django_assert_max_num_queries: Any
) -> None:
    for at in range(20):
        person = a_person(dana.community, account=AccountFactory(), name=f"Kim {at}")
        work = handed_in(person, double_rubric)
        says(of(work, 1), 3, 3)
        says(of(work, 2), 3, 3)
    with django_assert_max_num_queries(8):
        told = agreement_of(coach, double_rubric)
    assert (told.error.sd, told.assumed_percent, told.is_small) == (0, 0, False)
    newest = Submission.objects.latest("pk")
    assert float(newest.level_sd or 0) > 0.1
    assert all(row.lean == 0 for row in told.people if row.pairs >= 5)


def test_words_of_a_work_stand_in_no_fact(dana: Seeker, rubric: Rubric) -> None:
    says(of(handed_in(dana, rubric), 1), 3, 3)
    assert WORDS not in str(list(Fact.objects.values_list("data", flat=True)))


@pytest.mark.parametrize(("readings", "se", "chance"), [(1, 0.5, 0.81), (2, 0.35, 0.86), (3, 0.29, 0.88)])
def test_the_worked_example_of_the_explanation_holds(readings: int, se: float, chance: float) -> None:
    told = combine([3.0] * readings, reading_sd=ASSUMED_SD, least_sd=0.1)
    assert round(told.se, 2) == se
    piece = engine.Piece(engine.Kind.JUDGED_WORK, told.level, "rubric:1", NOW.date(), sd=told.se)
    stored = engine.estimate([piece], as_of=NOW.date(), half_life_years=6)
    assert round(engine.p_reaches(stored.mean, stored.sd, 3), 2) == chance
