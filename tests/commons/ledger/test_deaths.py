"""Kill -9 between any two commits loses nothing and repeats nothing; several workers do each thing once."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def run(program: str, *words: object) -> Any:
    """The JSON a program of this folder prints, run with the tests' settings."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TECHHIRE_", "DATABASE_URL"))}
    place = {**clean, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, str(HERE / program), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kill_9_between_any_two_commits_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    days = run("killer.py", tmp_path)
    *killed, whole = days
    assert len(killed) > 10
    assert {day["ended"] for day in killed} == {signal.SIGKILL}
    assert whole["ended"] == 0
    parts = [f"{name} {part} 1" for name in ("Answered", "PartDone") for part in range(2)]
    assert whole["facts"] == sorted([*parts, "CommunityCreated None 1"])
    for day in days:
        assert not day["parted"], (
            f"killed at {day['at']}: a deed without its fact, or a fact without its deed"
        )
        assert (day["communities"], day["facts"]) == (1, whole["facts"]), f"killed at {day['at']}"
        assert day["states"] == ["done"], f"killed at {day['at']}"


def test_three_workers_answer_each_question_once(tmp_path: Path) -> None:
    found = run("crowd.py", tmp_path, 3, 60)
    assert found["ended"] == [0, 0, 0]
    assert set(found["times"].values()) == {1}
    assert len(found["times"]) == 61
    assert found["workers"] > 1
    assert (found["ticks"], found["states"]) == (1, ["done"])
