"""Figures of questions from plain tables of answers: part points, slopes, guesses, worn and unseen ones."""

import numpy as np
import pytest

from techhire.engines.psychometrics.items import Item
from techhire.engines.psychometrics.models import graded, logistic
from techhire.plays.assessments.bridge.item_quality import (
    AnswerTable,
    Question,
    exposure_limit,
    question_rows,
)

DIFFICULTIES = tuple(at / 4 - 1.5 for at in range(13))


def table_of(
    many: int = 400,
    *,
    slopes: tuple[float, ...] = (1.0,) * 13,
    moved: dict[int, float] | None = None,
    guessed: bool = False,
    model: str = "1pl",
    seen: float = 1.0,
) -> AnswerTable:
    """Everybody may answer everything; ``moved`` makes questions easier or harder than they are stored."""
    dice = np.random.default_rng(3)
    thetas = dice.normal(size=many)
    true = np.array(DIFFICULTIES) + [(moved or {}).get(at, 0.0) for at in range(13)]
    points = (dice.random((many, 13)) < logistic(np.array(slopes) * (thetas[:, None] - true))).astype(float)
    points[dice.random(points.shape) > seen] = np.nan
    items = [
        Item(str(at + 1), a, b, guessed=guessed)
        for at, (a, b) in enumerate(zip(slopes, DIFFICULTIES, strict=True))
    ]
    questions = tuple(Question(item, f"q{item.id}", True, False) for item in items)
    return AnswerTable(questions, points, thetas, model)  # type: ignore[arg-type]  # one of the models


def test_questions_that_follow_their_curves_get_no_flag() -> None:
    rows = question_rows(table_of(seen=0.25))
    assert not [row["code"] for row in rows if row["flags"]]
    assert all(abs(row["moved"]) < 0.6 for row in rows)


def test_questions_with_slopes_of_their_own_are_measured_by_their_own_model() -> None:
    slopes = tuple(0.6 + at / 10 for at in range(13))
    rows = question_rows(table_of(3000, slopes=slopes, model="2pl", moved={4: -0.9}))
    assert "moved" in rows[4]["flags"]
    assert sum("moved" in row["flags"] for row in rows) == 1


@pytest.mark.parametrize(("shift", "said"), [(-0.9, "moved"), (0.9, "harder")])
def test_a_question_that_moved_is_said_to_be_easier_or_harder(shift: float, said: str) -> None:
    flags = question_rows(table_of(3000, moved={4: shift}))[4]["flags"]
    assert [one for one in flags if one in {"moved", "harder"}] == [said]


def test_under_200_answers_questions_with_slopes_are_not_measured_again() -> None:
    rows = question_rows(table_of(150, model="2pl"))
    assert not [row for row in rows if "moved" in row]
    assert all("infit" in row for row in rows)


def test_a_difficulty_that_was_only_guessed_is_called_a_wrong_guess() -> None:
    rows = question_rows(table_of(800, guessed=True, moved={6: 1.4}))
    assert rows[6]["flags"].count("guess_off") == 1 and "moved" not in rows[6]["flags"]


def test_answers_with_part_points_are_counted_by_the_share_of_points() -> None:
    plain = table_of(600)
    item = Item("14", 1.3, steps=(-0.6, 0.7))
    chances = graded(plain.thetas, item.a, np.array(item.steps))
    drawn = (np.random.default_rng(5).random((600, 1)) > chances.cumsum(axis=1)).sum(axis=1)
    whole = AnswerTable(
        (*plain.questions, Question(item, "q14", True, False)),
        np.column_stack([plain.points, drawn.astype(float)]),
        plain.thetas,
        "1pl",
    )
    row = question_rows(whole)[-1]
    assert row["right"] == pytest.approx(drawn.mean() / 2, abs=0.006)
    assert 0.8 < row["infit"] < 1.2 and "moved" not in row


def test_a_small_bank_may_show_its_questions_more_often_than_a_large_one() -> None:
    assert exposure_limit(table_of(seen=0.1)) == pytest.approx(0.3)
    assert exposure_limit(table_of(seen=0.3)) == pytest.approx(0.6, abs=0.05)
    assert exposure_limit(table_of(seen=1.0)) == 1.0


def test_a_question_most_people_see_is_worn_and_one_hardly_anybody_saw_waits() -> None:
    table = table_of(seen=0.12)
    table.points[:, 0] = np.nan
    table.points[:, 1] = np.where(np.arange(400) % 3 == 0, 1.0, 0.0)
    rows = question_rows(table)
    assert rows[0]["flags"] == ["unseen"] and rows[0]["answered"] is None
    assert "worn" in rows[1]["flags"]


def test_everybody_right_is_easy_and_measures_nothing() -> None:
    table = table_of()
    table.points[:, 2] = 1.0
    row = question_rows(table)[2]
    assert "easy" in row["flags"] and row["with_ability"] is None and "infit" not in row


def test_questions_that_are_not_asked_any_more_get_no_flag() -> None:
    table = table_of()
    table.points[:, 2] = 1.0
    retired = Question(table.questions[2].item, "q3", False, False)
    questions = (*table.questions[:2], retired, *table.questions[3:])
    assert question_rows(AnswerTable(questions, table.points, table.thetas, "1pl"))[2]["flags"] == []


def test_a_table_of_nobody_has_a_row_a_question() -> None:
    table = table_of()
    empty = AnswerTable(table.questions, table.points[:0], table.thetas[:0], "1pl")
    assert [row["answered"] for row in question_rows(empty)] == [None] * 13
