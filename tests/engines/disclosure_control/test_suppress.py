"""No small count of a suppressed table can be worked out, by an auditor and by trying every table."""

import pytest
from hypothesis import given, settings

from techhire.engines.disclosure_control import (
    AlreadyProtected,
    Inconsistent,
    Method,
    PublishedTable,
    audit,
    leaks,
    round_table,
    suppress,
)

from .grids import extended, grids


@given(grids())
@settings(max_examples=120, deadline=None)
def test_no_small_count_can_be_worked_out_closer_than_the_rule(grid):
    assert leaks(suppress(grid), grid) == []


@given(grids())
@settings(deadline=None)
def test_what_is_shown_is_true_and_never_small(grid):
    shown = suppress(grid).extended()
    for shown_row, true_row in zip(shown, extended(grid), strict=True):
        for figure, truth in zip(shown_row, true_row, strict=True):
            assert figure is None or (figure == truth and truth >= 10)


def test_a_table_without_small_counts_is_shown_whole():
    grid = [[10, 20], [30, 40]]
    assert suppress(grid).extended() == extended(grid)


def test_inner_cells_are_hidden_before_totals():
    table = suppress([[3, 40, 25], [18, 22, 60], [17, 15, 30]])
    assert table.row_totals == (68, 100, 62)
    assert table.column_totals == (38, 77, 115)
    assert table.total == 230
    hidden = sum(figure is None for row in table.cells for figure in row)
    assert hidden == 4


def test_hiding_only_the_small_cell_would_leak_and_the_auditor_sees_it():
    grid = [[3, 40], [18, 22]]
    rows = extended(grid)
    naive = PublishedTable(
        Method.SUPPRESSED,
        ((None, 40), (18, 22)),
        tuple(row[-1] for row in rows[:-1]),
        tuple(rows[-1][:-1]),
        rows[-1][-1],
    )
    (found,) = leaks(naive, grid)
    assert (found.row, found.column, found.low, found.high) == (0, 0, 3, 3)


def test_a_narrow_interval_is_a_leak_too():
    table = PublishedTable(Method.SUPPRESSED, ((None, None), (None, None)), (12, 100), (12, 100), 112)
    assert leaks(table, [[6, 6], [6, 94]]) == []
    tight = PublishedTable(Method.SUPPRESSED, ((None, None), (None, None)), (6, 106), (20, 92), 112)
    assert leaks(tight, [[2, 4], [18, 88]]) != []


@given(grids().filter(lambda grid: len(grid) > 1 and len(grid[0]) > 1))
@settings(max_examples=50, deadline=None)
def test_the_auditor_finds_the_bounds_of_frechet(grid):
    rows, columns = [sum(row) for row in grid], [sum(column) for column in zip(*grid, strict=True)]
    hidden = tuple((None,) * len(columns) for _ in rows)
    table = PublishedTable(Method.SUPPRESSED, hidden, tuple(rows), tuple(columns), sum(rows))
    for interval in audit(table):
        row, column = rows[interval.row], columns[interval.column]
        assert interval.low == max(0, row + column - sum(rows))
        assert interval.high == min(row, column)


def test_a_protected_table_is_not_protected_again():
    grid = [[3, 40], [18, 22]]
    for once in (suppress(grid), round_table(grid)):
        for again in (suppress, round_table):
            with pytest.raises(AlreadyProtected):
                again(once)


def test_figures_that_contradict_each_other_are_named_so():
    table = PublishedTable(Method.SUPPRESSED, ((None, 40),), (30,), (None, 40), None)
    with pytest.raises(Inconsistent):
        audit(table)


@pytest.mark.parametrize("grid", [[], [[]], [[1, 2], [3]], [[-1]], [[1.5]]])
def test_what_is_not_a_table_of_counts_is_refused(grid):
    with pytest.raises(ValueError):
        suppress(grid)


def test_rows_of_people_who_did_not_say_are_given_up_first():
    """Women are fewer, so they would be hidden to protect the few; the unknown are more, and matter less."""
    grid = [[20, 22], [60, 50], [2, 1], [40, 45]]
    assert suppress(grid).row_totals == (None, 110, None, 85)
    assert suppress(grid, first={3}).row_totals == (42, 110, None, None)
    assert leaks(suppress(grid, first={3}), grid) == []


def test_a_row_another_table_hides_is_hidden_here_too():
    grid = [[20, 22], [60, 50], [30, 40]]
    table = suppress(grid, hidden={1})
    assert table.cells == ((20, 22), (None, None), (30, 40))
    assert table.row_totals == (42, None, 70)


@given(grids())
@settings(max_examples=60, deadline=None)
def test_giving_up_one_row_first_protects_as_well(grid):
    assert leaks(suppress(grid, first={len(grid) - 1}), grid) == []
