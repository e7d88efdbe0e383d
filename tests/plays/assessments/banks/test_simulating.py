"""A test is tried on made-up people by the worker: a part a step, always the same ones, kept for its versions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.queries import progress_of
from techhire.commons.ledger.worker import drain, work_once
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.actions.simulating import keep_simulation_part, start_simulation
from techhire.plays.assessments.models import Assessment, Item, ItemBank, Simulation
from techhire.plays.assessments.queries import simulating
from techhire.plays.assessments.queries.simulating import (
    PARTS,
    PEOPLE,
    is_of_today,
    newest_simulation,
    think_simulation_part,
    told_of,
)
from tests.cases import in_one_world
from tests.plays.assessments.banks.made_up import items_in

TRUE = [at / 3 - 2 for at in range(13)]


@pytest.fixture
def test(bank: ItemBank) -> Assessment:
    """A test of 4 to 8 questions from a bank of 13 measured ones."""
    items_in(bank, TRUE)
    for item, b in zip(Item.objects.filter(bank=bank).order_by("pk"), TRUE, strict=True):
        Item.objects.filter(pk=item.pk).update(b=b, guessed=False)
    Assessment.objects.filter(bank=bank).update(min_items=4, max_items=8, stop_se=0.5)
    return Assessment.objects.select_related("bank").get(bank=bank)


def done(actor: Actor, test: Assessment, now: datetime) -> Simulation:
    start_simulation(actor, test, now=now)
    drain(lambda: now)
    found = newest_simulation(actor, test)
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_thousand_people_take_it_in_parts_with_progress(
    author: Actor, test: Assessment, now: datetime
) -> None:
    row = start_simulation(author, test, now=now)
    assert row.fact_id is not None and told_of(row) is None
    shown = []
    while work_once(lambda: now):
        progress = progress_of(row.fact_id)
        shown.append((progress.done, progress.total))
    assert shown[:4] == [(1, PARTS), (2, PARTS), (3, PARTS), (4, PARTS)]
    row.refresh_from_db()
    told = told_of(row)
    assert told is not None and row.parts == []
    assert (told.people, told.guessed) == (PARTS * PEOPLE, 0)
    assert 4 <= told.shortest <= told.mean <= told.longest <= 8
    assert 0 < told.reliability < 1 and abs(told.bias) < 0.2 and 0.3 < told.rmse < 0.8
    assert sum(band.people for band in told.bands) == told.people == sum(told.reasons.values())
    shares = [share for _code, share in told.exposure]
    assert len(shares) == 13 and shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(told.mean)


@pytest.mark.django_db
def test_the_same_people_come_out_the_same(author: Actor, test: Assessment, now: datetime) -> None:
    first = done(author, test, now).found
    Simulation.objects.all().delete()
    assert done(author, test, now).found == first


@pytest.mark.django_db
def test_parts_are_different_people(author: Actor, test: Assessment, now: datetime) -> None:
    row = start_simulation(author, test, now=now)
    one, other = (think_simulation_part(row.pk, part) for part in (0, 1))
    assert one is not None and other is not None and one.ran is not None and other.ran is not None
    assert one.ran["thetas"] != other.ran["thetas"] and len(one.ran["thetas"]) == PEOPLE


@pytest.mark.django_db
def test_what_is_there_is_not_tried_again(
    author: Actor, colleague: Actor, test: Assessment, now: datetime
) -> None:
    first = start_simulation(author, test, now=now)
    assert start_simulation(colleague, test, now=now) == first
    drain(lambda: now)
    assert start_simulation(colleague, test, now=now) == first
    assert Fact.objects.filter(name="SimulationStarted").count() == 1


@pytest.mark.django_db
def test_after_a_change_it_is_told_as_old_and_tried_anew_when_asked(
    author: Actor, test: Assessment, now: datetime
) -> None:
    old = done(author, test, now)
    assert is_of_today(old, test)
    pull_item(author, Item.objects.filter(bank=test.bank).order_by("pk")[0], reason="leaked", now=now)
    changed = Assessment.objects.select_related("bank").get(pk=test.pk)
    assert not is_of_today(old, changed)
    new = done(author, changed, now)
    told = told_of(new)
    assert told is not None and len(told.exposure) == 12
    assert list(Simulation.objects.all()) == [new]


@pytest.mark.django_db
def test_a_change_meanwhile_begins_anew_with_what_is_now(
    author: Actor, test: Assessment, now: datetime
) -> None:
    row = start_simulation(author, test, now=now)
    work_once(lambda: now)
    thought = think_simulation_part(row.pk, 1)
    assert thought is not None
    pull_item(author, Item.objects.filter(bank=test.bank).order_by("pk")[0], reason="leaked", now=now)
    assert keep_simulation_part(thought) == 0
    drain(lambda: now)
    row.refresh_from_db()
    told = told_of(row)
    assert told is not None and len(told.exposure) == 12 and told.people == PARTS * PEOPLE


@pytest.mark.django_db
def test_a_worker_that_dies_while_it_thinks_counts_nobody_twice(
    author: Actor, test: Assessment, now: datetime
) -> None:
    row = start_simulation(author, test, now=now)
    lost = think_simulation_part(row.pk, 0)
    again = think_simulation_part(row.pk, 0)
    assert lost is not None and again is not None
    assert keep_simulation_part(again) == 1
    assert keep_simulation_part(lost) == 1, "the same part again is passed over"
    row.refresh_from_db()
    assert len(row.parts) == 1
    drain(lambda: now)
    row.refresh_from_db()
    told = told_of(row)
    assert told is not None and told.people == PARTS * PEOPLE
    assert keep_simulation_part(again) is None and think_simulation_part(row.pk, 0) is None
    assert think_simulation_part(10**9, 0) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"shares": {"cooking": 1.0}}, "topics"),
        ({"method": "sympson_hetter"}, "lottery"),
        ({"min_items": 9, "max_items": 3}, "rules"),
    ],
)
def test_what_cannot_be_given_says_which_way(
    author: Actor, test: Assessment, now: datetime, change: dict[str, Any], trouble: str
) -> None:
    Assessment.objects.filter(pk=test.pk).update(**change)
    found = done(author, test, now)
    assert (found.state, found.trouble, told_of(found)) == ("failed", trouble, None)
    Assessment.objects.filter(pk=test.pk).update(shares={}, method="randomesque", min_items=4, max_items=8)
    assert done(author, test, now).state == "ready", "what failed can be tried again as it is"


@pytest.mark.django_db
def test_an_empty_bank_says_so(author: Actor, bank: ItemBank, now: datetime) -> None:
    found = done(author, Assessment.objects.get(bank=bank), now)
    assert (found.state, found.trouble) == ("failed", "empty")


@pytest.mark.django_db
@in_one_world(
    "who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival", "stranger", "visitor"]
)
def test_only_the_civic_lead_tries_its_tests(
    request: pytest.FixtureRequest, author: Actor, test: Assessment, now: datetime, who: str
) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(Refused):
        start_simulation(actor, test, now=now)
    start_simulation(author, test, now=now)
    assert newest_simulation(actor, test) is None


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_lock_while_people_take_it(
    author: Actor, test: Assessment, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    simulate: Callable[..., Any] = simulating.simulate

    def look(*given: Any) -> Any:
        inside.append(connection.in_atomic_block)
        return simulate(*given)

    monkeypatch.setattr(simulating, "simulate", look)
    done(author, test, now)
    assert inside == [False] * PARTS
