"""One demo a folder, one site a port, and no child that outlives the command that started it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from techhire.portals.console import company, standing
from techhire.portals.console.stopping import Stop

HOLDS = """
import sys, time
from pathlib import Path
from techhire.portals.console.standing import hold
hold(Path(sys.argv[1]), 8123)
print("held", flush=True)
time.sleep(60)
"""
PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], env=os.environ | {"TECHHIRE_PARENT": str(os.getpid())})
print(child.pid, flush=True)
time.sleep(60)
"""
CHILD = """
import time
from techhire.portals.console.standing import end_with_parent
end_with_parent()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    standing.let_go()


def start(script: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", script, *words], stdout=subprocess.PIPE, text=True)


def said_by(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_folder_is_held_by_one_demo_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    with start(HOLDS, str(tmp_path)) as other:
        assert said_by(other) == "held"
        with pytest.raises(Stop, match=f"http://localhost:8123/.*kill {other.pid}"):
            standing.hold(tmp_path, 8124)
        other.kill()
    standing.hold(tmp_path, 8124)
    assert (tmp_path / standing.RUNNING).read_text() == f"8124 {os.getpid()}"
    assert len(standing.held_files()) == 1


def test_a_port_somebody_listens_on_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        with pytest.raises(Stop, match="choose another port with --port"):
            company.keep_running(tmp_path, port, 0)
    assert not list(tmp_path.iterdir())


def test_a_site_of_ours_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_is_ours", lambda _port: True)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        with pytest.raises(Stop, match="A TechHire site answers"):
            standing.refuse_taken(listening.getsockname()[1])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not tell a child")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    with start(PARENT, CHILD) as parent:
        child = int(said_by(parent))
        assert said_by(parent) == "ready"
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until and is_running(child):
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether a process is there and not only waits to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_a_child_whose_parent_is_gone_already_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing.ctypes, "CDLL", lambda *_args, **_options: NoSystem())
    monkeypatch.setenv(standing.PARENT, "1")
    monkeypatch.setattr(standing.os, "getppid", lambda: 2)
    with pytest.raises(Stop, match="has ended"):
        standing.end_with_parent()


class NoSystem:
    """Stands for the system, so that the test itself is not tied to its parent."""

    def prctl(self, *_numbers: int) -> int:
        return 0


def test_a_site_that_does_not_answer_is_told_with_the_end_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "serve.log").write_text("[info] up\nLoading took too long\n", encoding="utf-8")
    monkeypatch.setattr(company, "PATIENCE", 0.0)
    with pytest.raises(Stop, match=r"within 0 seconds: Loading took too long\nMore in .*serve.log"):
        company._wait_for(1, tmp_path, {})
