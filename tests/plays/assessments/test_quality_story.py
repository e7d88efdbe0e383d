"""A report in words: the gravest thing is said first, and where nothing can be compared nothing is claimed."""

from datetime import date
from typing import Any

import pytest

from techhire.plays.assessments.bridge.exactness import verdict_on_exactness
from techhire.plays.assessments.models import QualityReport
from techhire.plays.assessments.queries.group_story import group_name
from techhire.plays.assessments.queries.quality_story import Story, story_of
from techhire.plays.assessments.words import (
    GROUPS,
    WHAT_TO_DO,
    Exactness,
    Fairness,
    GroupStanding,
    ReportFlag,
)
from techhire.plays.seekers.words import ABOUT_SELF

HIGHEST = {"people": 90, "reached": 60, "missed": 30, "ratio": 1.0}


def line(group: str, standing: str = "hidden", **figures: Any) -> dict[str, Any]:
    row = {"group": [group], "people": None, "reached": None, "missed": None, "standing": standing}
    if standing in {"gap", "gap_may_be_chance", "no_gap", "sure_but_small_gap"}:
        row |= {"people": 80, "reached": 40, "missed": 40, "ratio": 0.75, "low": 0.6, "high": 0.95, "p": 0.01}
    return row | figures


def story(
    *lines: dict[str, Any],
    dif: tuple[dict[str, Any], ...] = (),
    questions: tuple[dict[str, Any], ...] = (),
    level: int | None = None,
) -> Story:
    table = {"level": 3, "rows": [line("man", "highest", **HIGHEST), *lines]}
    block = {"by": ["sex"], "as_of": "2026-03-02", "cuts": 1, "tables": [table], "dif": list(dif)}
    exact = {
        "as_of": "2026-03-02",
        "people": 200,
        "reliability": 0.85,
        "questions": list(questions),
        "ended": {},
    }
    report = QualityReport(last_day=date(2026, 3, 2), numbers={"exact": exact, "groups": [block]})
    return story_of(report, level)


def unlike(size: str, code: str = "q1", harder: bool = True) -> dict[str, Any]:
    row = {"item": 1, "code": code, "focal": "woman", "reference": "man", "size": size, "harder": harder}
    return row | {"delta": -1.8 if harder else 1.8, "uniform": 0.001, "nonuniform": 0.4}


def question(code: str = "q1", *flags: str) -> dict[str, Any]:
    return {"item": 1, "code": code, "flags": list(flags), "answered": 80}


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        ("gap", Fairness.GAP),
        ("below_unseen", Fairness.GAP),
        ("gap_may_be_chance", Fairness.MAY_BE_CHANCE),
        ("no_gap", Fairness.NO_GAP),
        ("sure_but_small_gap", Fairness.NO_GAP),
        ("not_below_unseen", Fairness.NO_GAP),
        ("hidden", Fairness.UNKNOWN),
        ("under_two_percent", Fairness.UNKNOWN),
        ("nobody_selected", Fairness.UNKNOWN),
    ],
)
def test_the_answer_about_fairness_follows_from_what_was_found(standing: str, says: Fairness) -> None:
    assert story(line("woman", standing)).fairness is says


def test_questions_that_are_harder_for_one_group_are_said_where_rates_show_no_gap() -> None:
    assert story(line("woman", "no_gap"), dif=(unlike("C"),)).fairness is Fairness.QUESTIONS
    assert story(line("woman", "no_gap"), dif=(unlike("B"),)).fairness is Fairness.NO_GAP
    assert story(line("woman", "gap"), dif=(unlike("C"),)).fairness is Fairness.GAP


def test_a_gap_names_its_group() -> None:
    told = story(line("woman", "gap"))
    assert told.gaps == [("Sex", "women")]
    assert told.tables[0].lines[1].rate == 0.5
    (table, found) = told.gap_lines[0]
    assert found.name == "women" and table.highest is not None and table.highest.rate is not None


def test_a_group_that_stands_alone_is_not_called_the_highest() -> None:
    (table,) = story(line("woman", "hidden")).tables
    assert table.lines[0].standing is GroupStanding.SET_APART and table.lines[0].ratio is None
    assert (len(table.shown), table.hidden) == (1, 1)


def test_without_a_level_the_one_with_most_ratios_is_told() -> None:
    assert story(line("woman", "gap")).level == 3
    assert story(line("woman", "gap"), level=2).tables == ()
    assert story(line("woman", "gap"), level=2).fairness is Fairness.UNKNOWN
    assert story(line("woman", "gap"), level=9).level == 3


def test_who_a_question_is_harder_for_is_said_the_right_way_round() -> None:
    told = story(dif=(unlike("C"), unlike("B", "q2", harder=False), unlike("A", "q3")))
    assert [(one.code, one.harder_for, one.beside) for one in told.unlike] == [
        ("q1", "women", "men"),
        ("q2", "men", "women"),
    ]
    assert told.compared == 3


def test_flags_of_questions_come_with_what_to_do_and_those_to_pull_come_first() -> None:
    rows = (question("q1", "easy"), question("q2"), question("q3", "against", "misfit"), question("q4"))
    told = story(questions=rows, dif=(unlike("C", "q4"), unlike("B", "q2")))
    assert [one.code for one in told.to_pull] == ["q3", "q4"]
    assert [one.code for one in told.flagged] == ["q3", "q4", "q1", "q2"]
    assert told.flagged[1].flags == (ReportFlag.UNFAIR,)
    assert [str(what) for _why, what in told.flagged[0].advice][0].startswith("Pull it now")


@pytest.mark.parametrize(
    ("people", "reliability", "says"),
    [
        (29, 0.95, Exactness.UNKNOWN),
        (30, 0.8, Exactness.EXACT),
        (30, 0.79, Exactness.GUIDE),
        (30, 0.7, Exactness.GUIDE),
        (30, 0.69, Exactness.INEXACT),
    ],
)
def test_the_answer_about_exactness(people: int, reliability: float, says: Exactness) -> None:
    assert verdict_on_exactness(people, reliability) is says


def test_every_group_and_every_flag_has_words() -> None:
    for name, choices in ABOUT_SELF.items():
        assert {*GROUPS[name], "not_said"} == set(choices.values)
    assert set(WHAT_TO_DO) == set(ReportFlag)
    assert group_name(("sex", "race"), ("woman", "unknown")) == "women, people who did not say"
