"""Kill -9 between any two commits loses nothing and repeats nothing; several workers do each thing once."""

import signal
from pathlib import Path

import pytest

from tests.plugins.ground import run_killer, run_program

HERE = Path(__file__).parent


@pytest.mark.django_db
def test_kill_9_between_any_two_commits_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    days = run_killer(HERE / "killer.py", tmp_path)
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
    found = run_program(HERE / "crowd.py", tmp_path, 3, 60)
    assert found["ended"] == [0, 0, 0]
    assert set(found["times"].values()) == {1}
    assert len(found["times"]) == 61
    assert found["workers"] > 1
    assert (found["ticks"], found["states"]) == (1, ["done"])
