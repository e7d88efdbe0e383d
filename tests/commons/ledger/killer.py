"""A program that dies by kill -9 between any two of its commits, over and over, and says what was left each time.

Run as `python killer.py FOLDER [SERVER]`. It makes a community by the real action, whose fact sets off a job of two
steps, each of which thinks first and then records a fact that sets off another reaction. It dies once before each
commit, and before each write outside of a transaction: a death at any other line since the commit before leaves the
same database, because what was not committed is taken back. Each death is a fork of this process with a database of
its own; a second worker then finishes, as it would after the lease ran out. Prints one JSON list of what was found.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from tests.plugins.ground import ground

FOLDER = Path(sys.argv[1]) if __name__ == "__main__" else Path()
if __name__ == "__main__":
    GROUND = ground(sys.argv[1:])

from django.db import connection  # noqa: E402

from techhire.commons.communities.actions import create_community  # noqa: E402
from techhire.commons.communities.facts import CommunityCreated  # noqa: E402
from techhire.commons.communities.models import Community  # noqa: E402
from techhire.commons.ledger import recording, registry, worker  # noqa: E402
from techhire.commons.ledger.models import Fact, Reaction  # noqa: E402
from techhire.commons.permits import Actor  # noqa: E402
from tests.plugins.tables import make_tables  # noqa: E402

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
LATER = NOW + worker.LONG_LEASE + timedelta(minutes=1)
STEPS = 2
UNCHANGED = ("SELECT", "PRAGMA", "BEGIN")


@dataclass(frozen=True)
class PartDone:
    part: int
    subject: ClassVar[str] = "part:part"


@dataclass(frozen=True)
class Answered:
    part: int
    subject: ClassVar[str] = "part:part"


def think(step: registry.Step) -> int:
    """Which part comes next, from the cursor and from what stands in the database: they agree, whoever died when."""
    part: int = step.cursor.get("next", 0)
    done = Fact.objects.filter(name="PartDone").count()
    if done != part:
        raise AssertionError(f"{done} parts are done, and part {part} is next")
    return part


def long_job(step: registry.Step) -> registry.Done | registry.More:
    """Two steps, each of which leaves one fact."""
    part = step.thought
    recording.record(PartDone(part), actor=Actor.system(), now=step.now)
    if part + 1 < STEPS:
        return registry.More({"next": part + 1}, done=part + 1, total=STEPS)
    return registry.Done()


def answer(step: registry.Step) -> None:
    """What follows a part: one fact more."""
    recording.record(Answered(step.data["part"]), actor=Actor.system(), now=step.now)


def listen() -> None:
    registry.reacts_to(CommunityCreated, thinking=think)(long_job)
    registry.reacts_to(PartDone)(answer)


def deed() -> None:
    """What somebody asked for; asked again where it did not happen."""
    if not Community.objects.filter(slug="river").exists():
        create_community(Actor.system(), slug="river", name="River City", now=NOW)


def whole_day() -> None:
    deed()
    worker.drain(lambda: NOW)


class Watch:
    """Counts what changes the database for good, and kills the process before the change asked for."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.sent = at, 0
        connection.execute_wrappers.append(self.statement)
        commit = connection._commit
        connection._commit = lambda: (self.one_more(), commit())

    def statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not connection.in_atomic_block and not sql.startswith(UNCHANGED):
            self.one_more()
        return execute(sql, *rest)

    def one_more(self) -> None:
        self.sent += 1
        if self.sent == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def in_a_process(work: Callable[[], None]) -> int:
    """Run in a fork of its own; returns the signal that ended it, 0 where it came to its end."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            os._exit(70)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def killed_day(at: int) -> None:
    Watch(at)
    whole_day()


def watched_day() -> None:
    """Write down how often the day writes."""
    watch = Watch()
    whole_day()
    (FOLDER / "writes").write_text(str(watch.sent))


def finish() -> None:
    """Everything of the day that is still to do, by a second worker after the lease of the first."""
    deed()
    worker.drain(lambda: LATER)
    connection.close()


def found() -> dict[str, Any]:
    names = [(fact.name, fact.data.get("part")) for fact in Fact.objects.order_by("id")]
    result = {
        "communities": Community.objects.count(),
        "facts": sorted(f"{name} {part} {count}" for (name, part), count in Counter(names).items()),
        "states": sorted(set(Reaction.objects.values_list("state", flat=True))),
        "reactions": Reaction.objects.count(),
    }
    connection.close()
    return result


def half_done() -> bool:
    """Whether a deed stands without its fact and reaction, or the other way round."""
    deeds = Community.objects.count()
    facts = Fact.objects.filter(name="CommunityCreated").count()
    reactions = Reaction.objects.filter(fact__name="CommunityCreated").count()
    connection.close()
    return not deeds == facts == reactions


def main() -> None:
    make_tables()
    GROUND.keep()
    registry._handlers.clear()
    registry._thinkers.clear()
    listen()
    GROUND.fresh()
    in_a_process(watched_day)
    results = []
    for at in range(1, int((FOLDER / "writes").read_text()) + 2):
        GROUND.fresh()
        ended = in_a_process(lambda at=at: killed_day(at))  # type: ignore[misc]  # bound now
        parted = half_done()
        finish()
        results.append({"at": at, "ended": ended, "parted": parted, **found()})
    GROUND.leave()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
