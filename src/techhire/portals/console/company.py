"""A web server and a worker as children of one command, started together and stopped together."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from techhire.portals.console.standing import PARENT, held_files, refuse_taken
from techhire.portals.console.stopping import Stop

Children = dict[str, "subprocess.Popen[bytes]"]
PATIENCE = 90.0
GRACE = 10.0


class Told(Exception):
    """Somebody asked this command to stop."""


def keep_running(folder: Path, port: int, began: float) -> None:
    """Start both, say where they are, and wait until one ends or somebody says stop."""

    def told(number: int, frame: FrameType | None) -> None:
        raise Told

    refuse_taken(port)
    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    children: Children = {}
    try:
        children["serve"] = _start(folder, "serve", "--bind", f"127.0.0.1:{port}")
        children["worker"] = _start(folder, "worker")
        _wait_for(port, folder, children)
        print(greeting(port, time.perf_counter() - began), flush=True)
        _watch(folder, children)
    except Told:
        print("\nStopping.", flush=True)
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        _end(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    """A child whose log goes to a file of its own name; its own session, so that Ctrl-C reaches this command alone.

    It ends when this command does, however that ends, and until then holds the folder as this command does.
    """
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "techhire", *words],
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=held_files(),
            env=os.environ | {PARENT: str(os.getpid())},
        )


def _wait_for(port: int, folder: Path, children: Children) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _check(folder, children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    log = folder / "serve.log"
    said = _last_line(log) or "It wrote nothing."
    raise Stop(
        f"The site did not answer on port {port} within {PATIENCE:.0f} seconds: {said}\nMore in {log}."
    )


def _watch(folder: Path, children: Children) -> None:
    while True:
        _check(folder, children)
        time.sleep(0.5)


def _check(folder: Path, children: Children) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            log = folder / f"{name}.log"
            said = _last_line(log)
            raise Stop(f"`techhire {name}` ended with code {child.returncode}: {said}\nMore in {log}.")


def _last_line(log: Path) -> str:
    """The last thing a child said that is not a bare notice of its server; empty where it said nothing."""
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line for line in reversed(said) if line.strip() and not line.startswith("[")), "")


def _end(children: Children) -> None:
    for child in children.values():
        child.terminate()
    until = time.monotonic() + GRACE
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def greeting(port: int, seconds: float) -> str:
    """What the demo prints when it is ready: its address and a link for each role."""
    from techhire.commons.communities.queries import community_at, demo_accounts

    site = f"http://localhost:{port}"
    community = community_at()
    lines = [f"\nTechHire is running after {seconds:.0f} s: {site}/\n", "Sign in with one click as:"]
    for account, organization in demo_accounts(community) if community else []:
        role = account.handle.partition("@")[0]
        lines.append(f"  {role:<9} {site}/demo/?as={role:<14} {account.name}{_of(organization)}")
    lines += [f"\nEvery letter and code: {site}/demo/mailbox/", "Stop with Ctrl-C.", ""]
    return "\n".join(lines)


def _of(organization: str) -> str:
    return f", {organization}" if organization else ", looks for work"
