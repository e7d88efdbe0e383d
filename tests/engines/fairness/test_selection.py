"""What a table says of each group, and what it refuses to say."""

import pytest
from hypothesis import given

from techhire.engines.fairness import UNKNOWN, Case, Scored, Standing, every_table, scoring, selection
from tests.engines.fairness.people import OUTCOMES, cases


def counted(**groups: tuple[int, int]) -> list[Case]:
    """Groups by name: how many people, how many of them selected."""
    return [
        Case({"sex": None if name == UNKNOWN else name}, selected, count)
        for name, (people, taken) in groups.items()
        for selected, count in ((True, taken), (False, people - taken))
    ]


def test_a_rate_under_four_fifths_of_the_highest_is_flagged() -> None:
    table = selection(counted(men=(200, 100), women=(200, 60)), ["sex"], "interview")
    men, women = table.rows
    assert (table.highest, men.standing, men.ratio) == (("men",), Standing.HIGHEST, 1.0)
    assert women.ratio == pytest.approx(0.6)
    assert women.standing is Standing.GAP
    assert table.flagged == (women,)
    assert women.comparison is not None and women.comparison.shortfall == 20


def test_exactly_four_fifths_is_not_below_four_fifths() -> None:
    table = selection(counted(men=(400, 300), women=(500, 300)), ["sex"])
    assert table.rows[1].comparison is not None
    assert not table.rows[1].comparison.below_four_fifths
    assert table.rows[1].standing is Standing.SURE_BUT_SMALL_GAP


def test_a_gap_of_a_few_people_may_be_chance() -> None:
    table = selection(counted(men=(10, 5), women=(10, 3)), ["sex"])
    assert table.rows[1].standing is Standing.GAP_MAY_BE_CHANCE
    assert table.rows[1].few
    assert table.rows[1].comparison is not None and table.rows[1].comparison.small_sample


def test_a_group_under_two_percent_is_listed_and_neither_compared_nor_the_measure_of_others() -> None:
    table = selection(counted(men=(500, 200), women=(500, 200), other=(10, 10)), ["sex"])
    tiny = table.rows[1]
    assert tiny.group == ("other",)
    assert (tiny.standing, tiny.ratio, tiny.rate) == (Standing.UNDER_TWO_PERCENT, None, 1.0)
    assert table.highest in {("men",), ("women",)}


def test_people_who_did_not_say_are_counted_apart_and_never_compared() -> None:
    table = selection(counted(men=(100, 50), women=(100, 50), unknown=(100, 90)), ["sex"])
    silent = table.rows[1]
    assert (silent.group, silent.standing, silent.ratio) == ((UNKNOWN,), Standing.UNKNOWN, None)
    assert (table.unknown, table.people) == (100, 300)


def test_where_nobody_was_selected_there_is_nothing_to_compare() -> None:
    table = selection(counted(men=(100, 0), women=(100, 0)), ["sex"])
    assert {row.standing for row in table.rows} == {Standing.NOBODY_SELECTED}
    assert all(row.ratio is None for row in table.rows)


def test_without_people_the_table_is_empty() -> None:
    table = selection([], ["sex"])
    assert (table.rows, table.highest, table.people) == ((), None, 0)
    assert scoring([], ["sex"]).median is None


def test_above_the_median_is_strictly_above_the_median_of_everyone() -> None:
    people = [Scored({"sex": "women"}, score) for score in (1, 2, 3)]
    people += [Scored({"sex": "men"}, score) for score in (3, 3, 9)]
    table = scoring(people, ["sex"])
    assert table.median == 3
    assert [(row.group, row.selected) for row in table.rows] == [(("men",), 1), (("women",), 0)]


def test_every_dimension_and_every_pair_gets_a_table() -> None:
    people = [Case({"sex": "women", "age": "40+", "origin": "one"}, True)]
    tables = every_table(people, ["sex", "age", "origin"], "shortlist")
    assert [table.by for table in tables] == [
        ("sex",),
        ("age",),
        ("origin",),
        ("sex", "age"),
        ("sex", "origin"),
        ("age", "origin"),
    ]
    assert {table.stage for table in tables} == {"shortlist"}


@pytest.mark.parametrize("by", [[], ["sex", "sex"], "sex"])
def test_a_table_needs_dimensions_named_once(by: list[str]) -> None:
    with pytest.raises(ValueError, match="dimensions"):
        selection([], by)


def test_a_negative_count_and_a_missing_score_are_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        Case({}, True, -1)
    with pytest.raises(ValueError, match="without a score"):
        Scored({}, float("nan"))


@given(OUTCOMES)
def test_no_one_is_lost_or_counted_twice(people: list[tuple[str | None, str | None, bool]]) -> None:
    for table in every_table(cases(people), ["sex", "origin"]):
        assert sum(row.people for row in table.rows) == len(people)
        assert sum(row.selected for row in table.rows) == sum(selected for _, _, selected in people)
        assert sum(row.share for row in table.rows) == pytest.approx(1.0)


@given(OUTCOMES)
def test_the_order_in_which_people_come_changes_nothing(
    people: list[tuple[str | None, str | None, bool]],
) -> None:
    assert selection(cases(people), ["sex"]) == selection(cases(people[::-1]), ["sex"])


def test_a_group_set_apart_counts_among_everyone_and_is_compared_with_nobody() -> None:
    cases = [
        *(Case({"sex": "women"}, selected=n < 30) for n in range(60)),
        *(Case({"sex": "men"}, selected=n < 40) for n in range(60)),
        *(Case({"sex": "others"}, selected=True) for _ in range(12)),
    ]
    whole = selection(cases, ["sex"])
    assert whole.highest == ("others",)
    table = selection(cases, ["sex"], apart={("others",)})
    assert (table.people, table.highest) == (132, ("men",))
    by = {row.group: row for row in table.rows}
    assert by["others",].standing is Standing.SET_APART and by["others",].comparison is None
    assert by["women",].ratio == pytest.approx(0.75)
    assert by["women",].share == pytest.approx(60 / 132)


def test_setting_every_group_apart_compares_nothing() -> None:
    cases = [Case({"sex": "women"}, selected=True, count=20), Case({"sex": "men"}, selected=False, count=20)]
    table = selection(cases, ["sex"], apart={("women",), ("men",)})
    assert table.highest is None
    assert {row.standing for row in table.rows} == {Standing.SET_APART}
