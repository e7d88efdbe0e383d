"""Answers of every kind: what is right, what earns a part, and what nobody should have sent."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.commons.permits import Refused
from techhire.plays.assessments.bridge.answers import points_for, tidy_answer
from techhire.plays.assessments.models import Item
from tests.factories.assessments import KEYS, content_of, right_answer, wrong_answer

ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=5)
        | some.dictionaries(some.sampled_from(["a", "b", "c", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def item(kind: str, **fields: Any) -> Item:
    return Item(kind=kind, content=content_of(kind, "x"), **{"key": KEYS[kind]} | fields)


def worth(one: Item, answer: object, most: int = 1) -> int:
    return points_for(one, tidy_answer(one, answer), most)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_the_key_earns_all_and_a_wrong_answer_nothing(kind: str) -> None:
    one = item(kind)
    assert worth(one, right_answer(one)) == 1 and worth(one, right_answer(one), 3) == 3
    assert worth(one, wrong_answer(one)) == 0
    assert worth(one, None) == 0


@pytest.mark.parametrize("kind", sorted(KEYS))
@given(answer=ANYTHING)
def test_whatever_is_sent_is_points_or_a_plain_refusal(kind: str, answer: object) -> None:
    one = item(kind)
    try:
        points = worth(one, answer, 2)
    except Refused as refusal:
        assert refusal.field == "answer" and str(refusal)
    else:
        assert points in {0, 1, 2}


@pytest.mark.parametrize("kind", sorted(KEYS))
@pytest.mark.parametrize("answer", ["", [], {}, "zzz", ["zzz"], {"a": "zzz"}, 10**400, float("nan"), b"a"])
def test_what_does_not_fit_is_refused_and_never_scored(kind: str, answer: object) -> None:
    if kind == "short_text" and answer == "zzz":
        return
    with pytest.raises(Refused):
        tidy_answer(item(kind), answer)


@pytest.mark.parametrize(
    ("answer", "points"),
    [(["a", "c"], 2), (["c", "a"], 2), (["a"], 1), (["a", "b", "c"], 1), (["b"], 0), (["a", "b"], 0)],
)
def test_choosing_several_loses_what_is_wrong(answer: list[str], points: int) -> None:
    assert worth(item("multiple"), answer, 2) == points
    assert worth(item("multiple"), answer) == (1 if points == 2 else 0)


def test_an_order_earns_by_neighbors_and_pairs_by_pair() -> None:
    assert worth(item("order"), ["c", "b", "a"], 2) == 1
    assert worth(item("match"), {"a": "u", "b": "v", "c": "v"}, 3) == 2


def test_an_order_names_every_line_once() -> None:
    for answer in (["a", "b"], ["a", "b", "b"], ["a", "b", "c", "c"], ["a", "b", "x"]):
        with pytest.raises(Refused, match="place of its own"):
            tidy_answer(item("order"), answer)


@pytest.mark.parametrize("typed", ["root", " ROOT ", "Raíz", "raiz.", "“root”", "\troot\n"])
def test_a_word_is_taken_as_it_is_meant(typed: str) -> None:
    assert worth(item("short_text"), typed) == 1


def test_where_case_matters_it_does() -> None:
    strict = item("short_text", case_sensitive=True)
    assert worth(strict, "root") == 1 and worth(strict, "Root") == 0 and worth(strict, "raiz") == 0


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("12", True),
        (" 12.0 ", True),
        ("+12", True),
        ("12,0", True),
        ("12.4", False),
        ("120", False),
        ("-12", False),
        (12, True),
        (12.0, True),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: object, right: bool) -> None:
    assert worth(item("numeric"), typed) == int(right)


@pytest.mark.parametrize(
    ("typed", "value"), [("1,500", 1500), ("1 500", 1500), ("3,5", 3.5), ("−2", -2), (".5", 0.5)]
)
def test_commas_and_spaces_in_numbers(typed: str, value: float) -> None:
    assert tidy_answer(item("numeric"), typed) == value


@pytest.mark.parametrize(
    "typed", ["12 GB", "1e5", "inf", "nan", "1,2,3", "٣", "0x10", "--1", True, "1" * 300]
)
def test_what_is_no_number_is_refused(typed: object) -> None:
    with pytest.raises(Refused, match="number only"):
        tidy_answer(item("numeric"), typed)


def test_a_tolerance_is_kept_to() -> None:
    close = item("numeric", key=0.3, tolerance=0.05)
    assert worth(close, "0.35") == 1 and worth(close, "0.36") == 0
    assert worth(item("numeric", key=0.1 + 0.2), "0.3") == 1
