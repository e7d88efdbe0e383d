"""Kill -9 while results are scored again loses nothing, repeats nothing, and parts no result from its evidence."""

import signal
from pathlib import Path

import pytest

from tests.plugins.ground import run_killer

HERE = Path(__file__).parent


@pytest.mark.django_db
def test_kill_9_between_any_two_commits_leaves_the_same_results_in_the_end(tmp_path: Path) -> None:
    *killed, whole = run_killer(HERE / "killer.py", tmp_path)
    assert len(killed) > 25 and {day["ended"] for day in killed} == {signal.SIGKILL}
    assert whole["ended"] == 0
    assert (whole["revisions"], whole["counts"], whole["finished"]) == (3, 3, 1)
    same = ("thetas", "versions", "evidence", "estimates", "revisions", "told", "counts", "states")
    for day in killed:
        assert not day["parted"], f"killed at {day['at']}: a result without its evidence or its record"
        for name in same:
            assert day[name] == whole[name], f"killed at {day['at']}: {name}"
