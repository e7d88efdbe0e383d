"""A rounded table says nothing its rounding does not say."""

import pytest
from hypothesis import given, settings

from techhire.engines.disclosure_control import Method, PublishedTable, leaks, round_table

from .grids import extended, grids


@given(grids(largest=3))
@settings(max_examples=20, deadline=None)
def test_every_figure_is_a_multiple_of_five_and_nothing_leaks(grid):
    table = round_table(grid)
    assert all(figure % 5 == 0 for row in table.extended() for figure in row)
    assert leaks(table, grid) == []


@given(grids(largest=3))
@settings(max_examples=20, deadline=None)
def test_cells_are_rounded_to_the_nearest_and_totals_nearest_or_added(grid):
    table, truth = round_table(grid), extended(grid)
    for row, true_row in zip(table.cells, grid, strict=True):
        assert all(abs(figure - count) <= 2 for figure, count in zip(row, true_row, strict=True))
    nearest = all(abs(total - true[-1]) <= 2 for total, true in zip(table.row_totals, truth, strict=False))
    added = all(total == sum(row) for total, row in zip(table.row_totals, table.cells, strict=True))
    assert nearest or added


def test_four_cells_that_rounded_up_are_not_given_away_by_their_total():
    table = round_table([[3, 3, 3, 3]])
    assert (table.cells, table.row_totals) == (((5, 5, 5, 5),), (20,))
    naive = PublishedTable(Method.ROUNDED, ((5, 5, 5, 5),), (10,), (5, 5, 5, 5), 10)
    assert leaks(naive, [[3, 3, 3, 3]]) != []


def test_an_even_base_is_refused():
    with pytest.raises(ValueError, match="odd"):
        round_table([[10]], base=10)
