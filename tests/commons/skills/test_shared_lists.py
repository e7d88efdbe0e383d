"""The real lists, where they are at hand: every row of them is one we can take."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.skills.actions.importers import SOURCES
from techhire.commons.skills.actions.importers.files import Folder
from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.models import Occupation, ProgramCode
from techhire.commons.skills.queries import (
    find_credentials,
    licenses_for,
    newer_codes,
    occupations_for_program,
)

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
pytestmark = pytest.mark.skipif(
    not (SHARED / "onet").is_dir(), reason="the shared O*NET and crosswalk files are absent"
)


def test_every_row_of_onet_can_be_read() -> None:
    source, folder = SOURCES["onet"], Folder(SHARED / "onet")
    lines = list(source.read(folder))
    assert len(lines) == source.survey(folder) > 200_000
    left_out = Counter((line.bad.file, line.bad.reason) for line in lines if line.bad)
    imprecise = "O*NET marks this rating as too imprecise to be used"
    assert {reason for _file, reason in left_out} == {imprecise} and left_out.total() == 815
    nouns = Counter(record.noun for line in lines for record in line.records)
    assert nouns["occupation"] == 1016
    assert nouns["title"] == 52_754 + 7_541
    assert (nouns["task"], nouns["job_zone"]) == (19_265 + 236, 923)
    assert nouns["rating"] == 35_723 + 13_968 + 7_866 + 7_866 - 685
    assert nouns["occupation_skill"] == 30_826 + 41_644 + 61_110
    assert (nouns["activity"], nouns["occupation_activity"]) == (2_087, 23_543)
    about = source.about(folder)
    assert about is not None
    assert about.version == "27.0"


@pytest.mark.django_db
def test_the_whole_crosswalks_go_in(clock: Callable[[], datetime]) -> None:
    soc, cip = (run_import(kind, SHARED / "crosswalks", clock) for kind in ("soc", "cip"))
    assert (soc.bad, cip.bad) == (0, 0)
    assert newer_codes("15-1142.00") == ["15-1244"]
    assert newer_codes("15-1151") == ["15-1232"]
    assert ProgramCode.objects.count() > 2000
    assert ProgramCode.objects.filter(in_demand=True).count() == 722
    assert Occupation.objects.filter(scheme="oes2019").count() == 790
    credentials = run_import("credentials", SHARED / "crosswalks", clock)
    assert (credentials.rows_read, find_credentials("").count()) == (2_269, 1_777 + 206)
    assert credentials.bad <= 20
    assert "CompTIA PenTest+" in {row.name for row in find_credentials("comptia")}
    assert "Accountant (CPA)" in {row.name for row in licenses_for("13-2011")}
    assert "15-1212" in {occupation.code for occupation in occupations_for_program("11.1003")}
