"""Results are scored again without a question that was wrong, by the curves and cuts of their own day, once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.queries import progress_of
from techhire.commons.ledger.worker import drain, work_once
from techhire.commons.permits import Actor, Refused
from techhire.engines.psychometrics.items import Item as EngineItem
from techhire.engines.psychometrics.items import ItemBank
from techhire.engines.psychometrics.levels import Cuts, level_of
from techhire.engines.psychometrics.scoring import eap
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.actions.item_life import pull_item, retire_item, revive_item
from techhire.plays.assessments.actions.items import edit_item
from techhire.plays.assessments.actions.past_results import PastResult, enter_results
from techhire.plays.assessments.actions.rescoring import score_next_again
from techhire.plays.assessments.bridge.scoring_again import scored_again
from techhire.plays.assessments.models import (
    Assessment,
    Item,
    ItemEvent,
    Rescoring,
    Response,
    Revision,
    Sitting,
)
from techhire.plays.assessments.queries.answers import answers_by_item
from techhire.plays.assessments.queries.counted import counted
from techhire.plays.assessments.queries.rescoring import affected_by, rescoring_at, rescorings_of
from techhire.plays.assessments.queries.wording import Wording
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.models import Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import CUTS
from tests.factories.matches import a_person
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind
from tests.plays.assessments.rescoring.conftest import Pull, Take

pytestmark = pytest.mark.django_db


def by_hand(sitting: Sitting, *, without: Item) -> tuple[float, float]:
    """Ability and error from the answers that are left, worked out apart from the product."""
    rows = [row for row in sitting.responses.order_by("place") if row.item_id != without.pk]
    bank = ItemBank.of(EngineItem(str(row.item_id), a=row.item.a, b=row.item.b) for row in rows)
    found = eap(bank, [row.points for row in rows])
    return found.theta, found.se


def test_what_is_kept_is_what_the_answers_come_to(taken: Sitting) -> None:
    """Scored again with nothing taken out, a result is what it was when the test ended."""
    again = scored_again(taken, list(taken.responses.order_by("place")))
    assert again.theta == pytest.approx(taken.theta, abs=1e-9)
    assert again.se == pytest.approx(taken.se, abs=1e-9)
    assert again.level == pytest.approx(float(taken.level or 0), abs=0.006)
    assert again.level_sd == pytest.approx(float(taken.level_sd or 0), abs=0.0006)


@pytest.mark.parametrize("reason", ["wrong", "unfair"])
def test_a_result_is_scored_again_without_the_answer(
    taken: Sitting, wrong: Item, pulled: Pull, reason: str
) -> None:
    before = Sitting.objects.get(pk=taken.pk)
    rescoring = pulled(wrong, reason)
    after = Sitting.objects.get(pk=taken.pk)
    theta, se = by_hand(after, without=wrong)
    assert (after.theta, after.se) == (pytest.approx(theta), pytest.approx(se))
    level, sd = level_of(theta, se, Cuts(CUTS))
    assert float(after.level or 0) == pytest.approx(level, abs=0.006)
    assert float(after.level_sd or 0) == pytest.approx(sd, abs=0.0006)
    assert after.version == before.version + 1 and after.finished_at == before.finished_at
    answer = after.responses.get(item=wrong)
    assert (answer.scored, answer.counts) == (False, False)
    kept = Revision.objects.get()
    assert (kept.rescoring, kept.theta, kept.level) == (rescoring, before.theta, before.level)


@pytest.mark.parametrize("reason", ["leaked", "drifting"])
def test_a_question_that_leaked_or_drifted_was_right_before(
    taken: Sitting, wrong: Item, pulled: Pull, reason: str
) -> None:
    assert pulled(wrong, reason) is None
    assert Sitting.objects.get(pk=taken.pk).theta == taken.theta
    assert taken.responses.get(item=wrong).counts


def test_only_results_that_rest_on_it_are_touched(
    taken: Sitting, take: Take, community: Community, pulled: Pull
) -> None:
    other = actor_for(AccountFactory(), community)
    second = take(other, seeker_behind(other), seed=8)
    mine = set(taken.responses.values_list("item_id", flat=True))
    apart = next(row.item for row in second.responses.all() if row.item_id not in mine)
    rescoring = pulled(apart)
    assert rescoring is not None and rescoring.sittings == 1
    assert Sitting.objects.get(pk=taken.pk).version == taken.version
    assert Sitting.objects.get(pk=second.pk).version == second.version + 1


def test_it_is_long_work_in_steps_with_progress(
    taken: Sitting, take: Take, community: Community, wrong: Item, pulled: Pull, later: datetime
) -> None:
    for _unused in range(3):
        actor = actor_for(AccountFactory(), community)
        take(actor, seeker_behind(actor))
    rescoring = pulled(wrong, work=False)
    assert rescoring is not None and rescoring.fact_id is not None
    shown = []
    while work_once(lambda: later):
        progress = progress_of(rescoring.fact_id)
        shown.append((progress.done, progress.total))
    assert {(1, 4), (2, 4), (3, 4), (4, 4)} <= set(shown)
    rescoring.refresh_from_db()
    assert rescoring.finished_at == later
    assert Fact.objects.get(name="RescoringFinished").data == {
        "rescoring_id": rescoring.pk,
        "item_id": wrong.pk,
    }


def test_done_twice_it_changes_nothing_more(
    taken: Sitting, wrong: Item, pulled: Pull, later: datetime
) -> None:
    rescoring = pulled(wrong)
    assert rescoring is not None
    facts, after = Fact.objects.count(), Sitting.objects.get(pk=taken.pk)
    Rescoring.objects.update(finished_at=None)
    assert score_next_again(rescoring.pk, 0, now=later) is None
    assert score_next_again(rescoring.pk, 0, now=later) is None
    assert Sitting.objects.get(pk=taken.pk).version == after.version
    assert Revision.objects.count() == 1 and Fact.objects.count() == facts + 1


def test_too_few_answers_left_give_no_level(taken: Sitting, wrong: Item, pulled: Pull) -> None:
    Sitting.objects.filter(pk=taken.pk).update(rules={**taken.rules, "min_items": taken.responses.count()})
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert (after.level, after.level_sd, after.evidence) == (None, None, None)
    assert Revision.objects.get().change == "gone"
    assert Evidence.objects.get().state == "withdrawn"


def test_a_test_of_one_question_is_left_with_nothing(taken: Sitting, wrong: Item, pulled: Pull) -> None:
    taken.responses.exclude(item=wrong).delete()
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert (after.theta, after.se, after.level) == (0.0, 1.0, None)


def test_a_result_that_was_none_before_stays_none_and_is_told_to_nobody(
    taken: Sitting, wrong: Item, pulled: Pull
) -> None:
    Sitting.objects.filter(pk=taken.pk).update(level=None, level_sd=None, evidence=None)
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert after.level is None and after.theta != taken.theta
    assert not Revision.objects.exists() and not Fact.objects.filter(name="ResultRevised").exists()


def test_a_voided_test_loses_the_answer_and_stays_voided(taken: Sitting, wrong: Item, pulled: Pull) -> None:
    Sitting.objects.filter(pk=taken.pk).update(state="voided", evidence=None)
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert (after.state, after.theta) == ("voided", taken.theta)
    assert not after.responses.get(item=wrong).counts and not Revision.objects.exists()


def test_an_answer_that_was_only_tried_out_moves_no_result(taken: Sitting, wrong: Item, pulled: Pull) -> None:
    Response.objects.filter(item=wrong).update(scored=False)
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert after.theta == taken.theta and after.version == taken.version
    assert not after.responses.get(item=wrong).counts


def test_what_was_measured_or_decided_since_moves_no_result(
    convener: Actor, taken: Sitting, wrong: Item, pulled: Pull, private: Assessment, now: datetime
) -> None:
    """Other difficulties and other cut scores came in after the test: they are for later tests."""
    theta, se = by_hand(taken, without=wrong)
    between = now + timedelta(hours=1)
    for row in taken.responses.exclude(item=wrong).select_related("item"):
        was = {"a": row.item.a, "b": row.item.b, "c": 0.0, "steps": [], "guessed": False}
        ItemEvent.objects.create(
            item=row.item, step="measured", version=2, after="active", was=was, at=between
        )
        Item.objects.filter(pk=row.item_id).update(b=row.item.b + 1.5, version=2)
    set_cuts(convener, private.bank, thetas=[0, 1, 2, 3, 4], method="author", panel=1, note="", now=between)
    pulled(wrong)
    after = Sitting.objects.get(pk=taken.pk)
    assert after.theta == pytest.approx(theta)
    assert float(after.level or 0) == pytest.approx(level_of(theta, se, Cuts(CUTS))[0], abs=0.006)


def test_answers_to_earlier_words_are_taken_back_only_where_that_is_said(
    convener: Actor, taken: Sitting, wrong: Item, pulled: Pull, now: datetime
) -> None:
    edit_item(convener, wrong, wording=Wording.of(wrong), b=1.0, now=now + timedelta(hours=1))
    told = affected_by(Item.objects.get(pk=wrong.pk))
    assert (told.present, told.earlier) == (0, 1)
    assert pulled(wrong) is None
    assert Sitting.objects.get(pk=taken.pk).theta == taken.theta
    rescoring = pulled(wrong, earlier_words=True)
    assert rescoring is not None and rescoring.first_version == 1
    theta, _se = by_hand(taken, without=wrong)
    assert Sitting.objects.get(pk=taken.pk).theta == pytest.approx(theta)


def test_a_question_found_wrong_after_it_was_retired_is_taken_back_once(
    convener: Actor, taken: Sitting, wrong: Item, pulled: Pull, later: datetime
) -> None:
    retire_item(convener, wrong, now=later)
    with pytest.raises(Refused, match="not asked any more"):
        pull_item(convener, wrong, reason="leaked", now=later)
    pulled(wrong)
    assert Item.objects.get(pk=wrong.pk).pulled_for == "wrong"
    assert Sitting.objects.get(pk=taken.pk).theta != taken.theta
    with pytest.raises(Refused, match="not asked any more"):
        pull_item(convener, wrong, reason="unfair", now=later)
    assert Fact.objects.filter(name="ItemMoved", subject_id=wrong.pk).count() == 1


def test_two_wrong_questions_of_one_test_are_both_taken_out(taken: Sitting, pulled: Pull) -> None:
    first, second = (row.item for row in taken.responses.order_by("place")[:2])
    pulled(first)
    pulled(second)
    after = Sitting.objects.get(pk=taken.pk)
    left = [row for row in after.responses.order_by("place") if row.item_id not in (first.pk, second.pk)]
    bank = ItemBank.of(EngineItem(str(row.item_id), a=row.item.a, b=row.item.b) for row in left)
    assert after.theta == pytest.approx(eap(bank, [row.points for row in left]).theta)
    assert after.revisions.count() == 2


def test_nothing_is_made_of_the_answers_any_more_also_when_the_question_comes_back(
    convener: Actor, taken: Sitting, wrong: Item, pulled: Pull, later: datetime, community: Community
) -> None:
    pulled(wrong)
    revive_item(convener, wrong, now=later)
    Item.objects.filter(pk=wrong.pk).update(state="pilot")
    assert wrong.pk not in answers_by_item(wrong.bank, "all")
    table = counted(community.pk, taken.assessment).table
    place = [int(one.item.id) for one in table.questions].index(wrong.pk)
    assert table.answered[place] == 0


def test_results_that_came_from_elsewhere_are_scored_again_too(
    system: Actor, private: Assessment, community: Community, pulled: Pull, now: datetime
) -> None:
    items = list(Item.objects.filter(bank=private.bank).order_by("pk"))
    given = tuple((item.pk, int(place % 3 > 0), 20.0) for place, item in enumerate(items[:10]))
    old = now - timedelta(days=400)
    enter_results(system, private, results=[PastResult(a_person(community).pk, given, old)], now=now)
    before = Sitting.objects.get()
    pulled(items[0])
    after = Sitting.objects.get()
    theta, _se = by_hand(before, without=items[0])
    assert after.theta == pytest.approx(theta) and after.evidence is None
    assert Revision.objects.get().level == before.level


def test_a_sealed_record_stays_as_it_is_and_an_erased_one_is_told_nothing(
    taken: Sitting, wrong: Item, pulled: Pull, person: Actor, dana: Seeker, later: datetime
) -> None:
    erase_seeker(person, dana, now=later)
    drain(lambda: later)
    Seeker.objects.filter(pk=dana.pk).update(state="sealed")
    assert pulled(wrong) is None
    assert Sitting.objects.get(pk=taken.pk).theta == taken.theta
    Seeker.objects.filter(pk=dana.pk).update(state="erased")
    evidence = Evidence.objects.get()
    pulled(wrong)
    assert Sitting.objects.get(pk=taken.pk).theta != taken.theta
    assert Evidence.objects.get().level == evidence.level


def test_the_civic_lead_reads_how_many_became_what(
    convener: Actor, taken: Sitting, wrong: Item, pulled: Pull, stranger: Actor, rival: Actor
) -> None:
    assert affected_by(wrong).present == 1
    rescoring = pulled(wrong)
    assert rescoring is not None
    [told] = rescorings_of(convener, wrong)
    assert (told.rescoring, told.revised) == (rescoring, 1)
    assert affected_by(wrong).present == 0
    for actor in (stranger, rival):
        assert rescorings_of(actor, wrong) == [] and rescoring_at(actor, rescoring.pk) is None
    assert rescoring_at(convener, 10**9) is None


@in_one_world(
    "who",
    ["hiring_manager", "trainer", "coach", "helper", "person", "rival", "stranger", "visitor", "onlooker"],
)
def test_nobody_but_the_civic_lead_takes_a_question_out(
    request: pytest.FixtureRequest,
    civic: object,
    as_member: Callable[..., Actor],
    taken: Sitting,
    wrong: Item,
    later: datetime,
    who: str,
) -> None:
    actor = as_member(civic, "reader") if who == "onlooker" else request.getfixturevalue(who)
    with pytest.raises(Refused):
        pull_item(actor, wrong, reason="wrong", now=later)
    assert not Rescoring.objects.exists()
    assert Item.objects.get(pk=wrong.pk).state == "active"
