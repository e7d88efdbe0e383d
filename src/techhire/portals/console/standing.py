"""One demo a folder and one site a port: who stands there already, and children that do not outlive their parent."""

import ctypes
import fcntl
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from techhire.portals.console.stopping import Stop

RUNNING = "running"
PARENT = "TECHHIRE_PARENT"
"""In the environment of a child: the process it ends with."""
PR_SET_PDEATHSIG = 1
_held: list[IO[str]] = []


def hold(folder: Path, port: int) -> None:
    """Keep a demo's folder for this process and its children. Stops where another demo runs on it.

    The system lets go of it when the last of them has ended, however it ended.
    """
    file = (folder / RUNNING).open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        at, _space, process = file.read().partition(" ")
        file.close()
        raise Stop(
            f"This demo runs already, at http://localhost:{at}/. Stop it with Ctrl-C where it was started, "
            f"or with `kill {process}`."
        ) from error
    file.truncate(0)
    file.write(f"{port} {os.getpid()}")
    file.flush()
    _held.append(file)


def let_go() -> None:
    """Give back what this process holds."""
    while _held:
        _held.pop().close()


def held_files() -> tuple[int, ...]:
    """What a child takes over, so that the folder stays held as long as the child lives."""
    return tuple(file.fileno() for file in _held)


def refuse_taken(port: int) -> None:
    """Stop where somebody listens on a port of this machine, and say whether it is a site of ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            who = (
                f"A TechHire site answers at http://localhost:{port}/ already: stop it first"
                if _is_ours(port)
                else f"Another program listens on port {port}"
            )
            raise Stop(f"{who}, or choose another port with --port.") from error


def _is_ours(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def end_with_parent() -> None:
    """For a child: be told to stop when the process that started it ends, even where that was killed (Linux)."""
    parent = os.environ.pop(PARENT, "")
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        raise Stop("The command that started this one has ended.")
