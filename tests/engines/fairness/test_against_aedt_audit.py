"""Every cell of our tables, counted again by the package aedt-audit."""

from collections.abc import Sequence
from typing import Any

import aedt_audit as audit
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from techhire.engines.fairness import UNKNOWN, GroupRate, SelectionTable, Standing, scoring, selection
from techhire.engines.fairness.ratios import Method
from tests.engines.fairness.people import OUTCOMES, SCORES, cases, scored

BY = st.sampled_from([("sex",), ("origin",), ("sex", "origin")])


def recount(people: Sequence[tuple[Any, ...]], by: Sequence[str], column: str) -> Any:
    """The other program's table, one row a group."""
    frame = pd.DataFrame(people, columns=["sex", "origin", column]).astype({"sex": object, "origin": object})
    if column == "score":
        rates = audit.scoring_rates(frame, by=list(by), score=column)
    else:
        rates = audit.selection_rates(frame, by=list(by), outcome=column)
    return audit.significance(audit.four_fifths(rates, by=list(by)), by=list(by))


def assert_same(table: SelectionTable, theirs: Any, counted: str) -> None:
    """Row by row, cell by cell; only where we say nothing on purpose do they say more."""
    assert len(table.rows) == len(theirs)
    for (_, other), ours in zip(theirs.sort_values(list(table.by)).iterrows(), table.rows, strict=True):
        assert ours.group == tuple(other[column] for column in table.by)
        assert (ours.people, ours.selected) == (other["n"], other[counted])
        assert ours.rate == pytest.approx(other["rate"])
        assert ours.share == pytest.approx(other["share"])
        assert_standing(ours, other)
        assert_comparison(ours, other)


def assert_standing(ours: GroupRate, other: Any) -> None:
    """Unknown and tiny groups are the same ones."""
    if UNKNOWN in ours.group:
        assert ours.standing is Standing.UNKNOWN
    else:
        assert (ours.standing is Standing.UNDER_TWO_PERCENT) == bool(other["excluded"])


def assert_comparison(ours: GroupRate, other: Any) -> None:
    """Ratio, flag, p value, size and shortfall."""
    if ours.standing is Standing.HIGHEST:
        assert other["impact_ratio"] == 1.0
    if ours.comparison is None:
        return
    assert ours.comparison.ratio == pytest.approx(other["impact_ratio"])
    if (
        abs(ours.comparison.ratio - 0.8) > 1e-12
    ):  # at exactly four fifths their floats may fall to either side
        assert ours.comparison.below_four_fifths == other["adverse_impact_eeoc"]
    assert ours.comparison.small_sample == other["small_sample"]
    assert ours.comparison.shortfall == other["selections_to_four_fifths"]
    if ours.comparison.method is Method.CHI_SQUARE:
        assert ours.comparison.p_value == pytest.approx(other["p_value"], rel=1e-9, abs=1e-300)


@settings(max_examples=40)
@given(OUTCOMES, BY)
@example([("women", "one", True)] * 4 + [("men", "one", True)] * 5 + [("women", None, False)] * 6, ("sex",))
@example([("women", "one", i < 30) for i in range(200)] + [("men", "one", True)] * 3, ("sex",))
@example([("women", "one", i < 30) for i in range(97)] + [("men", "one", i < 2) for i in range(4)], ("sex",))
def test_selection_tables_are_those_of_another_program(people: list[Any], by: tuple[str, ...]) -> None:
    assert_same(selection(cases(people), by), recount(people, by, "selected"), "selected")


@settings(max_examples=40)
@given(SCORES, BY)
def test_score_tables_are_those_of_another_program(people: list[Any], by: tuple[str, ...]) -> None:
    table, theirs = scoring(scored(people), by), recount(people, by, "score")
    assert_same(table, theirs, "above_median")
    assert table.median == theirs.attrs["sample_median"]


def test_a_larger_sample_is_compared_by_chi_square_and_agrees_to_the_last_digits() -> None:
    people = [("women", "one", i < 310) for i in range(1000)] + [("men", "two", i < 420) for i in range(1000)]
    table = selection(cases(people), ["sex"])
    women = table.rows[1]
    assert women.comparison is not None and women.comparison.method is Method.CHI_SQUARE
    assert_same(table, recount(people, ["sex"], "selected"), "selected")
