"""What a measuring found in words: what to look at, what cannot be said yet, what comes next."""

from typing import Any

import pytest

from techhire.plays.assessments.queries.measured_story import MeasuredLine, MeasuredStory
from techhire.plays.assessments.words import WHAT_TO_LOOK_AT, ItemFlag

FEW, AGAINST, UNSURE, MISFIT, EASY = (
    ItemFlag.FEW_ANSWERS,
    ItemFlag.AGAINST_REST,
    ItemFlag.UNSURE,
    ItemFlag.MISFIT,
    ItemFlag.TOO_EASY,
)


def line(code: str, *flags: ItemFlag, **figures: Any) -> MeasuredLine:
    return MeasuredLine({"code": code, "item": 1, "b": 0.1, **figures}, flags)


def story(*lines: MeasuredLine) -> MeasuredStory:
    return MeasuredStory(lines, pilots=0, cuts_due=False)


def test_every_flag_says_what_to_do() -> None:
    assert set(WHAT_TO_LOOK_AT) == set(ItemFlag)


@pytest.mark.parametrize("flags", [(FEW,), (UNSURE,), (MISFIT, FEW), (EASY, UNSURE, FEW)])
def test_with_few_answers_nothing_else_is_said(flags: tuple[ItemFlag, ...]) -> None:
    told = story(line("q1", *flags), line("q2"))
    assert [one.row["code"] for one in told.few] == ["q1"] and told.look == []


def test_a_flag_beside_an_unsure_difficulty_is_still_looked_at() -> None:
    told = story(line("q1", EASY, UNSURE, share=0.97))
    assert told.few == [] and [why for why, _figure, _what in told.look[0].told] == [EASY.label]


@pytest.mark.parametrize(("with_rest", "is_suspect"), [(-0.1, False), (-0.5, True)])
def test_few_answers_make_a_key_suspect_only_where_they_are_sure(with_rest: float, is_suspect: bool) -> None:
    told = story(line("q1", AGAINST, FEW, with_rest=with_rest, answers=60))
    assert bool(told.suspects) is is_suspect and bool(told.few) is not is_suspect


def test_a_wrong_key_comes_first_and_figures_stand_beside_their_reasons() -> None:
    fit = {"infit": 1.5, "outfit": None, "p": 0.004}
    told = story(line("q1", MISFIT, **fit), line("q2", AGAINST, with_rest=-0.31, answers=300))
    assert [one.row["code"] for one in told.look] == ["q2", "q1"]
    assert told.look[0].told[0][1] == "with the rest -0.31"
    assert told.look[1].told[0][1] == "infit 1.50, outfit –, p of S-X² 0.00"


def test_a_question_that_was_left_out_has_no_figures_and_is_not_counted_as_measured() -> None:
    left_out = MeasuredLine({"code": "q1", "item": 1, "answers": 400}, (AGAINST,))
    told = story(left_out, line("q2"))
    assert told.measured == 1 and told.suspects == [left_out]
    assert left_out.told[0][1] == ""
