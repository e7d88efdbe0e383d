"""`techhire demo`: a made-up community on this machine, from nothing to a link for each role."""

import json
import os
import shutil
import socket
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from techhire.portals.console.keys import new_secrets
from techhire.portals.console.standing import RUNNING, hold, let_go
from techhire.portals.console.stopping import Stop

FOLDER = Path("var/demo")
SECRETS = "environment"
MARK = "seeded.json"
PORTS = range(8000, 8040)
MOST_PEOPLE = 2_000_000


def demo(options: Namespace) -> None:
    """Make the demo where it is not there yet, then serve it until it is stopped."""
    began = time.perf_counter()
    if not 10 <= options.people <= MOST_PEOPLE:
        raise Stop(f"--people takes 10 to {MOST_PEOPLE:,}.", 2)
    folder = Path(os.environ.get("TECHHIRE_DATA_DIR") or FOLDER).resolve()
    port = options.port or free_port()
    if options.reset:
        if (folder / RUNNING).exists():
            hold(folder, port)
        reset(folder)
        let_go()
    settle(folder)
    hold(folder, port)
    from techhire.portals.console.ground import migrate, stand_up

    # Known before anything is made: signed badges carry the address their standing is read at.
    os.environ["TECHHIRE_PUBLIC_URL"] = f"http://localhost:{port}"
    stand_up()
    fill(folder, options.people, migrate)
    if not options.no_serve:
        from techhire.portals.console.company import keep_running

        keep_running(folder, port, began)


def reset(folder: Path) -> None:
    """Remove a demo's data; a folder that is not a demo's is left alone."""
    if not folder.exists():
        return
    if not (folder / SECRETS).exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not a demo's folder, so nothing was removed.")
    shutil.rmtree(folder)


def settle(folder: Path) -> None:
    """Give the demo its folder, its own secrets (made once) and its settings, in this process and its children."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SECRETS
    if not path.exists():
        text = "".join(f"{name}={value}\n" for name, value in new_secrets().items())
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _equals, value = line.partition("=")
        os.environ[name] = value
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("TECHHIRE_EMAIL_URL", None)
    os.environ["TECHHIRE_MODE"] = "demo"
    os.environ["TECHHIRE_DATA_DIR"] = str(folder)
    os.environ["TECHHIRE_ALLOWED_HOSTS"] = "localhost,127.0.0.1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "techhire.config.settings"


def settle_if_made() -> None:
    """Stand in the demo that was made here, for a command that was given no secrets of a site of its own.

    Said on standard error: whoever forgot the secrets of a site would take the demo for it.
    """
    folder = Path(os.environ.get("TECHHIRE_DATA_DIR") or FOLDER).resolve()
    if not os.environ.get("TECHHIRE_SECRET_KEY") and (folder / MARK).exists() and (folder / SECRETS).exists():
        print(f"No secrets of a site are set, so this is about the demo in {folder}.", file=sys.stderr)
        settle(folder)


def fill(folder: Path, people: int, migrate: Callable[[], bool]) -> None:
    """Make the database and its people once; start over where an earlier attempt was broken off."""
    from django.db import connection
    from django.utils import timezone

    from techhire.portals.console.demo.seeding import seed

    mark = folder / MARK
    if mark.exists():
        migrate()
        made = json.loads(mark.read_text(encoding="utf-8"))
        if made["people"] != people:
            print(
                f"The demo has {made['people']:,} people. `techhire demo --reset --people {people}` makes it anew."
            )
        return
    for path in folder.glob("techhire.sqlite3*"):
        path.unlink()
    began = time.perf_counter()
    print(f"Making the demo community in {folder} (once).", flush=True)
    migrate()
    seed(people, now=timezone.now(), say=lambda words: print(words, flush=True))
    connection.close()
    mark.write_text(json.dumps({"people": people}), encoding="utf-8")
    print(f"Made in {time.perf_counter() - began:.0f} s.", flush=True)


def free_port() -> int:
    """The first port from 8000 nobody answers on."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Stop(f"Ports {PORTS.start} to {PORTS.stop - 1} are all taken. Choose one with --port.")
