"""A web server that is killed in the middle of a test loses no answer it took, and takes none twice."""

import signal
from pathlib import Path

import pytest

from tests.plugins.ground import run_killer

HERE = Path(__file__).parent
SAME = ("answers", "shown", "told", "state", "theta", "version", "evidence")


@pytest.mark.django_db
def test_kill_9_around_any_commit_of_three_answers_shows_the_same_question_again(tmp_path: Path) -> None:
    *killed, whole = run_killer(HERE / "killer.py", tmp_path)
    assert len(killed) >= 12 and {day["ended"] for day in killed} == {signal.SIGKILL}
    assert (whole["ended"], whole["told"], whole["state"]) == (0, 3, "finished")
    assert len(whole["answers"]) == len(whole["shown"]) == 3 and len(whole["evidence"]) == 1
    unheard = [day for day in killed if len(day["stood"]) > len(day["taken"])]
    assert len(unheard) == 3, "an answer stood each time and nobody was told"
    for day in killed:
        where = day["at"]
        kept = [[said["place"], said["item"], said["answer"]] for said in day["taken"]]
        assert day["stood"][: len(kept)] == kept, f"{where}: an answer that was confirmed is lost"
        assert len(day["stood"]) <= len(day["sent"]), where
        following = [*whole["shown"], None][len(day["stood"])]
        assert day["next"] == following, f"{where}: another question is shown"
        assert day["went_on"] == 0, f"{where}: the next server does not go on"
        for name in SAME:
            assert day[name] == whole[name], f"{where}: {name}"
