"""A gap over everything may turn around inside its parts."""

import csv
import os
from pathlib import Path

import pytest

from techhire.engines.fairness import Case, compare_strata, mantel_haenszel_ratio, selection
from techhire.engines.fairness.strata import Stratum, Tally

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
BERKELEY = SHARED / "adverse_impact" / "UCBAdmissions.csv"


@pytest.fixture
def berkeley() -> list[Case]:
    """Graduate admission in Berkeley, 1973, the six largest departments."""
    if not BERKELEY.exists():
        pytest.skip("the Berkeley admissions are not on this machine: set TECHHIRE_SHARED_DATA")
    with BERKELEY.open(newline="") as file:
        return [
            Case({"sex": row["Gender"]}, row["Admit"] == "Admitted", int(row["Freq"]), row["Dept"])
            for row in csv.DictReader(file)
        ]


def test_over_all_departments_women_were_admitted_less_often(berkeley: list[Case]) -> None:
    women, men = selection(berkeley, ["sex"]).rows
    assert (women.people, men.people) == (1835, 2691)
    assert (round(women.rate, 3), round(men.rate, 3)) == (0.304, 0.445)
    assert women.comparison is not None
    assert round(women.comparison.ratio, 3) == 0.682
    assert women.comparison.below_four_fifths and women.comparison.significant
    assert women.comparison.low < 0.682 < women.comparison.high < 0.8


def test_within_departments_the_gap_turns_around(berkeley: list[Case]) -> None:
    (check,) = compare_strata(berkeley, ["sex"])
    assert (check.group, check.other) == (("Female",), ("Male",))
    assert check.reversed_in == ("A", "B", "D", "F")
    assert check.adjusted_ratio is not None and check.adjusted_ratio > 1
    assert check.reverses


def one_part(name: str, women: tuple[int, int], men: tuple[int, int]) -> list[Case]:
    """People and selected of both, in one part."""
    return [
        Case({"sex": sex}, selected, count, name)
        for sex, (people, taken) in (("women", women), ("men", men))
        for selected, count in ((True, taken), (False, people - taken))
    ]


def test_a_gap_that_is_the_same_everywhere_does_not_turn_around() -> None:
    people = one_part("north", (100, 30), (100, 50)) + one_part("south", (50, 15), (50, 25))
    (check,) = compare_strata(people, ["sex"])
    assert check.adjusted_ratio == pytest.approx(0.6)
    assert not check.reverses and check.reversed_in == ()


def test_a_part_without_one_of_the_groups_says_nothing() -> None:
    people = one_part("north", (100, 30), (100, 50)) + one_part("south", (50, 40), (0, 0))
    (check,) = compare_strata(people, ["sex"])
    assert [part.direction for part in check.strata] == [-1, 0]
    assert check.adjusted_ratio == pytest.approx(0.6)


def test_without_a_part_that_holds_both_there_is_no_adjusted_ratio() -> None:
    people = one_part("north", (100, 30), (0, 0)) + one_part("south", (0, 0), (100, 50))
    (check,) = compare_strata(people, ["sex"])
    assert check.adjusted_ratio is None and not check.reverses


def test_one_group_alone_has_nothing_to_turn_around() -> None:
    assert compare_strata([Case({"sex": "women"}, True, 40)], ["sex"]) == []


def test_the_adjusted_ratio_is_the_published_formula() -> None:
    strata = [
        Stratum("one", Tally(30, 12), Tally(60, 20)),
        Stratum("two", Tally(80, 8), Tally(40, 10)),
    ]
    expected = (12 * 60 / 90 + 8 * 40 / 120) / (20 * 30 / 90 + 10 * 80 / 120)
    assert mantel_haenszel_ratio(strata) == pytest.approx(expected)
