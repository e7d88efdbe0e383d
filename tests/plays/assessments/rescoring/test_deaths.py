"""Kill -9 while results are scored again loses nothing, repeats nothing, and parts no result from its evidence."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[3]


def test_kill_9_between_any_two_commits_leaves_the_same_results_in_the_end(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TECHHIRE_", "DATABASE_URL"))}
    place = {**clean, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, str(HERE / "killer.py"), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    *killed, whole = json.loads(done.stdout)
    assert len(killed) > 25 and {day["ended"] for day in killed} == {signal.SIGKILL}
    assert whole["ended"] == 0
    assert (whole["revisions"], whole["counts"], whole["finished"]) == (3, 3, 1)
    same = ("thetas", "versions", "evidence", "estimates", "revisions", "told", "counts", "states")
    for day in killed:
        assert not day["parted"], f"killed at {day['at']}: a result without its evidence or its record"
        for name in same:
            assert day[name] == whole[name], f"killed at {day['at']}: {name}"
