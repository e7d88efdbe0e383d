"""A web server that dies by kill -9 while somebody takes a test, and what the next one finds.

Run as `python killer.py FOLDER [SERVER]`. Somebody's browser opens a supervised test of three questions and answers
them over the pages. The server dies once before each commit, and once after each, when the answer stands and nobody
was told. Each death is a fork with a database of its own. The browser keeps what it was shown, what it sent and what
it was told was taken, as a browser does whose server is gone; it then sends again what nobody confirmed, and goes on.
Prints one JSON list of what was found.
"""

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

from tests.plugins.ground import ground

FOLDER = Path(sys.argv[1]) if __name__ == "__main__" else Path()
if __name__ == "__main__":
    GROUND = ground(sys.argv[1:])

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from techhire.commons.communities.queries import actor_for  # noqa: E402
from techhire.commons.ledger.models import Fact  # noqa: E402
from techhire.plays.assessments.actions.sittings import begin_sitting  # noqa: E402
from techhire.plays.assessments.models import Response, Sitting  # noqa: E402
from techhire.plays.seekers.models import Evidence  # noqa: E402
from tests.commons.ledger import killer  # noqa: E402
from tests.factories.assessments import NOW, a_bank, a_test, a_test_day, checked_in  # noqa: E402
from tests.factories.communities import CommunityFactory, OrganizationFactory  # noqa: E402
from tests.factories.people import AccountFactory  # noqa: E402
from tests.factories.seekers import seeker_behind  # noqa: E402
from tests.plugins.tables import make_tables  # noqa: E402

PAGE = "/my/tests/now/"
ANSWERS = ("a", "b", "a")
NUMBER = 'name="{}" value="([0-9]+)"'


def set_up() -> str:
    """A supervised test that is begun and not opened yet; returns the cookie of the person's browser."""
    community = CommunityFactory(slug="river", is_default=True)
    onramp = OrganizationFactory(community=community, kinds=["onramp"])
    test = a_test(a_bank(community), min_items=3, max_items=3, stop_se=0, seconds=2**30)
    account = AccountFactory()
    actor = actor_for(account, community)
    seeker = seeker_behind(actor)
    here = checked_in(a_test_day(onramp, test), seeker)
    begin_sitting(actor, seeker, test, check_in=here, seed=7, now=NOW)
    browser = Client()
    browser.force_login(account)
    browser.get(PAGE.replace("now/", ""))
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def note(kind: str, said: dict[str, Any]) -> None:
    """What the browser knows; it outlives the server."""
    with (FOLDER / "browser").open("a") as kept:
        kept.write(json.dumps({"kind": kind, **said}) + "\n")


def known(kind: str) -> list[dict[str, Any]]:
    """What the browser kept of a kind, oldest first."""
    path = FOLDER / "browser"
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return [{key: line[key] for key in line if key != "kind"} for line in lines if line["kind"] == kind]


class Taker:
    """The browser of the person."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = (FOLDER / "cookie").read_text()

    def look(self) -> dict[str, int]:
        """Open the page of the test; what its form says it shows."""
        text = self.client.get(PAGE).content.decode()
        place, item = (re.search(NUMBER.format(name), text) for name in ("place", "item"))
        assert place and item, text
        said = {"place": int(place[1]), "item": int(item[1])}
        note("shown", said)
        return said

    def send(self, said: dict[str, Any]) -> None:
        """Send an answer; it is confirmed once the server answers."""
        note("sent", said)
        told = self.client.post(PAGE, said, headers={"Accept": "application/json"})
        assert told.status_code == 200, told.content
        note("taken", said)


def whole_day() -> None:
    """Answer until three answers are confirmed; begins with what was sent and never confirmed."""
    taker = Taker()
    sent, taken = known("sent"), known("taken")
    if len(sent) > len(taken):
        taker.send(sent[-1] | {"again": "1"})
    while len(known("taken")) < len(ANSWERS):
        shown = taker.look()
        taker.send(shown | {"answer": ANSWERS[shown["place"]]})
    connection.close()


def killed_after(at: int) -> None:
    """Die as soon as the commit of this number is done."""
    watch = killer.Watch()
    commit = connection._commit

    def last() -> None:
        commit()
        if watch.sent == at:
            os.kill(os.getpid(), signal.SIGKILL)

    connection._commit = last
    whole_day()


def stands() -> list[list[Any]]:
    """The answers in the database: place, item, answer."""
    rows = Response.objects.order_by("place").values_list("place", "item_id", "answer")
    found = [list(row) for row in rows]
    connection.close()
    return found


def asked_again() -> int | None:
    """The question the next server shows, of which the browser was never told that it was answered."""
    sitting = Sitting.objects.get()
    connection.close()
    return sitting.current_id


def found() -> dict[str, Any]:
    """Everything that must be the same whenever the server died."""
    sitting = Sitting.objects.get()
    result = {
        "answers": stands(),
        "shown": list(dict.fromkeys(shown["item"] for shown in known("shown"))),
        "told": Fact.objects.filter(name="QuestionAnswered").count(),
        "state": sitting.state,
        "theta": round(sitting.theta or 0, 9),
        "version": sitting.version,
        "evidence": [str(level) for level in Evidence.objects.values_list("level", flat=True)],
    }
    connection.close()
    return result


def fresh() -> None:
    """The database as it was before anybody opened the test, and a browser that knows nothing."""
    (FOLDER / "browser").unlink(missing_ok=True)
    GROUND.fresh()


def main() -> None:
    make_tables()
    (FOLDER / "cookie").write_text(set_up())
    GROUND.keep()
    killer.FOLDER, killer.whole_day = FOLDER, whole_day
    fresh()
    whole_day()  # so that every process has its pages read before it is forked
    fresh()
    killer.in_a_process(killer.watched_day)
    results, changes = [], range(1, int((FOLDER / "writes").read_text()) + 1)
    deaths = [(kill, at) for kill in (killer.killed_day, killed_after) for at in changes]
    for kill, at in [*deaths, (killer.killed_day, 0)]:
        fresh()
        ended = killer.in_a_process(lambda kill=kill, at=at: kill(at))  # type: ignore[misc]  # bound now
        death = {"stood": stands(), "taken": known("taken"), "sent": known("sent"), "next": asked_again()}
        went_on = killer.in_a_process(whole_day)
        results.append(
            {"at": f"{kill.__name__} {at}", "ended": ended, "went_on": went_on, **death, **found()}
        )
    GROUND.leave()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
