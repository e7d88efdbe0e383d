"""Published pass rates by group, counted again from the people themselves by the package aedt-audit."""

from typing import Any

import aedt_audit as audit
import pandas as pd
import pytest

from techhire.plays.assessments.bridge.crowd import By
from tests.plays.assessments.readers import KINDS, blocks, crowd_of

REACHED = {"woman": 0.35, "man": 0.55, "another": 0.5, None: 0.45}
SHARES = {"hispanic": 1.0, "white": 1.1, "black": 0.8, "asian": 1.2, None: 1.0}
COMPARED = {"highest", "gap", "gap_may_be_chance", "sure_but_small_gap", "no_gap"}


def people() -> list[tuple[dict[str, str], int]]:
    """40 of every sex and race, 40 of each who did not say one of them, of whom so many reached level 3."""
    found = []
    for sex, rate in REACHED.items():
        for race, more in SHARES.items():
            said = {name: code for name, code in (("sex", sex), ("race", race)) if code}
            reached = [3 if at < 40 * rate * more else 2 for at in range(40)]
            ages = ({"age": "forty_plus"}, {"age": "under_forty"}, {})
            found += [(said | ages[at * 7 % 3], level) for at, level in enumerate(reached)]
    return found


def recounted(by: By, level: int) -> dict[tuple[str, ...], Any]:
    """The other program's table of the same people, one row a group."""
    rows = [
        {**{name: said.get(name) for name in KINDS}, "passed": reached >= level} for said, reached in people()
    ]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(KINDS, object))
    rates = audit.selection_rates(frame, by=list(by), outcome="passed")
    table = audit.significance(audit.four_fifths(rates, by=list(by)), by=list(by))
    return {tuple(row[name] for name in by): row for _number, row in table.iterrows()}


@pytest.mark.parametrize("by", [("sex",), ("race",), ("age",), ("sex", "race")])
def test_rates_ratios_and_flags_are_those_of_another_program(by: By) -> None:
    (table,) = [one for one in blocks(crowd_of(people()))[by]["tables"] if one["level"] == 3]
    theirs, compared = recounted(by, 3), 0
    for row in table["rows"]:
        if row["standing"] not in COMPARED:
            continue
        other, compared = theirs[tuple(row["group"])], compared + 1
        assert (row["people"], row["reached"]) == (other["n"], other["selected"])
        assert row["ratio"] == pytest.approx(other["impact_ratio"], abs=5e-4)
        if row["standing"] == "highest":
            assert other["impact_ratio"] == 1.0
            continue
        assert row["standing"].startswith("gap") is bool(other["adverse_impact_eeoc"])
        assert row["short"] == other["selections_to_four_fifths"]
        if row["method"] == "chi_square":
            assert row["p"] == pytest.approx(other["p_value"], abs=1e-4)
    assert compared >= 2


def test_people_who_did_not_say_are_counted_by_both_and_compared_by_us_with_nobody() -> None:
    (table,) = [one for one in blocks(crowd_of(people()))[("sex",)]["tables"] if one["level"] == 3]
    silent = next(row for row in table["rows"] if row["group"] == ["unknown"])
    assert (silent["standing"], silent["ratio"]) == ("unknown", None)
    theirs = recounted(("sex",), 3)[("unknown",)]
    assert (silent["people"], silent["reached"]) == (theirs["n"], theirs["selected"])
