"""To whoever asked for a live check, when it is over. It names nobody and never says what it said."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import LiveCheckDone
from techhire.plays.assessments.queries.live import live_check_to_tell
from techhire.plays.assessments.words import LiveCheckState
from techhire.portals.letters.asking import write_to_who_asked


@reacts_to(LiveCheckDone)
def write_to_asker(step: Step) -> Done:
    """Say that there is something to read."""
    check = live_check_to_tell(step.data["live_check_id"], LiveCheckState.DONE)
    if check is not None:
        write_to_who_asked(step, check, lambda: _("A live check is over"), "live_check_done")
    return Done()
