"""A sitting: the same under the same seed, brought back by its answers, stopped by its rules."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.models import bank_information
from techhire.engines.psychometrics.scoring import eap
from techhire.engines.psychometrics.settings import METHODS, Method, Settings
from techhire.engines.psychometrics.sitting import Sitting, from_dict, replay, start
from techhire.engines.psychometrics.warming import warm
from tests.engines.psychometrics.banks import bank_of, take

BANK = bank_of(120, topics=("disk", "network", "shell"))
PASSES = {item.id: 0.3 for item in BANK.items}
warm()


def rules(method: Method = "randomesque", **changes: object) -> Settings:
    return Settings(method=method, exposure=PASSES, **changes)  # type: ignore[arg-type]  # changes of any kind


def shown(sitting: Sitting) -> list[str]:
    return [sitting.plan.bank.items[answer.place].id for answer in sitting.answers]


@pytest.mark.parametrize("method", METHODS)
@given(seed=some.integers(0, 2**40), theta=some.floats(-2, 2))
@settings(max_examples=15)
def test_the_same_seed_and_answers_give_the_same_sitting(method: Method, seed: int, theta: float) -> None:
    ended = take(start(BANK, rules(method), seed), theta, 3)
    again = take(start(BANK, rules(method), seed), theta, 3)
    assert again == ended and (again.theta, again.se) == (ended.theta, ended.se)


@pytest.mark.parametrize("method", METHODS)
@given(seed=some.integers(0, 2**40), kept=some.integers(0, 12))
@settings(max_examples=15)
def test_what_was_stored_brings_back_the_same_next_item(method: Method, seed: int, kept: int) -> None:
    sitting = start(BANK, rules(method, content={"disk": 0.5, "shell": 0.5}, pilot_items=2), seed)
    for turn in range(kept):
        if sitting.next_item() is not None:
            sitting = sitting.after(turn % 2, seconds=1.5)
    back = from_dict(BANK, sitting.plan.settings, json.loads(json.dumps(sitting.to_dict())))
    assert back == sitting and back.next_item() == sitting.next_item()
    assert (back.theta, back.se, back.elapsed) == (sitting.theta, sitting.se, sitting.elapsed)


def test_another_seed_shows_other_items() -> None:
    ways = {tuple(shown(take(start(BANK, rules(), seed), 0.0, 3))) for seed in range(10)}
    assert len(ways) == 10


def test_an_answer_leaves_the_sitting_before_it_as_it_was() -> None:
    first = start(BANK, rules(), 1)
    index = first.next_item()
    right, wrong = first.after(1), first.after(0)
    assert first.next_item() == index and first.theta == 0 and not first.answers
    assert wrong.theta < first.theta < right.theta


def test_no_item_comes_twice() -> None:
    ended = take(start(BANK, rules(max_items=60, stop_se=0), 4), 0.3, 4)
    assert len(set(shown(ended))) == 60


def test_what_is_to_be_skipped_is_never_chosen_and_still_scored() -> None:
    skip = [item.id for item in BANK.items[:90]] + ["not in this bank"]
    ended = take(start(BANK, rules(stop_se=0), 6, skip=skip), 0.3, 4)
    assert not set(shown(ended)) & set(skip)
    back = replay(BANK, rules(stop_se=0), 6, [(skip[0], 1), *ended.to_dict()["answers"][:3]], skip=skip)
    assert back.scored == 4 and shown(back)[0] == skip[0]
    assert back.next_item() is not None and BANK.items[back.next_item() or 0].id not in skip


def test_the_estimate_of_a_sitting_is_the_expected_ability_of_its_answers() -> None:
    graded = ItemBank((Item("g", 1.4, steps=(-1.0, 0.5)), Item("x", 1.1, 0.3, 0.2), Item("y", 0.8, -0.5)))
    ended = take(start(graded, Settings(min_items=3, max_items=3, stop_se=0), 2), 0.0, 9)
    points = np.full(3, np.nan)
    for answer in ended.answers:
        points[answer.place] = answer.points
    score = eap(graded, points)
    assert (ended.theta, ended.se) == pytest.approx((score.theta, score.se), abs=1e-12)
    assert ended.stop_reason == "length"


@given(some.integers(0, 10_000))
@settings(max_examples=20)
def test_maximum_information_takes_the_item_that_tells_most(seed: int) -> None:
    sitting = start(BANK, rules("maximum_information"), seed)
    for turn in range(8):
        index = sitting.next_item()
        assert index is not None
        tells = bank_information(BANK, sitting.theta)[0]
        free = np.delete(tells, [answer.place for answer in sitting.answers])
        assert tells[index] >= 0.999 * free.max()
        sitting = sitting.after((seed >> turn) & 1)


def test_randomesque_takes_one_of_the_best_five() -> None:
    tells = bank_information(BANK, 0.0)[0]
    firsts = {start(BANK, rules(), seed).next_item() for seed in range(200)}
    assert firsts == set(np.argsort(-tells)[:5].tolist())


def test_the_lottery_lets_an_item_through_as_often_as_its_chance_says() -> None:
    best = int(bank_information(BANK, 0.0)[0].argmax())
    firsts = [start(BANK, rules("sympson_hetter"), seed).next_item() for seed in range(2000)]
    assert firsts.count(best) / 2000 == pytest.approx(0.3, abs=0.04)


def test_the_lottery_still_gives_an_item_when_it_held_back_all() -> None:
    bank = bank_of(3)
    strict = Settings(
        min_items=3,
        max_items=3,
        stop_se=0,
        method="sympson_hetter",
        exposure={"i0": 1e-9} | {item.id: 1e-9 for item in bank.items},
    )
    assert len(take(start(bank, strict, 1), 0.0, 1).answers) == 3


def test_topics_get_their_shares() -> None:
    shares = {"disk": 0.5, "network": 0.3, "shell": 0.2}
    ended = take(start(BANK, rules(content=shares, max_items=20, stop_se=0), 6), 0.5, 6)
    counts = {topic: 0 for topic in shares}
    for answer in ended.answers:
        counts[BANK.items[answer.place].topic] += 1
    assert counts == {"disk": 10, "network": 6, "shell": 4}


def test_of_topics_alike_that_of_the_item_that_tells_most_comes_first() -> None:
    items = [
        Item(f"{topic}{n}", b=b, topic=topic)
        for topic, b in (("a", 3.0), ("b", 2.0), ("c", 0.0))
        for n in (1, 2)
    ]
    shares = dict.fromkeys("abc", 1 / 3)
    ended = take(start(ItemBank(tuple(items)), rules(content=shares, max_items=6, stop_se=0), 1), 0.0, 1)
    topics = [items[answer.place].topic for answer in ended.answers]
    assert topics[0] == "c" and set(topics[:3]) == set(topics[3:]) == set("abc"), (
        "each once before any comes again"
    )


def test_a_topic_that_runs_out_is_made_up_by_others() -> None:
    bank = ItemBank((*bank_of(10, topics=("many",)).items, Item("only", topic="few")))
    ended = take(start(bank, Settings(max_items=8, stop_se=0, content={"few": 0.9, "many": 0.1}), 1), 0.0, 1)
    assert len(ended.answers) == 8 and "only" in shown(ended)


def test_pilot_items_are_shown_and_change_nothing() -> None:
    pilots = tuple(Item(f"p{n}", a=3.0, pilot=True) for n in range(4))
    bank = ItemBank((*BANK.items, *pilots))
    ended = take(start(bank, Settings(max_items=12, stop_se=0, pilot_items=3), 8), 0.0, 8)
    scored = [(bank.items[a.place].id, a.points) for a in ended.answers if not bank.items[a.place].pilot]
    assert ended.scored == len(scored) == 12 and len(ended.answers) == 15
    assert ended.theta == pytest.approx(replay(bank, Settings(), 1, scored).theta, abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_every_pilot_item_is_shown_before_the_earliest_end(seed: int) -> None:
    bank = ItemBank((Item("p", pilot=True), *bank_of(30).items))
    easy_to_stop = Settings(min_items=3, max_items=9, stop_se=5.0, pilot_items=1)
    assert len(take(start(bank, easy_to_stop, seed), 0.0, seed).answers) == 4


def test_a_closed_item_is_never_offered_but_its_old_answer_counts() -> None:
    closed = ItemBank((Item("leaked", a=2.0, closed=True), *bank_of(10).items))
    before = replay(closed, Settings(max_items=10, stop_se=0), 1, [("leaked", 1)])
    assert before.theta > 0
    assert "leaked" not in shown(take(start(closed, Settings(max_items=10, stop_se=0), 1), 0.0, 1))


def test_it_stops_when_exact_enough_but_not_before_the_fewest_items() -> None:
    ended = take(start(BANK, rules(min_items=6, max_items=60, stop_se=0.4), 3), 0.0, 3)
    assert ended.stop_reason == "precision" and ended.se <= 0.4 and ended.scored > 6
    assert take(start(BANK, rules(min_items=6, stop_se=9.0), 3), 0.0, 3).scored == 6


def test_it_stops_when_the_time_is_used_up() -> None:
    ended = take(start(BANK, rules(seconds=100), 3), 0.0, 3)
    assert ended.stop_reason == "time" and ended.elapsed == 120


def test_a_bank_of_three_items_is_used_up() -> None:
    ended = take(start(bank_of(3), Settings(stop_se=0.1), 1), 0.0, 1)
    assert ended.stop_reason == "bank" and ended.scored == 3
    with pytest.raises(ValueError, match="over"):
        ended.after(1)


def test_an_empty_bank_has_nothing_to_ask() -> None:
    assert start(ItemBank(()), Settings(), 1).stop_reason == "bank"


def test_a_guessed_difficulty_adds_to_the_variance_once_and_after_stopping() -> None:
    items = [Item(i.id, i.a, i.b, guessed=True) for i in BANK.items]
    rule = Settings(max_items=40, stop_se=0.4)
    known, guessed = (take(start(bank, rule, 7), 0.0, 7) for bank in (BANK, ItemBank.of(items)))
    assert (guessed.se, guessed.scored) == (known.se, known.scored)
    assert known.reported_variance == known.se**2
    assert guessed.reported_variance == pytest.approx(known.se**2 + 0.49)


def test_answers_that_cannot_be_are_refused() -> None:
    sitting = start(BANK, rules(), 1)
    for points in (2, -1, 0.5):
        with pytest.raises(ValueError, match="points"):
            sitting.after(points)  # type: ignore[arg-type]  # half a point is what is tried
    with pytest.raises(ValueError, match="no time"):
        sitting.after(1, seconds=-1)
    with pytest.raises(ValueError, match="before"):
        replay(BANK, rules(), 1, [("i1", 1), ("i1", 0)])
    with pytest.raises(ValueError, match="no item nowhere"):
        replay(BANK, rules(), 1, [("nowhere", 1)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_items": 0},
        {"min_items": 9, "max_items": 8},
        {"stop_se": -1.0},
        {"seconds": 0.0},
        {"method": "best"},
        {"randomesque": 0},
        {"content": {"disk": 0.5}},
        {"content": {"disk": 1.5, "shell": -0.5}},
        {"exposure": {"i1": 0.0}},
    ],
)
def test_settings_that_contradict_themselves_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Settings(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_settings_that_do_not_fit_the_bank_are_refused() -> None:
    with pytest.raises(ValueError, match="about cooking"):
        start(BANK, Settings(content={"cooking": 1.0}), 1)
    with pytest.raises(ValueError, match="simulation"):
        start(BANK, Settings(method="sympson_hetter"), 1)
