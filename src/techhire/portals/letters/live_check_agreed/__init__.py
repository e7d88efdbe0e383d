"""To whoever asked for a live check, when the person said yes. It names nobody."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import LiveCheckAnswered
from techhire.plays.assessments.queries.live import live_check_to_tell
from techhire.plays.assessments.words import LiveCheckState
from techhire.portals.letters.asking import write_to_who_asked


@reacts_to(LiveCheckAnswered)
def write_to_asker(step: Step) -> Done:
    """Say that it can be started, while the yes stands. A no needs no letter."""
    check = live_check_to_tell(step.data["live_check_id"], LiveCheckState.AGREED)
    if check is not None:
        write_to_who_asked(step, check, lambda: _("Somebody said yes to a live check"), "live_check_agreed")
    return Done()
