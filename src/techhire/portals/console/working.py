"""`techhire worker`: does what waits in the ledger, and once in a while what the calendar asks for."""

import signal
import time
from argparse import Namespace
from collections.abc import Callable
from threading import Event
from types import FrameType

from techhire.portals.console.ground import stand_up

PAUSE = 1.0
ROUND = 3600.0


def work(options: Namespace) -> None:
    """Work until told to stop; with ``--once``, until nothing is due."""
    stand_up()
    from django.utils import timezone

    from techhire.commons.ledger.worker import drain

    if options.once:
        print(f"{drain(timezone.now)} steps of work done.")
        return
    stop = Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, told)
    signal.signal(signal.SIGTERM, told)
    run_forever(stop)


def run_forever(stop: Event, *, pause: float = PAUSE) -> None:
    """One step after the other; sleep while nothing is due; once an hour look at the calendar."""
    from django.db import close_old_connections
    from django.utils import timezone

    from techhire.commons.ledger.worker import work_once

    looked = -ROUND
    while not stop.is_set():
        close_old_connections()
        if time.monotonic() - looked >= ROUND:
            look_at_calendar()
            looked = time.monotonic()
        if not work_once(timezone.now):
            stop.wait(pause)


def look_at_calendar() -> None:
    """What no fact sets off: postings past their last day, in every community."""
    from django.utils import timezone

    from techhire.commons.communities.queries import all_communities
    from techhire.plays.marketplace.actions.publishing import expire_postings

    for community in all_communities():
        _all_of(lambda pk=community.pk: expire_postings(pk, now=timezone.now()))  # type: ignore[misc]  # bound now


def _all_of(step: Callable[[], int]) -> None:
    while step():
        pass
