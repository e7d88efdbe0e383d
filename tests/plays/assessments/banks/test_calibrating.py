"""Items are measured by the worker from answers as they were, looked at by a person, and adopted or not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from django.utils import translation

from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.queries import progress_of
from techhire.commons.ledger.worker import drain, work_once
from techhire.commons.permits import Actor, Refused
from techhire.engines.psychometrics.simulation import simulate
from techhire.plays.assessments.actions.calibrating import (
    adopt_calibration,
    export_answers,
    set_calibration_aside,
    start_calibration,
)
from techhire.plays.assessments.actions.items import edit_item
from techhire.plays.assessments.models import Assessment, Calibration, Item, ItemBank, Sitting
from techhire.plays.assessments.queries.answer_files import read_answers
from techhire.plays.assessments.queries.answers import answers_by_item, unpacked
from techhire.plays.assessments.queries.engine_items import engine_items
from techhire.plays.assessments.queries.measured import trouble_in_words
from techhire.plays.assessments.queries.settings import engine_settings
from techhire.plays.assessments.queries.wording import Wording
from tests.plays.assessments.banks.made_up import answer_table, answered, items_in, table_of

pytestmark = pytest.mark.django_db
TRUE = [-1.8, -1.2, -0.6, 0.0, 0.4, 0.9, 1.5, 2.0]


def measured(actor: Actor, bank: ItemBank, now: datetime, **asked: Any) -> Calibration:
    """A calibration after the worker has done its part."""
    asked = {"model": "1pl", "source": "all"} | asked
    started = start_calibration(actor, bank, now=now, **asked)
    drain(lambda: now)
    started.refresh_from_db()
    return started


def test_difficulties_are_found_again(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 400))
    found = measured(author, bank, now, source="supervised")
    assert (found.state, found.people, len(found.found)) == ("ready", 400, len(TRUE))
    by_code = {row["code"]: row for row in found.found}
    for item, true in zip(items, TRUE, strict=True):
        row = by_code[item.code]
        assert abs(row["b"] - true) < 0.4 and 0 < row["se_b"] < 0.3
        assert row["answers"] == 400 and 0 < row["share"] < 1 and row["with_rest"] > 0
        assert 0.75 < row["infit"] < 1.33
    assert found.summary["scale"] == "new" and 0 < found.summary["alpha"] < 1
    assert found.reliability and found.loglik and found.loglik < 0
    assert found.answers is None


def test_nothing_changes_before_it_is_adopted_and_then_everything_at_once(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 300))
    found = measured(author, bank, now)
    assert not Item.objects.filter(bank=bank, guessed=False).exists()
    version = ItemBank.objects.get(pk=bank.pk).version
    adopt_calibration(author, found, now=now)
    for row in found.found:
        item = Item.objects.get(pk=row["item"])
        assert (item.a, item.b, item.guessed, item.version) == (row["a"], row["b"], False, 2)
        event = item.events.get(step="measured")
        assert (event.was["b"], event.was["guessed"]) == (0.0, True)
    assert ItemBank.objects.get(pk=bank.pk).version > version
    assert Fact.objects.get(name="CalibrationAdopted").data["items"] == len(TRUE)
    with pytest.raises(Refused):
        adopt_calibration(author, found, now=now)
    with pytest.raises(Refused):
        set_calibration_aside(author, found, now=now)


def test_set_aside_changes_nothing(author: Actor, bank: ItemBank, now: datetime) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 60))
    found = measured(author, bank, now)
    assert set_calibration_aside(author, found, now=now).state == "set_aside"
    assert not Item.objects.filter(bank=bank, guessed=False).exists()


def test_only_finished_tests_of_present_words_count(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 40), supervised=False)
    answered(bank, items, table_of(TRUE, 50, seed=2))
    assert answers_by_item(bank, "supervised")[items[0].pk] == 50
    assert answers_by_item(bank, "all")[items[0].pk] == 90
    Sitting.objects.filter(supervised__isnull=False).update(state="voided")
    assert answers_by_item(bank, "all")[items[0].pk] == 40
    edit_item(author, items[1], wording=Wording.of(items[1]), b=1.0, now=now)
    Item.objects.filter(pk=items[1].pk).update(state="pilot")
    assert items[1].pk not in answers_by_item(bank, "all")


def test_the_answers_are_those_of_the_moment_it_began(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 60))
    started = start_calibration(author, bank, model="1pl", source="all", now=now)
    answered(bank, items, table_of(TRUE, 60, seed=3))
    assert unpacked(bytes(started.answers or b"")).people == 60
    drain(lambda: now)
    started.refresh_from_db()
    assert started.people == 60 and started.found[0]["answers"] == 60


def test_it_is_done_in_steps_and_tells_how_far_it_is(author: Actor, bank: ItemBank, now: datetime) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 60))
    started = start_calibration(author, bank, model="1pl", source="all", now=now)
    assert started.fact_id is not None
    shown = []
    while work_once(lambda: now):
        progress = progress_of(started.fact_id)
        shown.append((progress.done, progress.total, progress.finished))
    assert (1, 3, False) in shown and shown[-1] == (3, 3, True)


def test_one_at_a_time(author: Actor, colleague: Actor, bank: ItemBank, now: datetime) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 60))
    start_calibration(author, bank, model="1pl", source="all", now=now)
    with pytest.raises(Refused):
        start_calibration(colleague, bank, model="1pl", source="all", now=now)


@pytest.mark.parametrize("people", [0, 29])
def test_too_few_people_are_told(author: Actor, bank: ItemBank, now: datetime, people: int) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, people))
    with pytest.raises(Refused) as refused:
        start_calibration(author, bank, model="1pl", source="all", now=now)
    assert refused.value.field == "source"
    assert not Calibration.objects.exists()


def test_under_200_answers_only_one_slope_for_all(author: Actor, bank: ItemBank, now: datetime) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 199))
    with pytest.raises(Refused) as refused:
        start_calibration(author, bank, model="2pl", source="all", now=now)
    assert refused.value.field == "model" and "1PL" in str(refused.value)
    found = measured(author, bank, now)
    assert all("few_answers" in row["flags"] for row in found.found)
    assert len({row["a"] for row in found.found}) == 1


def test_with_slopes_of_their_own_those_with_fewer_answers_are_left_out_and_named(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE)
    points = table_of(TRUE, 500, slope=1.5)
    points[100:, 0] = -1
    answered(bank, items, points)
    found = measured(author, bank, now, model="2pl")
    left = [row for row in found.found if "b" not in row]
    assert [(row["code"], row["flags"]) for row in left] == [(items[0].code, ["few_answers"])]
    assert len({row["a"] for row in found.found if "b" in row}) > 1
    adopt_calibration(author, found, now=now)
    assert Item.objects.get(pk=items[0].pk).guessed
    assert ItemBank.objects.get(pk=bank.pk).model == "2pl"


def test_a_wrong_key_is_pointed_at(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    points = table_of(TRUE, 400, slope=1.5)
    points[:, 3] = 1 - points[:, 3]
    points[:, 7] = 1
    answered(bank, items, points)
    found = measured(author, bank, now)
    flags = {row["code"]: row["flags"] for row in found.found}
    assert "against_rest" in flags[items[3].code]
    assert flags[items[7].code] == ["all_alike"]
    adopt_calibration(author, found, use_pilots=True, now=now)


def test_tried_out_items_are_measured_and_put_in_use_where_asked(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE[:6]) + items_in(bank, TRUE[6:], state="pilot")
    answered(bank, items, table_of(TRUE, 300))
    found = measured(author, bank, now)
    adopt_calibration(author, found, now=now)
    assert Item.objects.filter(bank=bank, state="pilot", guessed=False).count() == 2
    again = measured(author, bank, now)
    adopt_calibration(author, again, use_pilots=True, now=now)
    assert not Item.objects.filter(bank=bank, state="pilot").exists()
    found.refresh_from_db()
    assert (found.state, again.state) == ("replaced", "ready")


def test_measured_again_the_scale_stays_where_it_was(author: Actor, bank: ItemBank, now: datetime) -> None:
    """The second group is abler by one; without anchors all items would look easier by one."""
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 800, slope=1.5))
    adopt_calibration(author, measured(author, bank, now), now=now)
    before = {item.code: item.b for item in Item.objects.filter(bank=bank)}
    Sitting.objects.all().delete()
    new = items_in(bank, [0.5], state="pilot")
    truth = [*TRUE, 0.5]
    answered(bank, items + new, table_of([b - 1 for b in truth], 800, slope=1.5, seed=5))
    found = measured(author, bank, now)
    assert (found.summary["scale"], found.summary["anchors"]) == ("kept", len(TRUE))
    assert abs(found.summary["link_b"] - 1) < 0.2
    by_code = {row["code"]: row for row in found.found}
    assert all(abs(by_code[code]["b"] - b) < 0.35 for code, b in before.items())
    assert abs(by_code[new[0].code]["b"] - 0.5) < 0.3


def test_an_anchor_that_moved_is_flagged_and_no_longer_holds_the_scale(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 900, slope=1.5))
    adopt_calibration(author, measured(author, bank, now), now=now)
    Sitting.objects.all().delete()
    leaked = [b - 2.5 if place == 5 else b for place, b in enumerate(TRUE)]
    answered(bank, items, table_of(leaked, 900, slope=1.5, seed=6))
    found = measured(author, bank, now)
    flags = {row["code"]: row["flags"] for row in found.found}
    assert "moved" in flags[items[5].code]
    assert "moved" not in flags[items[2].code]
    assert found.summary["anchors"] < len(TRUE)


def test_an_item_changed_meanwhile_keeps_what_it_has(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 60))
    found = measured(author, bank, now)
    edit_item(author, items[0], wording=Wording.of(items[0]), b=2.2, now=now)
    Item.objects.filter(pk=items[0].pk).update(state="active")
    adopt_calibration(author, found, now=now)
    changed = Item.objects.get(pk=items[0].pk)
    assert (changed.b, changed.guessed) == (2.2, True)


def test_answers_from_a_file_are_measured_like_others(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    found = measured(author, bank, now, source="file", table=answer_table(items, table_of(TRUE, 300)))
    assert (found.state, found.source, found.people) == ("ready", "file", 300)


def test_a_file_about_other_items_is_refused_with_their_names(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items_in(bank, TRUE)
    table = read_answers(b"q-000,q-001,other\n" + b"1,0,1\n" * 40)
    with pytest.raises(Refused, match="other"):
        start_calibration(author, bank, model="1pl", source="file", table=table, now=now)


def test_answers_that_tell_nothing_end_in_words(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    same = np.ones((50, len(TRUE)), dtype=np.int16)
    found = measured(author, bank, now, source="file", table=answer_table(items, same))
    assert (found.state, found.answers, found.trouble) == ("failed", None, "all_alike")
    assert trouble_in_words(found).startswith("Everybody got the same points")
    assert trouble_in_words(found).endswith(", ".join(item.code for item in items))
    with translation.override("es"):
        assert trouble_in_words(found).startswith("Todas las personas obtuvieron los mismos puntos")
    again = measured(author, bank, now, source="file", table=answer_table(items, table_of(TRUE, 50)))
    assert again.state == "ready"


def test_a_limit_below_what_the_bank_allows_is_refused_with_the_least(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 60))
    Assessment.objects.filter(bank=bank).update(min_items=2, max_items=4)
    with pytest.raises(Refused, match="50 percent") as refused:
        start_calibration(author, bank, model="1pl", source="all", limit=0.4, now=now)
    assert refused.value.field == "limit"


def test_with_a_limit_each_item_gets_its_chance(author: Actor, bank: ItemBank, now: datetime) -> None:
    items = items_in(bank, TRUE)
    answered(bank, items, table_of(TRUE, 60))
    Assessment.objects.filter(bank=bank).update(min_items=2, max_items=3, randomesque=1)
    found = measured(author, bank, now, limit=0.6)
    assert found.summary["highest"] < 0.7
    adopt_calibration(author, found, now=now)
    chances = set(Item.objects.filter(bank=bank).values_list("let_through", flat=True))
    assert min(chances) < 1 and max(chances) == 1


def test_tried_out_items_put_in_use_keep_to_the_limit(author: Actor, bank: ItemBank, now: datetime) -> None:
    """The two new ones tell most about most people: without a chance of their own nearly everybody would see them."""
    truth = [-1.8, -1.2, 1.2, 1.5, 2.0, 2.2, 0.0, 0.1]
    items = items_in(bank, truth[:6]) + items_in(bank, truth[6:], state="pilot")
    answered(bank, items, table_of(truth, 200))
    Assessment.objects.filter(bank=bank).update(
        min_items=2, max_items=2, randomesque=1, method="sympson_hetter"
    )
    found = measured(author, bank, now, limit=0.5)
    adopt_calibration(author, found, use_pilots=True, now=now)
    assert not Item.objects.filter(bank=bank, state="pilot").exists()
    test = Assessment.objects.get(bank=bank)
    chances = dict(Item.objects.filter(bank=bank).values_list("code", "let_through"))
    given = engine_items(Item.objects.filter(bank=bank))
    shown = simulate(given, engine_settings(test, chances), 1000, 5)
    assert shown.exposure.max() <= 0.5 + 0.06
    assert min(chances[item.code] for item in items[6:]) < 1


def test_without_a_limit_nothing_new_goes_into_a_test_spread_by_lottery(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE[:6]) + items_in(bank, TRUE[6:], state="pilot")
    answered(bank, items, table_of(TRUE, 60))
    Assessment.objects.filter(bank=bank).update(method="sympson_hetter")
    found = measured(author, bank, now)
    with pytest.raises(Refused, match="lottery"):
        adopt_calibration(author, found, use_pilots=True, now=now)
    assert adopt_calibration(author, found, now=now).state == "adopted"


def test_the_list_of_answers_takes_few_queries(
    author: Actor, bank: ItemBank, now: datetime, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 100))
    with django_assert_max_num_queries(12):
        start_calibration(author, bank, model="1pl", source="all", now=now)


def test_answers_go_out_without_people_and_come_in_as_the_same_table(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 40, seen=5))
    table = export_answers(author, bank, source="supervised", now=now)
    again = read_answers(table.as_csv().encode())
    assert again.codes == table.codes
    assert again.points.tolist() == table.points.tolist() == sorted(table.points.tolist())
    fact = Fact.objects.get(name="AnswersExported")
    assert (fact.data["people"], fact.actor_id) == (40, author.account_id)
    with pytest.raises(Refused):
        export_answers(author, bank, source="file", now=now)


def test_answers_of_few_people_stay_here(author: Actor, bank: ItemBank, now: datetime) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 29))
    with pytest.raises(Refused):
        export_answers(author, bank, source="all", now=now)
