"""`techhire worker`: does what waits in the ledger and what the calendar asks for."""

from argparse import Namespace
from threading import Event

from techhire.portals.console.ground import stand_up
from techhire.portals.console.standing import end_with_parent


def work(options: Namespace) -> None:
    """Work until told to stop, finishing the step at hand; with ``--once``, until nothing is due."""
    end_with_parent()
    stand_up()
    from django.utils import timezone

    from techhire.commons.ledger.worker import drain, run_forever, stop_on_signals

    if options.once:
        print(f"{drain(timezone.now)} steps of work done.")
        return
    stop = Event()
    stop_on_signals(stop)
    run_forever(clock=timezone.now, stop=stop)
