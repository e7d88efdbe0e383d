"""A program in which several workers, each a process of its own, empty one queue on one SQLite file.

Run as `python crowd.py FOLDER WORKERS FACTS`. Prints one JSON object: how often each fact was answered, how often the
clock ticked, and what state the reactions ended in.
"""

import json
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

FOLDER = Path(sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = f"sqlite://{FOLDER / 'crowd.sqlite3'}"

import django  # noqa: E402  # the database has to be named first

django.setup()

from django.db import connection, transaction  # noqa: E402

from techhire.commons.ledger import recording, registry, schedule, worker  # noqa: E402
from techhire.commons.ledger.models import Fact, Reaction  # noqa: E402
from techhire.commons.permits import Actor  # noqa: E402
from tests.plugins.tables import make_tables  # noqa: E402

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
SYSTEM = Actor.system()


@dataclass(frozen=True)
class Asked:
    number: int
    subject: ClassVar[str] = "question:number"


@dataclass(frozen=True)
class Answered:
    number: int
    worker: int
    subject: ClassVar[str] = "question:number"


def answer(step: registry.Step) -> None:
    recording.record(Answered(step.data["number"], os.getpid()), actor=SYSTEM, now=step.now)


def night(step: registry.Step) -> None:
    recording.record(Answered(-1, os.getpid()), actor=SYSTEM, now=step.now)


def work(start: float) -> None:
    """Begin together with the others, tick, and empty the queue."""
    time.sleep(max(0.0, start - time.time()))
    schedule.tick(NOW)
    worker.drain(lambda: NOW)


def main() -> None:
    workers, facts = int(sys.argv[2]), int(sys.argv[3])
    make_tables()
    registry._handlers.clear()
    schedule._schedules.clear()
    registry.reacts_to(Asked)(answer)
    schedule.every("night", "day")(night)
    with transaction.atomic():
        for number in range(facts):
            recording.record(Asked(number), actor=SYSTEM, now=NOW)
    connection.close()
    start = time.time() + 0.3
    pids = []
    for _worker in range(workers):
        pid = os.fork()
        if pid == 0:
            work(start)
            connection.close()
            os._exit(0)
        pids.append(pid)
    ended = [os.waitpid(pid, 0)[1] for pid in pids]
    answers = [fact.data for fact in Fact.objects.filter(name="Answered")]
    result = {
        "ended": ended,
        "times": Counter(data["number"] for data in answers),
        "workers": len({data["worker"] for data in answers}),
        "ticks": Fact.objects.filter(name="ClockTicked").count(),
        "states": sorted(set(Reaction.objects.values_list("state", flat=True))),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
